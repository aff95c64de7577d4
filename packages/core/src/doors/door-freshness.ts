import * as z from 'zod/mini';
import { openSharedRecord } from '../ledger/open-shared-record';
import { type Instant, instantFromMs, instantToMs } from '../model/instant';
import type { Clock } from '../ports/clock';
import type { Logger } from '../ports/logger';
import type { ProviderStorage } from '../ports/provider-storage';
import type { DoorFreshnessOptions } from './door-list-options';
import { guardDoorStorage } from './door-storage-call';
import { createRarely } from './rarely';

/** How old what is known of each door is. */
export interface DoorFreshness {
  /** When the bookings of a door were last heard of; absent when they never were. */
  asOf(place: string): Instant | undefined;
  /** False until what was stored has been taken over. */
  readonly isLoaded: boolean;
  /** False where no limit is configured. True where the mark is of the future: then the clock was wrong, and nobody knows. */
  isStale(place: string): boolean;
  /**
   * Everything that was booked at these doors is known as of then. An instant to come counts as now. An earlier one than is known counts
   * not, unless what is known is of the future.
   */
  mark(places: readonly string[], at: Instant): void;
  /**
   * Stores the marks when one of them is a minute newer than what is stored. While they are being stored it waits, and does so again where
   * that is due. Never rejects.
   */
  store(storage: ProviderStorage): Promise<void>;
  /** Takes over what others, or a process before this one, have stored. @throws AcxError */
  load(storage: ProviderStorage): Promise<void>;
}

const STORE_EVERY_MS = 60_000;
/** So far ahead a mark is not of the future: clocks of several machines differ a little, and are set right. */
const CLOCK_SLACK_MS = 60_000;

type Marks = { readonly marks: readonly (readonly [place: string, at: string])[] };

const initial: Marks = { marks: [] };
// What cannot be read says nothing: then a door is as stale as if it had never been marked.
const recordSchema: z.ZodMiniType<Marks> = z.catch(z.object({ marks: z.array(z.tuple([z.string(), z.string()])) }), {
  marks: [],
});

/** Marks of nothing. */
export function createDoorFreshness(options: {
  providerId: string;
  clock: Clock;
  logger: Logger;
  limits?: DoorFreshnessOptions;
}): DoorFreshness {
  const { providerId, clock, logger, limits } = options;
  const limitMs = limits === undefined ? Number.POSITIVE_INFINITY : limits.limitMinutes * 60_000;
  const known = new Map<string, number>();
  let storedMs = new Map<string, number>();
  const rarely = createRarely(clock);
  let running: Promise<void> | undefined;
  let next: Promise<void> | undefined;
  let isLoaded = false;

  const open = (storage: ProviderStorage) => {
    const record = { providerId, key: 'freshness', name: 'freshness of the doors', schema: recordSchema, initial };
    return openSharedRecord(record, { storage: guardDoorStorage(storage, { providerId, what: 'the door list' }) });
  };
  const isOfNow = (atMs: number): boolean => atMs <= clock.nowMs() + CLOCK_SLACK_MS;
  const takeOver = ({ marks }: Marks): void => {
    // A mark of a wrong clock, or of no instant at all, is as good as none, so the next store overwrites it.
    const read = marks.map(([place, at]) => [place, instantToMs(at)] as const).filter(([, atMs]) => isOfNow(atMs));
    storedMs = new Map(read);
    for (const [place, atMs] of read) {
      const boundedMs = Math.min(atMs, clock.nowMs());
      if (boundedMs > (known.get(place) ?? Number.NEGATIVE_INFINITY)) known.set(place, boundedMs);
    }
  };
  const write = async (storage: ProviderStorage): Promise<void> => {
    const stored = await open(storage).change((before) => {
      // Called again, it takes over the same again.
      takeOver(before);
      const marks = [...known].filter(([, atMs]) => isOfNow(atMs));
      return { marks: marks.map(([place, atMs]) => [place, instantFromMs(atMs)] as const) };
    });
    takeOver(stored);
  };
  const isDue = ([place, atMs]: [string, number]): boolean => {
    const before = storedMs.get(place);
    if (!isOfNow(atMs)) return false;
    return before === undefined || !isOfNow(before) || atMs - before >= STORE_EVERY_MS;
  };
  const store: DoorFreshness['store'] = (storage) => {
    if (![...known].some(isDue)) return Promise.resolve();
    if (running !== undefined) {
      next ??= running.then(() => {
        next = undefined;
        return store(storage);
      });
      return next;
    }
    running = write(storage)
      .catch(() =>
        rarely(() =>
          logger.warn('How fresh the doors are could not be stored; a restart would not know. It is tried again.', {
            providerId,
          }),
        ),
      )
      .finally(() => {
        running = undefined;
      });
    return running;
  };

  return {
    get isLoaded() {
      return isLoaded;
    },
    asOf(place) {
      const atMs = known.get(place);
      return atMs === undefined ? undefined : instantFromMs(atMs);
    },
    isStale(place) {
      const atMs = known.get(place) ?? Number.NEGATIVE_INFINITY;
      return limits !== undefined && (!isOfNow(atMs) || clock.nowMs() - atMs > limitMs);
    },
    mark(places, at) {
      const nowMs = clock.nowMs();
      const atMs = Math.min(instantToMs(at), nowMs);
      for (const place of places) {
        const before = known.get(place);
        if (before === undefined || before > nowMs || atMs > before) known.set(place, atMs);
      }
    },
    store,
    async load(storage) {
      takeOver(await open(storage).read());
      isLoaded = true;
    },
  };
}
