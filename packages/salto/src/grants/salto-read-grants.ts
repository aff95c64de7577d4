import { type CallOptions, type GrantReference, instantFromMs, type VendorGrant } from '@acx/core/provider';
import {
  intervalsOfState,
  parseSaltoOwner,
  type SaltoStateInterval,
  saltoGrantKey,
  saltoLane,
} from '../convert/salto-grant-state';
import { afterMidnightMs, dateToDay, piecesOfDays } from '../convert/salto-local-time';
import { isClearedRecord, recordToPeriod } from '../convert/salto-record';
import { contentOf, timetableToIntervals } from '../convert/salto-timetable-content';
import type { SaltoAccessLevel, SaltoZonePermission } from '../wire/salto-access-level';
import type { SaltoWriter } from './salto-level-work';
import { isOurRecord, ourRecords, slotsInUse } from './salto-own-records';
import { openTimetableBook, readOurTimetables, type TimetableBook } from './salto-timetable-book';
import { noteWritten, releaseUnseenSlots, settleLaneSlots } from './salto-timetable-pool';

/** What records are read with. */
export interface SaltoReader extends SaltoWriter {
  readonly timeZone: string;
  readonly clearingMinutes: number;
}

/** What the slots of our range say at Space, by number. */
type SlotLines = ReadonlyMap<number, readonly SaltoStateInterval[]>;

/** What one access level holds for these grants: one call for the level, one or more for the timetables. */
export async function readSaltoGrants(
  reader: SaltoReader,
  { lane, grants }: { lane: string; grants: readonly GrantReference[] },
  options: CallOptions,
): Promise<VendorGrant[]> {
  const book = await openTimetableBook(reader, options);
  const level = await findLevel(reader, lane, grants, options);
  const zones = level?.zonePermissions ?? [];
  const { range } = reader;
  const ours = ourRecords({ range, pool: await book.read() }, zones);
  const lines = ours.length === 0 ? new Map() : await readSlots(reader, book, grants, options);
  await book.change((pool) =>
    settleLaneSlots(pool, lane, slotsInUse({ range, pool }, level?.id ?? '', zones), reader.clock.nowMs()),
  );
  const asked = new Set(grants.map(({ grantKey }) => grantKey));
  return ours
    .map((record) => toVendorGrant(reader, level?.id ?? '', record, lines))
    .filter(({ grantKey }) => grantKey !== undefined && asked.has(grantKey));
}

/** The access level of a lane: as the states name it, else looked for, because a lane does not tell. */
async function findLevel(
  { client }: SaltoReader,
  lane: string,
  grants: readonly GrantReference[],
  callOptions: CallOptions,
): Promise<SaltoAccessLevel | undefined> {
  const named = grants.find(({ state }) => state !== undefined)?.state;
  if (named !== undefined) return client.accessLevels.find(parseSaltoOwner(named).accessLevel, callOptions);
  for await (const level of client.accessLevels.list({ ...callOptions, zonePermissions: true }))
    if (saltoLane({ subject: level.id }) === lane) return level;
  return undefined;
}

/** Everything that Space holds, page by page. Afterwards, slots that nobody uses any more are free again. */
export async function* listSaltoGrants(
  reader: SaltoReader,
  options: CallOptions,
): AsyncGenerator<VendorGrant, void, void> {
  const book = await openTimetableBook(reader, options);
  const lines = await readSlots(reader, book, [], options);
  const own = { range: reader.range, pool: await book.read() };
  const seen = new Set<number>();
  for await (const { id, zonePermissions = [] } of reader.client.accessLevels.list({
    ...options,
    zonePermissions: true,
  }))
    for (const record of zonePermissions) {
      const isOurs = isOurRecord(own, record);
      if (isOurs && isClearedRecord(record)) continue;
      seen.add(record.timetable);
      yield isOurs ? toVendorGrant(reader, id, record, lines) : foreignGrant(id, record);
    }
  await book.change((pool) => releaseUnseenSlots(pool, seen, reader.clock.nowMs()));
}

/**
 * Reads what our slots say and notes which of them somebody has changed. Where Space does not tell, a slot says what we wrote into it, as far as
 * these grants remember it.
 */
async function readSlots(
  reader: SaltoReader,
  book: TimetableBook,
  grants: readonly GrantReference[],
  options: CallOptions,
): Promise<SlotLines> {
  const timetables = await readOurTimetables(reader, options);
  const pool = await book.read();
  if (timetables === undefined) {
    const known = new Map(
      grants.flatMap(({ state }) => {
        const intervals = state === undefined ? undefined : intervalsOfState(state);
        return intervals === undefined ? [] : [[contentOf(intervals), intervals] as const];
      }),
    );
    return new Map(
      Object.entries(pool.slots).flatMap(([slot, { content }]) => {
        const intervals = content === undefined ? undefined : known.get(content);
        return intervals === undefined ? [] : [[Number(slot), intervals] as const];
      }),
    );
  }
  const lines = new Map(
    timetables.map((timetable) => [timetable.id, timetableToIntervals(timetable, reader.endOfDay)]),
  );
  const altered = Object.entries(pool.slots).filter(([slot, { content, isWritten }]) => {
    return isWritten && content !== contentOf(lines.get(Number(slot)) ?? []);
  });
  if (altered.length > 0)
    await book.change((before) =>
      altered.reduce((next, [slot, { content = '' }]) => noteWritten(next, Number(slot), content, false), before),
    );
  return lines;
}

function toVendorGrant(
  reader: SaltoReader,
  accessLevel: string,
  record: SaltoZonePermission,
  lines: SlotLines,
): VendorGrant {
  const { zone, timetable } = record;
  const period = recordToPeriod(record, reader.periodRules) ?? null;
  const intervals = (lines.get(timetable) ?? []).map(({ from, to, days }) => ({ from, to, days: [...days] }));
  return {
    origin: 'ours',
    grantKey: saltoGrantKey({ subject: accessLevel, place: zone }),
    lane: saltoLane({ subject: accessLevel }),
    state: { accessLevel, zone, period, intervals },
    ...lapseOf(reader, period),
  };
}

/** A right that is not ours is told as it is. */
function foreignGrant(accessLevel: string, { zone, timetable, period }: SaltoZonePermission): VendorGrant {
  return {
    origin: 'foreign',
    lane: saltoLane({ subject: accessLevel }),
    state: { accessLevel, zone, timetable, ...(period && { period }) },
  };
}

/** When a period has had its day. One that should have been cleared before is told as if it were in force, so that a healing check clears it. */
function lapseOf(
  { timeZone, clearingMinutes, clock }: SaltoReader,
  period: { readonly to: string } | null,
): Pick<VendorGrant, 'lapsesAt' | 'sweepAt'> {
  if (period === null) return {};
  const lastDay = dateToDay(period.to.slice(0, 10));
  const lapsesMs = Math.max(...piecesOfDays(timeZone, lastDay, lastDay).map(({ endMs }) => endMs));
  const sweepMs = afterMidnightMs(timeZone, lapsesMs - 1000, clearingMinutes);
  if (!Number.isFinite(lapsesMs) || sweepMs <= clock.nowMs()) return {};
  return { lapsesAt: instantFromMs(lapsesMs), sweepAt: instantFromMs(sweepMs) };
}
