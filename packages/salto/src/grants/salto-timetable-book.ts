import {
  type CallOptions,
  ConfigurationError,
  ConflictError,
  describeIssues,
  isSameJson,
  type ProviderStorage,
  parseWithMessages,
} from '@acx/core/provider';
import * as z from 'zod/mini';
import { contentOf, isForeignTimetable, timetableToIntervals } from '../convert/salto-timetable-content';
import { isSaltoCode } from '../salto-errors';
import type { SaltoClient } from '../wire/salto-client';
import type { SaltoTimetable } from '../wire/salto-timetable';
import { inheritSlots, type PoolSlot, type SlotRange, type TimetablePool } from './salto-timetable-pool';

/** The pool of timetables as all workers share it. */
export interface TimetableBook {
  /** As it is stored now. */
  read(): Promise<TimetablePool>;
  /** Changes it; called again with the newest pool when somebody else was faster, so it must be pure. Resolves with what is stored then. */
  change(edit: (pool: TimetablePool) => TimetablePool): Promise<TimetablePool>;
}

/** What the book is opened with. */
export interface TimetableBookOptions {
  readonly providerId: string;
  readonly client: SaltoClient;
  readonly range: SlotRange;
  readonly endOfDay: string;
}

const KEY = 'timetables';
/** Each lost race means that somebody else got ahead, so so many in a row mean that something is broken. */
const MOST_RACES = 100;
const UNKNOWN_REQUEST = 502;
const MOST_PER_PAGE = 1000;

/**
 * Opens the book. The first time ever it looks at what Space has in our range of slots: timetables that somebody else has filled are left alone, and
 * those from the time of a ledger that was lost keep their content until a complete listing shows that no right uses them.
 * @throws ConfigurationError without storage.
 */
export async function openTimetableBook(settings: TimetableBookOptions, options: CallOptions): Promise<TimetableBook> {
  const storage = requireStorage(settings.providerId, options);
  const book: TimetableBook = {
    async read() {
      return readPool((await storage.read(KEY))?.value);
    },
    async change(edit) {
      for (let race = 0; race < MOST_RACES; race += 1) {
        const stored = await storage.read(KEY);
        const pool = readPool(stored?.value);
        const value = edit(pool);
        if (stored !== undefined && isSameJson(value, pool)) return pool;
        if (await storage.compareAndSet(KEY, { expectedVersion: stored?.version, value })) return value;
      }
      throw new ConflictError({
        what: 'timetables',
        message: `${settings.providerId}: the list of timetable slots is changed by too many workers at once, so nothing was sent. It is tried again.`,
        isRetryable: true,
      });
    },
  };
  if ((await storage.read(KEY)) === undefined) {
    const slots = await inherit(settings, options);
    await book.change((pool) => (Object.keys(pool.slots).length === 0 ? { slots } : pool));
  }
  return book;
}

/** @throws ConfigurationError for a caller that gives no storage. */
export function requireStorage(providerId: string, { storage }: CallOptions): ProviderStorage {
  if (storage !== undefined) return storage;
  throw new ConfigurationError({
    subject: `Provider ${providerId}`,
    problems: [
      {
        path: 'storage',
        message: 'is needed with every call; the engine gives it, by hand use createMemoryProviderStorage()',
      },
    ],
  });
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

function readPool(value: unknown): TimetablePool {
  if (value === undefined) return { slots: {} };
  const result = parseWithMessages(poolSchema, value);
  if (result.success) return result.data;
  throw new ConfigurationError({
    subject: 'The stored list of timetable slots (run the version of this package that made it, or a newer one)',
    problems: describeIssues(result.error),
  });
}

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
async function usedSlots({ client }: TimetableBookOptions, { signal }: CallOptions): Promise<Set<number>> {
  const used = new Set<number>();
  try {
    for await (const { zonePermissions = [] } of client.accessLevels.list({ signal, zonePermissions: true }))
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
    for await (const timetable of client.timetables.list({ signal: options.signal, from: range.from, pageSize })) {
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
