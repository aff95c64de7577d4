import type { Clock } from '../ports/clock';
import type { Logger } from '../ports/logger';
import type { ProviderStorage } from '../ports/provider-storage';
import type { DoorBook } from './door-book';
import type { DoorFreshness } from './door-freshness';
import type { DoorFreshnessOptions } from './door-list-options';
import type { DoorShelf } from './door-shelf';
import { createRarely } from './rarely';
import { settledWithin } from './settled-within';

/** Brings what this process knows of a door up to date before a decision. */
export interface DoorLooks {
  /** Looks at the storage where that is due; never longer than the bound, and never rejects: then what is known counts. */
  beforeDecision(place: string, storage: ProviderStorage): Promise<void>;
  /** Looks at all doors, and at how fresh they are. @throws AcxError of the first door that cannot be read; the others are looked at, too. */
  atAll(storage: ProviderStorage): Promise<void>;
  /** The same for those of which nothing is known yet; no call when there is none. Never rejects: a decision looks again. */
  atMissing(storage: ProviderStorage): Promise<void>;
}

/** Somebody waits at the door. Without anything known there is nothing to fall back to, so the first look may take longer. */
const LOOK_MS = 500;
const FIRST_LOOK_MS = 5_000;
/** How old a look may be where others write, too. Also how long the storage is left alone after a look that failed. */
const LOOK_EVERY_MS = 1_000;

/**
 * @param options.isShared Other processes write, too.
 * @param options.limits When and how it matters how fresh a door is. Default: never.
 */
export function createDoorLooks(options: {
  providerId: string;
  clock: Clock;
  logger: Logger;
  isShared: boolean;
  limits: DoorFreshnessOptions | undefined;
  shelves: ReadonlyMap<string, DoorShelf>;
  book: DoorBook;
  freshness: DoorFreshness;
}): DoorLooks {
  const { providerId, clock, logger, isShared, limits, shelves, book, freshness } = options;
  const running = new Map<string, Promise<boolean>>();
  const triedAtMs = new Map<string, number>();
  const rarely = createRarely(clock);

  const look = async (place: string, storage: ProviderStorage): Promise<void> => {
    // Marks of other processes count, and those from before a restart.
    const needsMarks = limits !== undefined && (isShared || !freshness.isLoaded);
    await Promise.all([book.read(place, storage), needsMarks ? freshness.load(storage) : null]);
  };

  /** Resolves with whether the look came to an end in time. One look for all who wait; after its bound nobody waits for it any more. */
  const lookOnce = (place: string, storage: ProviderStorage, timeoutMs: number): Promise<boolean> => {
    const known = running.get(place);
    if (known !== undefined) return known;
    triedAtMs.set(place, clock.nowMs());
    const started = settledWithin(clock, timeoutMs, look(place, storage)).finally(() => running.delete(place));
    running.set(place, started);
    return started;
  };

  /** Within the last second. A clock that was set back tells nothing, so then it was not. */
  const isRecent = (atMs: number | undefined): boolean => {
    const agoMs = clock.nowMs() - (atMs ?? Number.NEGATIVE_INFINITY);
    return agoMs >= 0 && agoMs <= LOOK_EVERY_MS;
  };
  const isDue = (place: string, { rows, lookedAtMs }: DoorShelf): boolean => {
    if (rows === undefined) return true;
    // A mark from before a restart may be all that is missing for a yes.
    if (limits?.afterwards === 'deny' && !freshness.isLoaded && freshness.isStale(place)) return true;
    // Without others only what this process is not sure of has to be looked at.
    return isShared ? !isRecent(lookedAtMs) : lookedAtMs === Number.NEGATIVE_INFINITY;
  };

  const lookAt = async (storage: ProviderStorage, places: readonly string[], needsMarks: boolean): Promise<void> => {
    const all = places.map((place) => book.read(place, storage));
    const looks = await Promise.allSettled([needsMarks ? freshness.load(storage) : null, ...all]);
    for (const outcome of looks) if (outcome.status === 'rejected') throw outcome.reason;
  };

  return {
    async beforeDecision(place, storage) {
      const shelf = shelves.get(place);
      if (shelf === undefined) return;
      const isKnown = shelf.rows !== undefined;
      if (!isDue(place, shelf)) return;
      // A failed look is left alone for a moment, so that a storage that hangs does not hold up everybody.
      if (isKnown && !running.has(place) && isRecent(triedAtMs.get(place))) return;
      if (await lookOnce(place, storage, isKnown ? LOOK_MS : FIRST_LOOK_MS)) return;
      rarely(() =>
        logger.warn('The storage of the door list could not be read in time; doors go on by what is known.', {
          providerId,
          place,
          isLoaded: isKnown,
        }),
      );
    },
    atAll: (storage) => lookAt(storage, [...shelves.keys()], true),
    async atMissing(storage) {
      const missing = [...shelves].filter(([, { rows }]) => rows === undefined).map(([place]) => place);
      if (missing.length > 0) await lookAt(storage, missing, !freshness.isLoaded).catch(() => {});
    },
  };
}
