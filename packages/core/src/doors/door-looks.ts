import type { Clock } from '../ports/clock';
import type { Logger } from '../ports/logger';
import type { ProviderStorage } from '../ports/provider-storage';
import type { DoorBook } from './door-book';
import type { DoorFreshness } from './door-freshness';
import type { DoorShelf } from './door-shelf';
import { createRarely } from './rarely';

/** Brings what this process knows of a door up to date before a decision. */
export interface DoorLooks {
  /** Looks at the storage where that is due; never longer than the bound, and never rejects: then what is known counts. */
  beforeDecision(place: string, storage: ProviderStorage): Promise<void>;
  /** Looks at all doors, and at how fresh they are. @throws AcxError of the first door that cannot be read; the others are looked at, too. */
  atAll(storage: ProviderStorage): Promise<void>;
}

/** Somebody waits at the door. Without anything known there is nothing to fall back to, so the first look may take longer. */
const LOOK_MS = 500;
const FIRST_LOOK_MS = 5_000;
/** How old a look may be where others write, too. Also how long the storage is left alone after a look that failed. */
const LOOK_EVERY_MS = 1_000;

/** @param options.isShared Other processes write, too. */
export function createDoorLooks(options: {
  providerId: string;
  clock: Clock;
  logger: Logger;
  isShared: boolean;
  hasLimit: boolean;
  shelves: ReadonlyMap<string, DoorShelf>;
  book: DoorBook;
  freshness: DoorFreshness;
}): DoorLooks {
  const { providerId, clock, logger, isShared, hasLimit, shelves, book, freshness } = options;
  const running = new Map<string, Promise<boolean>>();
  const triedAtMs = new Map<string, number>();
  const rarely = createRarely(clock);

  const look = async (place: string, storage: ProviderStorage): Promise<void> => {
    // Marks of other processes count, and those from before a restart.
    const needsMarks = hasLimit && (isShared || !freshness.isLoaded);
    await Promise.all([book.read(place, storage), needsMarks ? freshness.load(storage) : null]);
  };

  /** Resolves with whether the look came to an end in time. One look for all who wait; after its bound nobody waits for it any more. */
  const lookOnce = (place: string, storage: ProviderStorage, isFirst: boolean): Promise<boolean> => {
    const known = running.get(place);
    if (known !== undefined) return known;
    triedAtMs.set(place, clock.nowMs());
    const started = new Promise<boolean>((resolve) => {
      const cancelTimer = clock.schedule(isFirst ? FIRST_LOOK_MS : LOOK_MS, () => resolve(false));
      look(place, storage)
        .then(
          () => resolve(true),
          () => resolve(false),
        )
        .finally(cancelTimer);
    }).finally(() => running.delete(place));
    running.set(place, started);
    return started;
  };

  return {
    async beforeDecision(place, storage) {
      const shelf = shelves.get(place);
      if (shelf === undefined) return;
      const isFirst = shelf.rows === undefined || (hasLimit && !freshness.isLoaded);
      // Without others only what this process is not sure of has to be looked at.
      const sinceMs = isShared ? clock.nowMs() - LOOK_EVERY_MS : Number.NEGATIVE_INFINITY;
      const isDue = isFirst || shelf.lookedAtMs < sinceMs || shelf.lookedAtMs === Number.NEGATIVE_INFINITY;
      const isTriedJustNow = clock.nowMs() - (triedAtMs.get(place) ?? Number.NEGATIVE_INFINITY) < LOOK_EVERY_MS;
      // A failed look is left alone for a moment, so that a storage that hangs does not hold up everybody.
      if (!running.has(place) && (!isDue || (isTriedJustNow && !isFirst))) return;
      if (await lookOnce(place, storage, isFirst)) return;
      rarely(() =>
        logger.warn('The storage of the door list could not be read in time; doors go on by what is known.', {
          providerId,
          place,
          isLoaded: !isFirst,
        }),
      );
    },
    async atAll(storage) {
      const all = [...shelves.keys()].map((place) => book.read(place, storage));
      const looks = await Promise.allSettled([freshness.load(storage), ...all]);
      for (const outcome of looks) if (outcome.status === 'rejected') throw outcome.reason;
    },
  };
}
