/** How often something may happen within a stretch of time. */
export interface RateLimit {
  /** Counts it. False: too often. */
  take(key: string): boolean;
  /** Would be allowed now; counts nothing. */
  isOpen(key: string): boolean;
  forget(key: string): void;
}

const MOST_KEYS = 10_000;

/** @param options.within Stretch in milliseconds, counted from the first of its time. */
export function createRateLimit(options: { most: number; withinMs: number; nowMs?: () => number }): RateLimit {
  const { most, withinMs, nowMs = Date.now } = options;
  const counts = new Map<string, { count: number; endsMs: number }>();
  const read = (key: string): { count: number; endsMs: number } => {
    const known = counts.get(key);
    if (known !== undefined && known.endsMs > nowMs()) return known;
    if (counts.size >= MOST_KEYS) counts.clear();
    const fresh = { count: 0, endsMs: nowMs() + withinMs };
    counts.set(key, fresh);
    return fresh;
  };
  return {
    take(key) {
      const entry = read(key);
      entry.count += 1;
      return entry.count <= most;
    },
    isOpen: (key) => read(key).count < most,
    forget: (key) => void counts.delete(key),
  };
}
