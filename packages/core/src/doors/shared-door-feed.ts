import * as z from 'zod/mini';
import { parseWithMessages } from '../errors/parse-with-messages';
import { openSharedRecord } from '../ledger/open-shared-record';
import { requireStorage } from '../ledger/require-storage';
import type { AccessEvent } from '../model/access-event';
import { instantFromMs } from '../model/instant';
import type { AccessEventFeed } from '../ports/access-event-feed';
import type { Clock } from '../ports/clock';
import type { Logger } from '../ports/logger';
import type { ProviderStorage } from '../ports/provider-storage';
import type { DoorLog } from './door-log';
import { guardDoorStorage } from './door-storage-call';
import { createRarely } from './rarely';
import { settledWithin } from './settled-within';

/** The decisions of all processes as one feed. One of them pulls, so each brings its own to the storage. */
export interface SharedDoorFeed extends Required<Pick<AccessEventFeed, 'pull'>> {
  /** Brings what was decided here to the storage, in a moment, together with what is decided until then. */
  bring(storage: ProviderStorage): void;
  /** Takes a card out of what is stored and of what is on its way there. @throws AcxError */
  forgetCard(card: string, storage: ProviderStorage): Promise<void>;
  /** Brings what is left, within bounded time, and leaves no timer. Never rejects. */
  close(storage: ProviderStorage): Promise<void>;
}

/** The record is written as a whole, so it stays small; what was pulled leaves it at the next pull. */
const MOST_STORED = 500;
/** Card numbers that nobody pulls are not kept. */
const KEEP_MS = 7 * 86_400_000;
/** A decision is stored so much later, and with it all that follow within this time: a full record costs milliseconds to write. */
const GATHER_MS = 200;
const CLOSE_MS = 2_000;

/** An {@link AccessEvent} as plain JSON: a type, not an interface. */
type StoredEvent = Pick<AccessEvent, keyof AccessEvent>;

const eventSchema: z.ZodMiniType<StoredEvent> = z.object({
  id: z.string(),
  type: z.enum(['granted', 'denied', 'taken']),
  providerId: z.string(),
  place: z.string(),
  subject: z.optional(z.string()),
  at: z.string(),
  isEntry: z.optional(z.boolean()),
  reason: z.optional(z.string()),
  raw: z.json(),
});

type SharedRecord = {
  /** Number of the newest event ever stored. */
  readonly last: number;
  /** Number of the newest event that was dropped although nobody had pulled it; 0 where there is none. */
  readonly droppedTo: number;
  readonly events: readonly { readonly number: number; readonly event: StoredEvent }[];
};

const initial: SharedRecord = { last: 0, droppedTo: 0, events: [] };
// What cannot be read is no reason to stop: door events give nobody a right.
const recordSchema: z.ZodMiniType<SharedRecord> = z.catch(
  z.object({
    last: z.int(),
    droppedTo: z.int(),
    events: z.array(z.object({ number: z.int(), event: eventSchema })),
  }),
  { last: 0, droppedTo: 0, events: [] },
);
const cursorSchema = z.object({ after: z.int() });

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
  let running: Promise<void> | undefined;
  let cancelTimer: (() => void) | undefined;

  const open = (storage: ProviderStorage, signal?: AbortSignal) => {
    const record = { providerId, key: 'door-events', name: 'door events', schema: recordSchema, initial };
    return openSharedRecord(record, {
      storage: guardDoorStorage(storage, { providerId, what: 'door events', signal }),
    });
  };
  /** Without what is too old or too much, and without what one has pulled. */
  const trim = (record: SharedRecord, pulledTo: number): SharedRecord => {
    const oldest = instantFromMs(clock.nowMs() - KEEP_MS);
    const waiting = record.events.filter(({ number }) => number > pulledTo);
    const kept = waiting.slice(-size).filter(({ event: { at } }) => at >= oldest);
    if (kept.length === record.events.length) return record;
    const isKept = new Set(kept);
    const droppedTo = waiting.findLast((item) => !isKept.has(item))?.number ?? 0;
    return { ...record, droppedTo: Math.max(record.droppedTo, droppedTo), events: kept };
  };
  const write = async (storage: ProviderStorage): Promise<void> => {
    while (brought < log.last) {
      const entries = log.after(brought, size);
      const newest = entries.at(-1)?.number ?? log.last;
      if (entries.length > 0)
        await open(storage).change((record) => {
          // What was stored although its answer was lost is not stored again.
          const known = new Set(record.events.map(({ event: { id } }) => id));
          const added = entries.map(log.toEvent).filter(({ id }) => !known.has(id));
          const numbered = added.map((event, index) => ({ number: record.last + index + 1, event }));
          return trim({ ...record, last: record.last + added.length, events: [...record.events, ...numbered] }, 0);
        });
      brought = newest;
      log.forget(brought);
    }
  };
  const flush = (storage: ProviderStorage): Promise<void> => {
    cancelTimer?.();
    cancelTimer = undefined;
    running ??= write(storage).finally(() => {
      running = undefined;
    });
    return running;
  };
  const flushQuietly = (storage: ProviderStorage): Promise<void> =>
    flush(storage).catch(() => {
      rarely(() =>
        logger.warn('Door events could not be stored; they wait in memory for the next decision.', { providerId }),
      );
    });

  return {
    bring(storage) {
      cancelTimer ??= clock.schedule(GATHER_MS, () => flushQuietly(storage));
    },
    async forgetCard(card, storage) {
      // What is being written has left the log already.
      await running?.catch(() => {});
      await open(storage).change((record) => {
        const events = record.events.filter(({ event: { subject } }) => subject !== card);
        return events.length === record.events.length ? record : { ...record, events };
      });
    },
    async close(storage) {
      await settledWithin(clock, CLOSE_MS, flushQuietly(storage));
    },
    async pull({ cursor, limit }, callOptions) {
      const storage = requireStorage(providerId, callOptions);
      await flush(storage);
      const read = parseWithMessages(cursorSchema, cursor);
      // The cursor of another kind of log, or of a storage that was lost: then everything that is there is new.
      const fromOf = ({ last }: SharedRecord): number | undefined =>
        read.success && read.data.after <= last ? read.data.after : undefined;
      const record = await open(storage, callOptions.signal).change((before) => trim(before, fromOf(before) ?? 0));
      const { last, droppedTo, events } = record;
      if (cursor === undefined) return { events: [], cursor: { after: last }, isMore: false };
      const from = fromOf(record);
      if (from !== undefined && droppedTo > from)
        logger.warn('Door events were dropped before they were pulled. Pull more often.', {
          providerId,
          dropped: droppedTo - from,
        });
      const page = events.slice(0, limit);
      const isMore = page.length < events.length;
      const after = isMore ? (page.at(-1)?.number ?? last) : last;
      return { events: page.map(({ event }) => event), cursor: { after }, isMore };
    },
  };
}
