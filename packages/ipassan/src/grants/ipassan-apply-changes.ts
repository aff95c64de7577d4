import {
  AcxError,
  type CallOptions,
  type Change,
  ConnectionError,
  type LaneChanges,
  type Outcome,
} from '@acx/core/provider';
import { createLaneBookings } from './ipassan-lane-bookings';
import { type IpassanWriter, writeIpassanChange } from './ipassan-write-change';

/** Carries out the changes of one asset, one vendor call each. */
export function applyIpassanChanges(
  writer: IpassanWriter,
  { lane, changes }: LaneChanges,
  options: CallOptions,
): Promise<Outcome[]> {
  const bookings = createLaneBookings(writer, lane, options);
  return applyInOrder(writer.providerId, changes, (change) =>
    writeIpassanChange({ writer, lane, bookings, change, options }),
  );
}

/** Carries out changes in order, one after the other. One outcome per change; a failure is an outcome. */
export async function applyInOrder(
  providerId: string,
  changes: readonly Change[],
  write: (change: Change) => Promise<Outcome>,
): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  let stoppedBy: AcxError | undefined;
  for (const change of changes) {
    try {
      if (stoppedBy !== undefined) throw stoppedBy;
      outcomes.push(await write(change));
    } catch (failure) {
      if (!AcxError.isInstance(failure)) throw failure;
      outcomes.push({ grantKey: change.grantKey, effect: failure.effect, error: failure });
      // What comes after is not sent: the vendor is away, or has asked for a pause, and would only get more of the same calls.
      if (isOutage(failure)) stoppedBy ??= notSent(failure, providerId, change);
    }
  }
  return outcomes;
}

function isOutage(error: AcxError): boolean {
  if (error.code === 'authentication') return true;
  if (error.code === 'connection') return !('reason' in error) || error.reason !== 'too_large';
  return error.isRetryable && 'status' in error && [429, 502, 503, 504].includes(Number(error.status));
}

/** The same failure for a change that never left. */
function notSent(error: AcxError, providerId: string, change: Change): AcxError {
  if (error.effect === 'none') return error;
  const reason = error instanceof ConnectionError ? error.reason : 'network';
  return new ConnectionError({
    providerId,
    operation: `the changes after a failed ${change.kind}`,
    reason,
    effect: 'none',
  });
}
