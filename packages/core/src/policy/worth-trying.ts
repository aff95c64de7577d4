import type { AcxErrorJson } from '../errors/acx-error';
import type { Change } from '../model/change';
import { canonicalJson } from '../model/json';
import type { GrantFailure } from '../ports/ledger-records';

/** The wanted state of a change as text, to see whether a wish that failed is still the same wish. */
export function wantedText(change: Change): string {
  return change.kind === 'revoke' ? 'null' : canonicalJson(change.after);
}

/**
 * Is it tried again by itself? Besides what may pass by itself, refused credentials and a certificate that is not trusted: somebody will correct
 * them, and nobody should have to repair every booking afterwards. A call that was broken off says nothing against the wish.
 */
export function isTriedAgain(error: AcxErrorJson): boolean {
  return (
    error.isRetryable || error.effect === 'unknown' || error.code === 'authentication' || error.code === 'connection'
  );
}

/**
 * Is a change worth a vendor call after it failed before? Not when the vendor has refused this very wish for good, nobody has asked for it again,
 * and nothing has changed in its lane that could make room for it.
 */
export function isWorthTrying(options: {
  change: Change;
  failure: GrantFailure | undefined;
  laneVersion: number;
  /** A booking of this grant was stored again, or a healing check wants another try. */
  isAskedAgain: boolean;
}): boolean {
  const { change, failure, laneVersion, isAskedAgain } = options;
  if (failure === undefined || isAskedAgain || failure.wanted !== wantedText(change)) return true;
  if (isTriedAgain(failure.error)) return true;
  return failure.error.code === 'conflict' && failure.laneVersion !== laneVersion;
}

/** Was nothing sent because the limit of calls left no room in time? */
export function isTurnMissing(error: AcxErrorJson): boolean {
  return error.code === 'connection' && error.reason === 'no_turn';
}

/** Does the failure concern the whole installation, so that other lanes need not be tried now? */
export function isOutage(error: AcxErrorJson): boolean {
  if (error.code === 'authentication') return true;
  if (error.code === 'connection') return error.reason !== 'too_large' && !isTurnMissing(error);
  if (error.code !== 'provider_call' || !error.isRetryable) return false;
  return (
    error.retryAfterMs !== undefined ||
    error.status === 429 ||
    error.status === 502 ||
    error.status === 503 ||
    error.status === 504
  );
}

/** The vendor's own wish for a pause, where it gave one. */
export function retryAfterOf(error: AcxErrorJson): number | undefined {
  return typeof error.retryAfterMs === 'number' ? error.retryAfterMs : undefined;
}
