import {
  describeIssues,
  type GrantState,
  type Instant,
  InvalidInputError,
  parseAnswer,
  parseWithMessages,
  type VendorGrant,
} from '@acx/core/provider';
import * as z from 'zod/mini';
import { wireTimeField } from '../convert/ipassan-time';
import type { IpassanVisitor } from '../wire/ipassan-visitor';

/** What a grant says of a visit: a visitor of this host, with the host's own rights, for this time. A type, so that it is plain JSON. */
export type IpassanVisitState = {
  readonly kind: 'visit';
  /** Uuid of the person who is visited. */
  readonly host: string;
  /** What the entry is called. Personal data: never log it. */
  readonly name: string;
  readonly startsAt: Instant;
  readonly endsAt: Instant;
};

const visitStateSchema = z.object({
  kind: z.literal('visit'),
  host: z.string(),
  name: z.string(),
  startsAt: z.string(),
  endsAt: z.string(),
});

/**
 * Reads a state that was made by `compose`, perhaps in another life of the process, or that was read from iPassan.
 * @throws InvalidInputError when it was not.
 */
export function parseIpassanVisitState(state: unknown): IpassanVisitState {
  const result = parseWithMessages(visitStateSchema, state);
  if (result.success) return result.data;
  throw new InvalidInputError({ subject: 'visit of iPassan', problems: describeIssues(result.error) });
}

const timesSchema = z.object({ startsAt: wireTimeField, endsAt: wireTimeField });

/**
 * What an entry holds. One without a PIN is told with a member that we never write: it opens nothing, or nobody knows with what. Not so
 * where its PIN is known from when it was made.
 * @throws ResponseValidationError for a time that is not exact.
 */
export function visitorToRecord(
  visitor: IpassanVisitor,
  {
    providerId,
    lane,
    isPinKnown = false,
  }: { readonly providerId: string; readonly lane: string; readonly isPinKnown?: boolean },
): Omit<VendorGrant, 'origin' | 'grantKey'> {
  const { uuid, host = '', name = '', pin } = visitor;
  const times = parseAnswer(timesSchema, visitor, { providerId, operation: 'listVisitors', effect: 'none' });
  return {
    lane,
    vendorReference: uuid,
    state: { kind: 'visit', host, name, ...times, ...(pin === undefined && !isPinKnown ? { isWithoutPin: true } : {}) },
    ...(pin === undefined ? {} : { issuedCredential: { kind: 'pin', value: pin } }),
    lapsesAt: times.endsAt,
  };
}

const CANCELLED = 'cancelled ';

/** In place of the uuid of an entry that we have cancelled in order to make another one: it must not be taken for the good one again. */
export function cancelledReference(uuid: string): string {
  return `${CANCELLED}${uuid}`;
}

/** Is this what {@link cancelledReference} has made? */
export function isCancelledReference(reference: string): boolean {
  return reference.startsWith(CANCELLED);
}

/** The uuid behind a vendor reference, whether or not we have cancelled its entry. */
export function referenceToUuid(reference: string): string {
  return isCancelledReference(reference) ? reference.slice(CANCELLED.length) : reference;
}

/** Is this the state of a visit, not of an asset booking? Goes by the state, because the place of visits can have had another name. */
export function isVisitState(state: GrantState | undefined): boolean {
  return state?.['kind'] === 'visit';
}
