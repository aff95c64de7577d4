import type { BookingsOneStanding } from './bookings-one-standing';

/** An answer that is kept for a moment. */
export interface KeptStanding {
  /** `undefined`: nobody has the code. */
  readonly standing: BookingsOneStanding | undefined;
  /** When it was asked for. */
  readonly askedAtMs: number;
}

/** Answers of the last moments, in memory only. What has not been used for longest makes room. */
export interface BookingsOneStandings {
  find(key: string): KeptStanding | undefined;
  keep(key: string, kept: KeptStanding): void;
  forget(key: string): void;
  clear(): void;
}

/** @param capacity Most answers that are kept. */
export function createBookingsOneStandings(capacity: number): BookingsOneStandings {
  const kept = new Map<string, KeptStanding>();
  const put = (key: string, item: KeptStanding): void => {
    // A map goes through its keys in the order in which they came, so the first is the one that was unused for longest.
    kept.delete(key);
    kept.set(key, item);
    const oldest = kept.size > capacity ? kept.keys().next() : undefined;
    if (oldest?.done === false) kept.delete(oldest.value);
  };
  return {
    find(key) {
      const item = kept.get(key);
      if (item !== undefined) put(key, item);
      return item;
    },
    keep: put,
    forget: (key) => void kept.delete(key),
    clear: () => kept.clear(),
  };
}
