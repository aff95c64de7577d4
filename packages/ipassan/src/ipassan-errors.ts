import { AcxError, ConflictError, type Effect, ProviderCallError } from '@acx/core/provider';
import type { IpassanRefusal } from './wire/ipassan-profile';

/** An answer of iPassan that is not a success. */
export interface RefusedAnswer {
  readonly providerId: string;
  readonly operation: string;
  /** What the call was about, for people: `asset <uuid>`. Never a person. */
  readonly target?: string;
  readonly isWrite: boolean;
  readonly status: number;
  /** Why, where the wire profile recognises the text. */
  readonly refusal?: IpassanRefusal;
  readonly retryAfterMs?: number;
  /** iPassan's own words: kept apart, because they may name people. */
  readonly vendorText?: string;
}

interface Row {
  /** What happened, ending a sentence that begins with "iPassan refused …:". */
  readonly happened: string;
  readonly advice: string;
  readonly isRetryable?: boolean;
  /** Somebody else holds what the call needs: told as a ConflictError about this. */
  readonly conflict?: string;
}

const byRefusal: Readonly<Record<IpassanRefusal, Row>> = {
  wrong_site: {
    happened: 'the API user has no access to the configured site',
    advice: 'Check siteUuid in the options: it must be one of the sites that this API user may see.',
  },
  not_manager: {
    happened: 'the API user is not a manager of the asset',
    advice: 'In iPassan Manager, add a user of the operator group "Web API" to the managers of the asset.',
  },
  missing_profile: {
    happened: 'the person does not hold the access profiles that the asset asks for',
    advice: "In iPassan Manager, give the person the asset's door and floor access profiles.",
  },
  slot_taken: {
    happened: 'the time slot is already booked there',
    advice: 'It can be written once the other booking is gone; see Monitoring > Facilities Asset Bookings.',
    isRetryable: true,
    conflict: 'slot',
  },
  not_on_slot: {
    happened: 'the times are not on the slots of the asset',
    advice: 'Set slotMinutes of the place, or of the provider, to the slot length of the asset in iPassan Manager.',
  },
  too_long: {
    happened: 'the booking is longer than the asset allows',
    advice: 'Set maximumMinutes of the provider to the limit of the asset, or raise the limit in iPassan Manager.',
  },
  email_taken: {
    happened: 'another person already has this e-mail address',
    advice: 'Link the existing person, or give this one another address.',
    conflict: 'mail',
  },
  host_not_linked: {
    happened: 'the host is not linked to a person of this site',
    advice: 'Link the host to a person who exists in iPassan Manager on this site, then create the visit again.',
  },
  only_times: {
    happened: 'only start and end of a visit can be changed',
    advice: 'To change anything else, cancel the visit and create another one; it gets another PIN.',
  },
  not_found: {
    happened: 'the record, or what it belongs to, does not exist',
    advice: 'Check that the directory still names what exists in iPassan Manager.',
  },
};

const byStatus: readonly (Row & { readonly code: string; readonly from: number; readonly to: number })[] = [
  {
    from: 429,
    to: 429,
    code: 'rate_limited',
    happened: 'too many calls',
    advice: 'It is tried again later.',
    isRetryable: true,
  },
  {
    from: 408,
    to: 408,
    code: 'server_failure',
    happened: 'its server gave up waiting',
    advice: 'It is tried again later.',
    isRetryable: true,
  },
  {
    from: 500,
    to: 599,
    code: 'server_failure',
    happened: 'its server failed',
    advice: 'It is tried again later.',
    isRetryable: true,
  },
  {
    from: 300,
    to: 399,
    code: 'redirected',
    happened: 'it points to another address',
    advice: 'Check baseUrl in the options.',
  },
  {
    from: 400,
    to: 400,
    code: 'not_accepted',
    happened: 'it did not accept what was sent',
    advice:
      "Its own words are in vendorText of the error; they may hold personal data. Compare the wire profile with the vendor's documents.",
  },
  {
    from: 403,
    to: 403,
    code: 'forbidden',
    happened: 'the API user may not do this',
    advice: 'Check the rights of the operator group of the API user.',
  },
];

const unexpected: Row & { readonly code: string } = {
  code: 'unexpected_status',
  happened: 'an answer that we do not know',
  advice: "Check baseUrl, and compare the paths of the wire profile with the vendor's documents.",
};

/** The error that tells what an answer without success means, whether it took effect and what to do. */
export function refusedAnswerToError(answer: RefusedAnswer): AcxError {
  const { providerId, operation, target, status, refusal, retryAfterMs, vendorText } = answer;
  const { code, happened, advice, isRetryable, conflict } = rowOf(answer);
  const effect = effectOf(answer);
  const told = effect === 'none' ? 'nothing was changed' : 'it is not known whether it took effect';
  const about = target === undefined ? '' : ` on ${target}`;
  const message = `${providerId}: iPassan refused ${operation}${about}: ${happened} (status ${status}); ${told}. ${advice}`;
  if (conflict !== undefined) return new ConflictError({ what: conflict, message, isRetryable, effect });
  return new ProviderCallError({
    providerId,
    operation,
    message,
    status,
    vendorCode: refusal ?? code,
    retryAfterMs,
    isRetryable,
    effect,
    vendorText,
  });
}

function rowOf({ status, refusal }: RefusedAnswer): Row & { readonly code: string } {
  if (status !== 429 && refusal !== undefined) return { ...byRefusal[refusal], code: refusal };
  return byStatus.find(({ from, to }) => from <= status && status <= to) ?? unexpected;
}

/** A server that broke down may have written before it did. Every other refusal comes before anything is written. */
function effectOf({ status, isWrite }: RefusedAnswer): Effect {
  return isWrite && (status >= 500 || status === 408) ? 'unknown' : 'none';
}

/** True for the refusal that says the record is not there. */
export function isNotFound(error: unknown): boolean {
  return AcxError.isInstance(error) && 'vendorCode' in error && error.vendorCode === 'not_found';
}
