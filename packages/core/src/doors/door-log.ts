import { randomUUID } from 'node:crypto';
import * as z from 'zod/mini';
import { parseWithMessages } from '../errors/parse-with-messages';
import type { AccessEvent } from '../model/access-event';
import { instantFromMs } from '../model/instant';
import type { AccessEventFeed } from '../ports/access-event-feed';
import type { Logger } from '../ports/logger';

/** What a decision leaves behind. Holds a card number: never log it. */
export interface DoorLogEntry {
  readonly isGranted: boolean;
  readonly place: string;
  /** In the one spelling; absent where what was presented is no card. */
  readonly card?: string;
  readonly atMs: number;
  readonly reason: string;
  readonly isEntry: boolean;
}

/** An entry with its number in the log of this process. Numbers begin at 1 and grow by one. */
export interface NumberedEntry extends DoorLogEntry {
  readonly number: number;
}

/** The decisions of this process that wait to be told, oldest first, in a ring: when it is full the oldest is dropped. */
export interface DoorLog {
  /** Another one in every process and after every restart. */
  readonly runId: string;
  /** Number of the newest entry; 0 before the first. */
  readonly last: number;
  /** Number of the newest entry that was dropped although nobody had asked for it; 0 where there is none. */
  readonly droppedTo: number;
  add(entry: DoorLogEntry): void;
  /** Those after a number, at most so many. */
  after(number: number, limit: number): NumberedEntry[];
  /** Those up to a number are not asked for again; nothing of them stays here. */
  forget(upTo: number): void;
  /** Nothing of a card stays here. */
  forgetCard(card: string): void;
  /** The entry as a door event. Its id tells nothing of anybody. */
  toEvent(entry: NumberedEntry): AccessEvent;
}

/** An empty log. */
export function createDoorLog({ providerId, size }: { providerId: string; size: number }): DoorLog {
  const runId = randomUUID();
  const ring: (DoorLogEntry | undefined)[] = [];
  let last = 0;
  let forgotten = 0;
  let droppedTo = 0;
  return {
    runId,
    get last() {
      return last;
    },
    get droppedTo() {
      return droppedTo;
    },
    add(entry) {
      if (ring[last % size] !== undefined) droppedTo = last - size + 1;
      ring[last % size] = entry;
      last += 1;
    },
    after(number, limit) {
      const entries: NumberedEntry[] = [];
      const first = Math.max(number, last - size) + 1;
      for (let next = first; next <= last && entries.length < limit; next += 1) {
        const entry = ring[(next - 1) % size];
        if (entry !== undefined) entries.push({ ...entry, number: next });
      }
      return entries;
    },
    forget(upTo) {
      for (let next = Math.max(forgotten, last - size) + 1; next <= Math.min(upTo, last); next += 1)
        ring[(next - 1) % size] = undefined;
      forgotten = Math.max(forgotten, Math.min(upTo, last));
    },
    forgetCard(card) {
      for (const [index, entry] of ring.entries()) if (entry?.card === card) ring[index] = undefined;
    },
    toEvent: ({ isGranted, place, card, atMs, reason, isEntry, number }) => ({
      id: `${runId}/${number}`,
      type: isGranted ? 'granted' : 'denied',
      providerId,
      place,
      ...(card === undefined ? {} : { subject: card }),
      at: instantFromMs(atMs),
      ...(isGranted && isEntry ? { isEntry } : {}),
      ...(isGranted ? {} : { reason }),
      raw: { reason },
    }),
  };
}

const cursorSchema = z.object({ runId: z.string(), after: z.int() });

/**
 * The log of one process as a feed. A cursor is the number of the last event and the run that counted it. With the cursor of a run before, or
 * of another kind of log, it begins with the first decision of this run: what that one has not told is lost.
 */
export function createOwnDoorFeed(options: {
  providerId: string;
  log: DoorLog;
  logger: Logger;
}): Required<Pick<AccessEventFeed, 'pull'>> {
  const { providerId, log, logger } = options;
  return {
    async pull({ cursor, limit }) {
      const { runId } = log;
      if (cursor === undefined) return { events: [], cursor: { runId, after: log.last }, isMore: false };
      const read = parseWithMessages(cursorSchema, cursor);
      const from = read.success && read.data.runId === runId ? read.data.after : 0;
      log.forget(from);
      const entries = log.after(from, limit);
      const dropped = log.droppedTo - from;
      if (dropped > 0)
        logger.warn('Door events were dropped before they were pulled. Pull more often, or choose a larger logSize.', {
          providerId,
          dropped,
        });
      const after = entries.at(-1)?.number ?? log.last;
      return { events: entries.map(log.toEvent), cursor: { runId, after }, isMore: after < log.last };
    },
  };
}
