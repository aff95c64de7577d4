import { AcxError } from '../errors/acx-error';
import { ProviderCallError } from '../errors/provider-call-error';
import type { Change, Outcome } from '../model/change';
import { instantFromMs } from '../model/instant';
import type { LaneChanges } from '../ports/access-provider';
import type { Clock } from '../ports/clock';
import type { ProviderStorage } from '../ports/provider-storage';
import type { DoorBook } from './door-book';
import { parseDoorGrantState } from './door-grant-state';
import { type DoorRow, type DoorRows, withoutEndedRows } from './door-rows';

/** What changes are carried out with. */
export interface DoorWriter {
  readonly providerId: string;
  readonly clock: Clock;
  readonly book: DoorBook;
  readonly places: { has(place: string): boolean };
}

/** One change as the row that it leaves; `undefined` takes the row away. */
interface Step {
  readonly grantKey: string;
  readonly row: DoorRow | undefined;
}

/** A record is read and written, whatever the number of its changes. */
const CALLS_PER_DOOR = 2;

/** How often the storage is asked for these changes when nobody comes in between. What is as it should be is written again. */
export function estimateDoorCalls(changes: readonly Change[]): number {
  const places = new Set(changes.map((change) => (change.kind === 'create' ? change.after : change.before)['place']));
  return places.size * CALLS_PER_DOOR;
}

/** Carries out the changes of one door in one write: all of them, or none. One outcome per change, in order. */
export async function applyDoorChanges(
  writer: DoorWriter,
  { lane: place, changes }: LaneChanges,
  { storage, signal }: { storage: ProviderStorage; signal?: AbortSignal },
): Promise<readonly Outcome[]> {
  const steps = changes.map((change) => toStep(writer, place, change));
  const wanted = steps.filter((step): step is Step => !AcxError.isInstance(step));
  const failure = wanted.length === 0 ? undefined : await write(writer, place, wanted, { storage, signal });
  return steps.map((step, index): Outcome => {
    const grantKey = changes[index]?.grantKey ?? '';
    const error = AcxError.isInstance(step) ? step : failure;
    return error === undefined ? { grantKey, effect: 'applied' } : { grantKey, effect: error.effect, error };
  });
}

async function write(
  { book, clock }: DoorWriter,
  place: string,
  steps: readonly Step[],
  call: { storage: ProviderStorage; signal?: AbortSignal },
): Promise<AcxError | undefined> {
  const edit = (before: DoorRows): DoorRows => {
    const after = new Map(before);
    for (const { grantKey, row } of steps)
      if (row === undefined) after.delete(grantKey);
      else after.set(grantKey, row);
    return withoutEndedRows(after, instantFromMs(clock.nowMs()));
  };
  try {
    await book.change(place, { ...call, grantKeys: steps.map(({ grantKey }) => grantKey), edit });
    return undefined;
  } catch (failure) {
    if (AcxError.isInstance(failure)) return failure;
    throw failure;
  }
}

function toStep({ providerId, places }: DoorWriter, place: string, change: Change): Step | AcxError {
  const { grantKey } = change;
  if (change.kind === 'revoke') return { grantKey, row: undefined };
  const state = parseDoorGrantState(change.after);
  if (AcxError.isInstance(state)) return state;
  const { card, windows } = state;
  if (state.place === place && places.has(place)) return { grantKey, row: { card, windows } };
  const message = `${providerId} has no door ${place}, so nothing was written. Add it to the doors of the list.`;
  return new ProviderCallError({ providerId, operation: 'write the door list', message, vendorCode: 'unknown_place' });
}
