import type { Outcome } from '@acx/core/provider';
import { contentOf, intervalsToTimetable } from '../convert/salto-timetable-content';
import type { Edit, LevelWork } from './salto-level-work';
import { failed } from './salto-outcome';
import { exhausted, slotWarning } from './salto-refusals';
import { assignSlot, countFreeSlots, noteWritten } from './salto-timetable-pool';

/** Gives every wanted state a slot and writes those timetables that Space does not hold yet. Resolves with the edits that can go on. */
export async function prepareTimetables(
  { writer, lane, book, options }: LevelWork,
  edits: readonly Edit[],
  outcomes: Map<string, Outcome>,
): Promise<Edit[]> {
  const { client, range, endOfDay, clock } = writer;
  const wanted = edits.flatMap(({ grantKey, state }) =>
    state === undefined ? [] : [{ grantKey, lane, content: contentOf(state.intervals), intervals: state.intervals }],
  );
  const slots = new Map<string, number>();
  if (wanted.length === 0) return [...edits];
  const pool = await book.change((before) => {
    slots.clear();
    return wanted.reduce((next, request) => {
      const assigned = assignSlot(next, request, range, clock.nowMs());
      if (assigned.slot !== undefined) slots.set(request.grantKey, assigned.slot);
      return assigned.pool;
    }, before);
  });
  const warning = slotWarning(writer, countFreeSlots(pool, range, clock.nowMs()));

  const written = new Map<number, unknown>();
  for (const { grantKey, content, intervals } of wanted) {
    const slot = slots.get(grantKey);
    if (slot === undefined || pool.slots[slot]?.isWritten || written.has(slot)) continue;
    try {
      await client.timetables.update(intervalsToTimetable(intervals, slot, endOfDay), options);
      await book.change((before) => noteWritten(before, slot, content, true));
      written.set(slot, undefined);
    } catch (failure) {
      written.set(slot, failure);
    }
  }
  const ready: Edit[] = [];
  for (const edit of edits) {
    const slot = slots.get(edit.grantKey);
    const failure = slot === undefined ? undefined : written.get(slot);
    if (edit.state === undefined) ready.push(edit);
    else if (slot === undefined) outcomes.set(edit.grantKey, failed(edit.grantKey, exhausted(writer)));
    else if (failure !== undefined) outcomes.set(edit.grantKey, failed(edit.grantKey, failure));
    else ready.push({ ...edit, slot, warning });
  }
  return ready;
}
