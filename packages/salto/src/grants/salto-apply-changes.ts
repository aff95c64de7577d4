import { type CallOptions, type Change, InvalidInputError, type LaneChanges, type Outcome } from '@acx/core/provider';
import { parseSaltoGrantState, parseSaltoOwner, saltoLane } from '../convert/salto-grant-state';
import type { Edit, LevelWork, SaltoWriter } from './salto-level-work';
import { readLevelZones } from './salto-level-zones';
import { applied, failed } from './salto-outcome';
import { isOurRecord, slotsInUse } from './salto-own-records';
import { prepareTimetables } from './salto-prepare-timetables';
import { occupied, withoutLevel } from './salto-refusals';
import { openTimetableBook } from './salto-timetable-book';
import { inheritSlots, orphanLaneSlots, settleLaneSlots } from './salto-timetable-pool';
import { writeZones } from './salto-write-zones';

/**
 * Carries out the changes of one access level: reads its zones, writes the timetables that are new, then the whole list in one call, with
 * everything that is not ours word for word as it was. One outcome per change; a failure is an outcome.
 */
export async function applySaltoChanges(
  writer: SaltoWriter,
  { lane, changes }: LaneChanges,
  options: CallOptions,
): Promise<Outcome[]> {
  if (changes.length === 0) return [];
  const outcomes = new Map<string, Outcome>();
  const edits = changes.flatMap((change): Edit[] => {
    try {
      return [readEdit(change, lane)];
    } catch (failure) {
      outcomes.set(change.grantKey, failed(change.grantKey, failure));
      return [];
    }
  });
  const [first] = edits;
  if (first !== undefined) await carryOut(writer, { lane, accessLevel: first.accessLevel, edits, options }, outcomes);
  return changes.map(({ grantKey }) => outcomes.get(grantKey) ?? { grantKey, effect: 'unknown' });
}

/** @throws InvalidInputError for a state that is none, or that belongs to another lane. */
function readEdit(change: Change, lane: string): Edit {
  const { grantKey } = change;
  const edit =
    change.kind === 'revoke'
      ? { grantKey, ...parseSaltoOwner(change.before) }
      : { grantKey, ...parseSaltoOwner(change.after), state: parseSaltoGrantState(change.after) };
  if (saltoLane({ subject: edit.accessLevel }) === lane) return edit;
  throw new InvalidInputError({
    subject: 'change of a Salto grant',
    problems: [
      { path: 'accessLevel', message: 'must be the one of the lane, because each access level is a lane of its own' },
    ],
  });
}

async function carryOut(
  writer: SaltoWriter,
  request: { lane: string; accessLevel: string; edits: readonly Edit[]; options: CallOptions },
  outcomes: Map<string, Outcome>,
): Promise<void> {
  const { lane, accessLevel, edits, options } = request;
  try {
    const book = await openTimetableBook(writer, options);
    const level = await readLevelZones(writer, accessLevel, options);
    if (level === undefined) {
      for (const edit of edits) outcomes.set(edit.grantKey, withoutLevel(writer, edit));
      await book.change((pool) => orphanLaneSlots(pool, lane));
      return;
    }
    const seen = level.zones.map(({ timetable }) => timetable);
    const pool = await book.change((before) => inheritSlots(before, seen, writer.range));
    const own = { range: writer.range, pool };
    await carryOutOn({ writer, lane, accessLevel, book, own, options, ...level }, edits, outcomes);
  } catch (failure) {
    // What was not told of yet was not sent.
    for (const { grantKey } of edits) if (!outcomes.has(grantKey)) outcomes.set(grantKey, failed(grantKey, failure));
  }
}

async function carryOutOn(work: LevelWork, edits: readonly Edit[], outcomes: Map<string, Outcome>): Promise<void> {
  const { writer, lane, accessLevel, book, own } = work;
  const free: Edit[] = [];
  for (const edit of edits) {
    if (work.zones.some((record) => record.zone === edit.zone && !isOurRecord(own, record))) {
      const isRevoke = edit.state === undefined;
      outcomes.set(edit.grantKey, isRevoke ? applied(edit) : failed(edit.grantKey, occupied(writer, edit.zone)));
    } else free.push(edit);
  }
  const ready = await prepareTimetables(work, free, outcomes);
  await writeZones(work, ready, outcomes);
  // Where the outcome is unknown, both the old and the new slot stay taken until somebody has looked.
  if ([...outcomes.values()].some(({ effect }) => effect === 'unknown')) return;
  await book.change((pool) => {
    const used = slotsInUse({ range: writer.range, pool }, accessLevel, work.zones);
    return settleLaneSlots(pool, lane, used, writer.clock.nowMs());
  });
}
