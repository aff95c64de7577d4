import * as z from 'zod/mini';
import { parseWithMessages } from '../errors/parse-with-messages';
import { type Instant, instantFromMs, instantToMs } from '../model/instant';
import type { JsonValue } from '../model/json';
import type { Clock } from '../ports/clock';
import type { Logger } from '../ports/logger';
import type { ProviderStorage } from '../ports/provider-storage';
import type { DoorFreshnessOptions } from './door-list-options';
import { callDoorStorage } from './door-storage-call';
import { createRarely } from './rarely';

/** How old what is known of each door is. */
export interface DoorFreshness {
  /** When the bookings of a door were last heard of; absent when they never were. */
  asOf(place: string): Instant | undefined;
  /** False until what was stored has been taken over. */
  readonly isLoaded: boolean;
  /** False where no limit is configured. */
  isStale(place: string): boolean;
  /** Everything that was booked at these doors is known as of then. An instant to come counts as now, an earlier one than is known not. */
  mark(places: readonly string[], at: Instant): void;
  /** Stores the marks when one of them is a minute newer than what is stored. Never rejects. */
  store(storage: ProviderStorage): Promise<void>;
  /** Takes over what others, or a process before this one, have stored. @throws AcxError */
  load(storage: ProviderStorage): Promise<void>;
}

const KEY = 'freshness';
const STORE_EVERY_MS = 60_000;
const MOST_RACES = 10;

const recordSchema = z.object({ marks: z.array(z.tuple([z.string(), z.string()])) });

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
  const storedMs = new Map<string, number>();
  const rarely = createRarely(clock);
  let isStoring = false;
  let isLoaded = false;

  const keepLatest = (marks: Map<string, number>, place: string, atMs: number): void => {
    if (atMs > (marks.get(place) ?? Number.NEGATIVE_INFINITY)) marks.set(place, atMs);
  };
  const takeOver = (value: JsonValue | undefined): void => {
    for (const [place, atMs] of parseMarks(value)) {
      // A clock that was wrong when it was stored must not keep a door fresh for ever.
      const boundedMs = Math.min(atMs, clock.nowMs());
      keepLatest(known, place, boundedMs);
      keepLatest(storedMs, place, boundedMs);
    }
  };
  const write = async (storage: ProviderStorage): Promise<void> => {
    const call = { providerId, operation: 'write the door list', effect: 'unknown' } as const;
    for (let race = 0; race < MOST_RACES; race += 1) {
      const found = await callDoorStorage(call, () => storage.read(KEY));
      takeOver(found?.value);
      const marks = [...known];
      const value = { marks: marks.map(([place, atMs]) => [place, instantFromMs(atMs)]) };
      const change = { expectedVersion: found?.version, value };
      if (!(await callDoorStorage(call, () => storage.compareAndSet(KEY, change)))) continue;
      for (const [place, atMs] of marks) storedMs.set(place, atMs);
      return;
    }
  };

  return {
    get isLoaded() {
      return isLoaded;
    },
    asOf(place) {
      const atMs = known.get(place);
      return atMs === undefined ? undefined : instantFromMs(atMs);
    },
    isStale: (place) =>
      limits !== undefined && clock.nowMs() - (known.get(place) ?? Number.NEGATIVE_INFINITY) > limitMs,
    mark(places, at) {
      const atMs = Math.min(instantToMs(at), clock.nowMs());
      for (const place of places) keepLatest(known, place, atMs);
    },
    async store(storage) {
      const isDue = ([place, atMs]: [string, number]): boolean =>
        atMs - (storedMs.get(place) ?? Number.NEGATIVE_INFINITY) >= STORE_EVERY_MS;
      if (isStoring || ![...known].some(isDue)) return;
      isStoring = true;
      try {
        await write(storage);
      } catch {
        rarely(() =>
          logger.warn('How fresh the doors are could not be stored; a restart would not know. It is tried again.', {
            providerId,
          }),
        );
      } finally {
        isStoring = false;
      }
    },
    async load(storage) {
      const call = { providerId, operation: 'read the door list', effect: 'none' } as const;
      takeOver((await callDoorStorage(call, () => storage.read(KEY)))?.value);
      isLoaded = true;
    },
  };
}

/** What cannot be read says nothing: then a door is as stale as if it had never been marked. */
function parseMarks(value: JsonValue | undefined): [place: string, atMs: number][] {
  const result = parseWithMessages(recordSchema, value);
  if (!result.success) return [];
  return result.data.marks.flatMap(([place, at]): [string, number][] => {
    const atMs = instantToMs(at);
    return Number.isNaN(atMs) ? [] : [[place, atMs]];
  });
}
