import { AcxError } from '@acx/core/provider';

/** Whom a failure that came up with one person concerns. `doubtful`: it may be an outage, or only this person. */
export type IpassanFailureScope = 'aborted' | 'person' | 'doubtful' | 'everybody';

/** By the reason; every other one is doubtful. */
const CONNECTION_SCOPES: Readonly<Record<string, IpassanFailureScope>> = { aborted: 'aborted', no_turn: 'everybody' };

const EVERYBODY = ['wrong_site', 'redirected', 'rate_limited'];

/** Whom a failure concerns. */
export function failureScope(failure: AcxError): IpassanFailureScope {
  const vendorCode = detailOf(failure, 'vendorCode');
  if (failure.code === 'connection') return CONNECTION_SCOPES[detailOf(failure, 'reason')] ?? 'doubtful';
  if (vendorCode === 'server_failure') return 'doubtful';
  return failure.code === 'authentication' || EVERYBODY.includes(vendorCode) ? 'everybody' : 'person';
}

/** How long iPassan asks to wait, if it refused a call because there were too many; 0 when it names no time. */
export function rateLimitOf(failure: unknown): number | undefined {
  if (!AcxError.isInstance(failure) || detailOf(failure, 'vendorCode') !== 'rate_limited') return undefined;
  return 'retryAfterMs' in failure && typeof failure.retryAfterMs === 'number' ? failure.retryAfterMs : 0;
}

/** The person that a failed call has written all the same, where the error tells. */
export function writtenPersonOf(failure: AcxError): string | undefined {
  return detailOf(failure, 'personUuid') || undefined;
}

function detailOf(failure: AcxError, name: string): string {
  const value: unknown = Reflect.get(failure, name);
  return typeof value === 'string' ? value : '';
}
