import type { Clock } from '@acx/core/provider';
import type { BookingsOneDoor } from './bookings-one-door';

/** Places for questions under way, so that a server that is slow is not asked more and more. */
export interface BookingsOneLookupPlaces {
  /** Takes a place. @returns what gives it back, safe to call twice; `undefined` when there is none. */
  take(direction: BookingsOneDoor['direction']): (() => void) | undefined;
  /** Leaves no timer behind. */
  close(): void;
}

/** A question that is not answered by then will hardly be, and must not hold its place for ever. */
const LONGEST_HOLD_MS = 30_000;
/** Whoever is in must get out: one place of so many is for departures alone, and at least one. */
const PLACES_PER_DEPARTURE_PLACE = 4;

/**
 * A quarter of the places, at least one, is for departures alone, who may take the others too. Where all doors are arrivals, there is none
 * such; and one place for arrivals there always is.
 */
export function createBookingsOneLookupPlaces({
  clock,
  concurrentLookups,
  hasDepartures,
}: {
  readonly clock: Clock;
  readonly concurrentLookups: number;
  readonly hasDepartures: boolean;
}): BookingsOneLookupPlaces {
  const reserved = hasDepartures ? Math.max(1, Math.floor(concurrentLookups / PLACES_PER_DEPARTURE_PLACE)) : 0;
  const shared = { free: Math.max(1, concurrentLookups - reserved) };
  const poolsOf = { arrival: [shared], departure: [{ free: reserved }, shared] };
  const timers = new Set<() => void>();

  return {
    take(direction) {
      const pool = poolsOf[direction].find(({ free }) => free > 0);
      if (pool === undefined) return undefined;
      pool.free -= 1;
      const giveBack = (): void => {
        if (!timers.delete(cancel)) return;
        cancel();
        pool.free += 1;
      };
      const cancel = clock.schedule(LONGEST_HOLD_MS, giveBack);
      timers.add(cancel);
      return giveBack;
    },
    close() {
      for (const cancel of timers) cancel();
      timers.clear();
    },
  };
}
