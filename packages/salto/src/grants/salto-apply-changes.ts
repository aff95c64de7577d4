import {
  AcxError,
  type CallOptions,
  type Change,
  type Clock,
  InvalidInputError,
  type LaneChanges,
  type Outcome,
} from '@acx/core/provider';
import {
  parseSaltoGrantState,
  parseSaltoOwner,
  type SaltoGrantState,
  saltoGrantKey,
  saltoLane,
} from '../convert/salto-grant-state';
import {
  clearedRecord,
  isClearedRecord,
  renewRecord,
  type SaltoPeriodRules,
  stateToRecord,
} from '../convert/salto-record';
import { contentOf, intervalsToTimetable } from '../convert/salto-timetable-content';
import { isSaltoCode } from '../salto-errors';
import type { SaltoZonePermission } from '../wire/salto-access-level';
import type { SaltoClient } from '../wire/salto-client';
import { type LevelZonesOptions, readLevelZones, rememberOwnList } from './salto-level-zones';
import { exhausted, occupied, slotWarning, withoutLevel } from './salto-refusals';
import { openTimetableBook, type TimetableBook } from './salto-timetable-book';
import { assignSlot, countFreeSlots, noteWritten, settleLaneSlots } from './salto-timetable-pool';

/** What changes are written with. */
export interface SaltoWriter extends LevelZonesOptions {
  readonly periodRules: SaltoPeriodRules;
  readonly clock: Clock;
}

/** One change on its way: the record that the zone should have, or none. */
interface Edit {
  readonly grantKey: string;
  readonly accessLevel: string;
  readonly zone: string;
  readonly state?: SaltoGrantState;
  readonly slot?: number;
}

/** The work on one access level. */
interface LevelWork {
  readonly writer: SaltoWriter;
  readonly lane: string;
  /** EXT ID. */
  readonly accessLevel: string;
  readonly book: TimetableBook;
  readonly options: CallOptions;
  /** All zones of the level, as they are after what was written so far. */
  zones: readonly SaltoZonePermission[];
}

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
    const zones = await readLevelZones(writer, accessLevel, options);
    if (zones === undefined) for (const edit of edits) outcomes.set(edit.grantKey, withoutLevel(writer, edit));
    else await carryOutOn({ writer, lane, accessLevel, book, options, zones }, edits, outcomes);
  } catch (failure) {
    // What was not told of yet was not sent.
    for (const { grantKey } of edits) if (!outcomes.has(grantKey)) outcomes.set(grantKey, failed(grantKey, failure));
  }
}

async function carryOutOn(work: LevelWork, edits: readonly Edit[], outcomes: Map<string, Outcome>): Promise<void> {
  const { writer, lane, accessLevel, book } = work;
  const free: Edit[] = [];
  for (const edit of edits) {
    if (isForeign(writer, work.zones, edit.zone)) {
      const isRevoke = edit.state === undefined;
      outcomes.set(edit.grantKey, isRevoke ? applied(edit) : failed(edit.grantKey, occupied(writer, edit.zone)));
    } else free.push(edit);
  }
  const ready = await prepareTimetables(work, free, outcomes);
  await writeZones(work, ready, outcomes);
  // Where the outcome is unknown, both the old and the new slot stay taken until somebody has looked.
  if ([...outcomes.values()].some(({ effect }) => effect === 'unknown')) return;
  await book.change((pool) =>
    settleLaneSlots(pool, lane, slotsInUse(writer, accessLevel, work.zones), writer.clock.nowMs()),
  );
}

/** Gives every wanted state a slot and writes those timetables that Space does not hold yet. Resolves with the edits that can go on. */
async function prepareTimetables(
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
      await client.timetables.update(intervalsToTimetable(intervals, slot, endOfDay), { signal: options.signal });
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
    else {
      ready.push({ ...edit, slot });
      if (warning !== undefined) outcomes.set(edit.grantKey, { ...applied(edit), warning });
    }
  }
  return ready;
}

