/** How often something may happen within a stretch of time. */
export interface RateLimit {
  /** Counts it. False: too often. */
  take(key: string): boolean;
  /** Would be allowed now; counts nothing. */
  isOpen(key: string): boolean;
  forget(key: string): void;
}

const MOST_KEYS = 10_000;

/** @param options.withinMs Stretch in milliseconds, counted from the first of its time. */
export function createRateLimit(options: { most: number; withinMs: number; nowMs?: () => number }): RateLimit {
  const { most, withinMs, nowMs = Date.now } = options;
  const counts = new Map<string, { count: number; endsMs: number }>();
  const read = (key: string): { count: number; endsMs: number } | undefined => {
    const known = counts.get(key);
    return known !== undefined && known.endsMs > nowMs() ? known : undefined;
  };
  /** The oldest go first, so that nobody opens a closed key at once by counting many others. */
  const makeRoom = (): void => {
    for (const [key, { endsMs }] of counts) {
      if (endsMs > nowMs() && counts.size < MOST_KEYS) break;
      counts.delete(key);
    }
  };
  return {
    take(key) {
      const known = read(key);
      const entry = known ?? { count: 0, endsMs: nowMs() + withinMs };
      if (known === undefined) {
        counts.delete(key);
        makeRoom();
        counts.set(key, entry);
      }
      entry.count += 1;
      return entry.count <= most;
    },
    isOpen: (key) => (read(key)?.count ?? 0) < most,
    forget: (key) => void counts.delete(key),
  };
}
