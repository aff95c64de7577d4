import {
  AcxError,
  type CallOptions,
  type Change,
  ConnectionError,
  type LaneChanges,
  type Outcome,
  type UpdateChange,
} from '@acx/core/provider';
import { parseIpassanGrantState, parseIpassanHeldState } from '../convert/ipassan-grant-state';
import { createLaneBookings } from './ipassan-lane-bookings';
import { type IpassanWriter, isSlotTaken, makeRoom, writeIpassanChange } from './ipassan-write-change';

/**
 * Carries out the changes of one asset, one vendor call each. What is refused because its slot is taken is tried again once something else has
 * made room. Where nothing does, bookings may be waiting for each other's slots: then one whose former times are not wanted any more is taken
 * away, to be written anew by the next look.
 */
export async function applyIpassanChanges(
  writer: IpassanWriter,
  { lane, changes }: LaneChanges,
  options: CallOptions,
): Promise<Outcome[]> {
  const outcomes = new Map<string, Outcome>();
  let waiting = changes;
  while (waiting.length > 0) {
    // What was listed before has changed since.
    const bookings = createLaneBookings(writer, lane, options);
    const write = (change: Change) => writeIpassanChange({ writer, lane, bookings, change, options });
    const tried = await applyInOrder(writer.providerId, waiting, write);
    for (const outcome of tried) outcomes.set(outcome.grantKey, outcome);
    // What is in doubt is read by the caller first.
    const refused = waiting.filter(
      (_change, index) => tried[index]?.effect === 'none' && isSlotTaken(tried[index]?.error),
    );
    if (tried.every(({ effect }) => effect !== 'applied')) {
      const unwanted = refused.length === waiting.length ? refused.find(isNothingOfItWanted) : undefined;
      if (unwanted === undefined) break;
      refused.splice(refused.indexOf(unwanted), 1);
      const write = { writer, lane, bookings, change: unwanted, options };
      for (const outcome of await applyInOrder(writer.providerId, [unwanted], () => makeRoom(write)))
        outcomes.set(outcome.grantKey, outcome);
    }
    waiting = refused;
  }
  return changes.flatMap(({ grantKey }) => outcomes.get(grantKey) ?? []);
}

/** Does the record that is held open in no moment that is still booked? */
function isNothingOfItWanted(change: Change): change is UpdateChange {
  if (change.kind !== 'update') return false;
  const [before, after] = [parseIpassanHeldState(change.before), parseIpassanGrantState(change.after)];
  return before.endsAt <= after.startsAt || after.endsAt <= before.startsAt;
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