/** Writes the list once for all; only when Space refuses it for good, each change alone, so that one bad zone harms no other. */
async function writeZones(work: LevelWork, edits: readonly Edit[], outcomes: Map<string, Outcome>): Promise<void> {
  if (edits.length === 0) return;
  try {
    await writeList(work, edits);
    for (const edit of edits) outcomes.set(edit.grantKey, { ...outcomes.get(edit.grantKey), ...applied(edit) });
  } catch (failure) {
    const isRefused = AcxError.isInstance(failure) && !failure.isRetryable && failure.effect === 'none';
    if (edits.length > 1 && isRefused && failure.code !== 'authentication')
      for (const edit of edits) await writeZones(work, [edit], outcomes);
    else for (const { grantKey } of edits) outcomes.set(grantKey, failed(grantKey, failure));
  }
}

async function writeList(work: LevelWork, edits: readonly Edit[]): Promise<void> {
  const { writer, accessLevel, options } = work;
  const { client, zoneLists, periodRules } = writer;
  const byZone = new Map(edits.map((edit) => [edit.zone, edit]));
  const changed = edits.flatMap(({ zone, state, slot }): SaltoZonePermission[] => {
    if (state !== undefined && slot !== undefined) return [stateToRecord(state, slot, periodRules)];
    const former = work.zones.find((record) => record.zone === zone && !isClearedRecord(record));
    if (zoneLists === 'merge' && (former !== undefined || !writer.readsAccessLevels))
      return [clearedRecord(zone, former?.timetable ?? writer.range.from)];
    return [];
  });
  const kept = work.zones
    .filter(({ zone }) => !byZone.has(zone))
    .map((record) => (isOurs(writer, record) ? renewRecord(record, periodRules) : record));
  const next = [...kept, ...changed];
  const isRemoving = kept.length < work.zones.length;
  if (changed.length === 0 && !isRemoving) return;
  const sent = zoneLists === 'merge' ? changed : next;
  if (sent.length > 0 || zoneLists === 'replace')
    await updateList({ client, accessLevel, zonePermissions: sent, options });
  work.zones = next;
  await rememberOwnList(
    writer,
    accessLevel,
    next.filter((record) => isOurs(writer, record)),
    options,
  );
}

const WRONG_DATA_TYPE = 503;

/** Everything of others word for word; only a Space that does not read dates as it writes them itself is sent them in full. */
async function updateList(write: {
  client: SaltoClient;
  accessLevel: string;
  zonePermissions: readonly SaltoZonePermission[];
  options: CallOptions;
}): Promise<void> {
  const { client, accessLevel: id, zonePermissions, options } = write;
  const { signal } = options;
  try {
    await client.accessLevels.update({ id, zonePermissions }, { signal });
  } catch (failure) {
    const isOurs = zonePermissions.every(({ source, period }) => source === undefined || period === undefined);
    if (isOurs || !isSaltoCode(failure, WRONG_DATA_TYPE)) throw failure;
    await client.accessLevels.update({ id, zonePermissions, hasPlainDates: true }, { signal });
  }
}

/** A right with a timetable of our range is ours. */
export function isOurs({ range }: Pick<SaltoWriter, 'range'>, { timetable }: SaltoZonePermission): boolean {
  return range.from <= timetable && timetable <= range.to;
}

function isForeign(writer: SaltoWriter, zones: readonly SaltoZonePermission[], zone: string): boolean {
  return zones.some((record) => record.zone === zone && !isOurs(writer, record));
}

/** Which slots the records of a level use, by grant key. */
export function slotsInUse(
  writer: Pick<SaltoWriter, 'range'>,
  accessLevel: string,
  zones: readonly SaltoZonePermission[],
): Map<string, number> {
  const used = zones.filter((record) => isOurs(writer, record) && !isClearedRecord(record));
  return new Map(used.map(({ zone, timetable }) => [saltoGrantKey({ subject: accessLevel, place: zone }), timetable]));
}

function applied({ grantKey }: Pick<Edit, 'grantKey'>): Outcome {
  return { grantKey, effect: 'applied' };
}

function failed(grantKey: string, failure: unknown): Outcome {
  if (!AcxError.isInstance(failure)) throw failure;
  return { grantKey, effect: failure.effect, error: failure };
}
