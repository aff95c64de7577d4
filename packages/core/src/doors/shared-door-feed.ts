import * as z from 'zod/mini';
import { parseWithMessages } from '../errors/parse-with-messages';
import { requireStorage } from '../ledger/require-storage';
import type { AccessEvent } from '../model/access-event';
import { instantFromMs } from '../model/instant';
import type { JsonValue } from '../model/json';
import type { AccessEventFeed } from '../ports/access-event-feed';
import type { Clock } from '../ports/clock';
import type { Logger } from '../ports/logger';
import type { ProviderStorage } from '../ports/provider-storage';
import type { DoorLog } from './door-log';
import { callDoorStorage } from './door-storage-call';
import { createRarely } from './rarely';

/** The decisions of all processes as one feed. One of them pulls, so each brings its own to the storage. */
export interface SharedDoorFeed extends Required<Pick<AccessEventFeed, 'pull'>> {
  /** Brings what was decided here to the storage, beside whatever else happens. Never rejects. */
  bring(storage: ProviderStorage): Promise<void>;
}

const KEY = 'door-events';
/** The record is written as a whole, so it stays small; what was pulled leaves it at the next pull. */
const MOST_STORED = 500;
/** Card numbers that nobody pulls are not kept. */
const KEEP_MS = 7 * 86_400_000;
const MOST_RACES = 100;

const eventSchema = z.object({
  id: z.string(),
  type: z.enum(['granted', 'denied']),
  place: z.string(),
  subject: z.optional(z.string()),
  at: z.string(),
  isEntry: z.optional(z.boolean()),
  reason: z.optional(z.string()),
});
const recordSchema = z.object({ last: z.int(), events: z.array(eventSchema) });
const cursorSchema = z.object({ after: z.int() });

interface SharedRecord {
  /** Number of the newest event ever stored. The events are the newest ones, so the oldest of them is `last - events.length + 1`. */
  readonly last: number;
  readonly events: readonly z.output<typeof eventSchema>[];
}

/** @param options.log What this process has decided. */
export function createSharedDoorFeed(options: {
  providerId: string;
  clock: Clock;
  logger: Logger;
  log: DoorLog;
  /** Most events that wait; never more than 500. */
  size: number;
}): SharedDoorFeed {
  const { providerId, clock, logger, log } = options;
  const size = Math.min(options.size, MOST_STORED);
  const rarely = createRarely(clock);
  let brought = 0;
  let pulledTo = 0;
  let running: Promise<void> | undefined;

  const write = async (storage: ProviderStorage): Promise<void> => {
    const call = { providerId, operation: 'write door events', effect: 'unknown' } as const;
    for (let race = 0; race < MOST_RACES && brought < log.last; race += 1) {
      const entries = log.after(brought, size);
      const newest = entries.at(-1)?.number ?? log.last;
      const found = await callDoorStorage(call, () => storage.read(KEY));
      const record = parseRecord(found?.value);
      // What was stored although its answer was lost is not stored again.
      const known = new Set(record.events.map(({ id }) => id));
      const added = entries.map(toStored).filter(({ id }) => !known.has(id));
      const next = trim({ last: record.last + added.length, events: [...record.events, ...added] });
      const change = { expectedVersion: found?.version, value: recordToJson(next) };
      if (!(await callDoorStorage(call, () => storage.compareAndSet(KEY, change)))) continue;
      brought = newest;
      log.forget(brought);
    }
  };
  const toStored = (entry: Parameters<DoorLog['toEvent']>[0]): SharedRecord['events'][number] => {
    const { id, place, subject, at, isEntry, reason } = log.toEvent(entry);
    return { id, type: entry.isGranted ? 'granted' : 'denied', place, subject, at, isEntry, reason };
  };
  const trim = ({ last, events }: SharedRecord): SharedRecord => {
    const oldest = instantFromMs(clock.nowMs() - KEEP_MS);
    const first = last - events.length + 1;
    const kept = events.slice(Math.max(0, pulledTo - first + 1, events.length - size));
    const start = kept.findIndex(({ at }) => at >= oldest);
    return { last, events: start === -1 ? [] : kept.slice(start) };
  };
  const bring = (storage: ProviderStorage): Promise<void> => {
    running ??= write(storage).finally(() => {
      running = undefined;
    });
    return running;
  };

  /** What was pulled before this cursor is not asked for again. When somebody else was faster, or the storage is away, it waits. */
  const tidy = async (storage: ProviderStorage, version: number | undefined, record: SharedRecord): Promise<void> => {
    const change = { expectedVersion: version, value: recordToJson(trim(record)) };
    await storage.compareAndSet(KEY, change).catch(() => false);
  };

  return {
    bring: (storage) =>
      bring(storage).catch(() => {
        rarely(() =>
          logger.warn('Door events could not be stored; they wait in memory for the next decision.', { providerId }),
        );
      }),
    async pull({ cursor, limit }, callOptions) {
      const storage = requireStorage(providerId, callOptions);
      const { signal } = callOptions;
      await bring(storage);
      const call = { providerId, operation: 'read door events', effect: 'none', signal } as const;
      const found = await callDoorStorage(call, () => storage.read(KEY));
      const record = parseRecord(found?.value);
      const { last, events } = record;
      if (cursor === undefined) return { events: [], cursor: { after: last }, isMore: false };
      const read = parseWithMessages(cursorSchema, cursor);
      // The cursor of another kind of log, or of a storage that was lost: then everything that is there is new.
      const from = read.success && read.data.after <= last ? read.data.after : 0;
      pulledTo = from;
      const first = last - events.length + 1;
      if (first - from > 1 && from > 0)
        logger.warn('Door events were dropped before they were pulled. Pull more often.', {
          providerId,
          dropped: first - from - 1,
        });
      const start = Math.max(0, from - first + 1);
      if (start > 0) await tidy(storage, found?.version, record);
      const page = events.slice(start, start + limit).map((event) => toEvent(providerId, event));
      const after = Math.max(from, first - 1 + start + page.length);
      return { events: page, cursor: { after }, isMore: after < last };
    },
  };
}

function toEvent(providerId: string, event: SharedRecord['events'][number]): AccessEvent {
  const { id, type, place, subject, at, isEntry, reason } = event;
  return {
    ...{ id, type, providerId, place, at },
    ...(subject === undefined ? {} : { subject }),
    ...(isEntry === undefined ? {} : { isEntry }),
    ...(reason === undefined ? {} : { reason }),
    raw: { reason: reason ?? 'booked' },
  };
}

function recordToJson({ last, events }: SharedRecord): JsonValue {
  const listed = events.map(({ id, type, place, subject, at, isEntry, reason }) => ({
    ...{ id, type, place, at },
    ...(subject === undefined ? {} : { subject }),
    ...(isEntry === undefined ? {} : { isEntry }),
    ...(reason === undefined ? {} : { reason }),
  }));
  return { last, events: listed };
}

/** What cannot be read is no reason to stop: door events give nobody a right. */
function parseRecord(value: JsonValue | undefined): SharedRecord {
  const result = parseWithMessages(recordSchema, value);
  return result.success ? result.data : { last: 0, events: [] };
}
