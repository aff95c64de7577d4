import { type CallOptions, openSharedRecord, type SharedRecord } from '@acx/core/provider';
import * as z from 'zod/mini';
import { contentOf, isForeignTimetable, timetableToIntervals } from '../convert/salto-timetable-content';
import { isSaltoCode } from '../salto-errors';
import type { SaltoClient } from '../wire/salto-client';
import type { SaltoTimetable } from '../wire/salto-timetable';
import { inheritSlots, type PoolSlot, type SlotRange, type TimetablePool } from './salto-timetable-pool';

/** The pool of timetables as all workers share it. */
export type TimetableBook = SharedRecord<TimetablePool>;

/** What the book is opened with. */
export interface TimetableBookOptions {
  readonly providerId: string;
  readonly client: SaltoClient;
  readonly range: SlotRange;
  readonly endOfDay: string;
}

const KEY = 'timetables';
const UNKNOWN_REQUEST = 502;
const MOST_PER_PAGE = 1000;

/**
 * Opens the book. The first time ever it looks at what Space has in our range of slots: timetables that somebody else has filled are left alone, and
 * those from the time of a ledger that was lost keep their content until a complete listing shows that no right uses them.
 * @throws ConfigurationError without storage.
 */
export async function openTimetableBook(settings: TimetableBookOptions, options: CallOptions): Promise<TimetableBook> {
  const book = openSharedRecord(
    {
      providerId: settings.providerId,
      key: KEY,
      name: 'list of timetable slots',
      schema: poolSchema,
      initial: { slots: {} },
    },
    options,
  );
  if (!(await book.isStored())) {
    const slots = await inherit(settings, options);
    await book.change((pool) => (Object.keys(pool.slots).length === 0 ? { slots } : pool));
  }
  return book;
}

const poolSchema: z.ZodMiniType<TimetablePool> = z.object({
  slots: z.record(
    z.string(),
    z.object({
      content: z.optional(z.string()),
      users: z.record(z.string(), z.string()),
      isWritten: z.boolean(),
      freeSinceMs: z.optional(z.number()),
      isInherited: z.optional(z.boolean()),
    }),
  ),
});

async function inherit(settings: TimetableBookOptions, options: CallOptions): Promise<TimetablePool['slots']> {
  const slots: Record<string, PoolSlot> = {};
  for (const timetable of (await readOurTimetables(settings, options)) ?? []) {
    if (timetable.intervals.length === 0) continue;
    if (isForeignTimetable(timetable)) slots[timetable.id] = { users: {}, isWritten: false };
    else {
      const content = contentOf(timetableToIntervals(timetable, settings.endOfDay));
      slots[timetable.id] = { content, users: {}, isWritten: true, isInherited: true };
    }
  }
  // Also a slot that is empty, or of which nobody tells what it says: as long as a right uses it, it gets no other content.
  return inheritSlots({ slots }, await usedSlots(settings, options), settings.range).slots;
}

/** Slots that rights use. None where access levels are not told: then nobody knows. */
async function usedSlots({ client }: TimetableBookOptions, callOptions: CallOptions): Promise<Set<number>> {
  const used = new Set<number>();
  try {
    for await (const { zonePermissions = [] } of client.accessLevels.list({ ...callOptions, zonePermissions: true }))
      for (const { timetable } of zonePermissions) used.add(timetable);
  } catch (failure) {
    if (!isSaltoCode(failure, UNKNOWN_REQUEST)) throw failure;
  }
  return used;
}

/** The timetables in our range, as Space has them; `undefined` where it does not tell (502). */
export async function readOurTimetables(
  { client, range }: TimetableBookOptions,
  options: CallOptions,
): Promise<SaltoTimetable[] | undefined> {
  const found: SaltoTimetable[] = [];
  try {
    // One page for the whole range: not full even with the slot before it.
    const pageSize = Math.min(range.to - range.from + 3, MOST_PER_PAGE);
    for await (const timetable of client.timetables.list({ ...options, from: range.from, pageSize })) {
      if (timetable.id >= range.from && timetable.id <= range.to) found.push(timetable);
      // Space may not tell that a page is the last one; every slot is there, so nothing more can come.
      if (found.length === range.to - range.from + 1) break;
    }
  } catch (failure) {
    if (isSaltoCode(failure, UNKNOWN_REQUEST)) return undefined;
    throw failure;
  }
  return found;
}
