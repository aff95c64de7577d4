const HOUR_MS = 3_600_000;

/** What was taken away within the last hour, so that many small losses are seen as the large one that they are. */
export interface RecentLosses {
  add(atMs: number, rights: number): void;
  total(nowMs: number): number;
}

/** Nothing yet. A restart forgets. */
export function createRecentLosses(): RecentLosses {
  let losses: { readonly atMs: number; readonly rights: number }[] = [];
  return {
    add(atMs, rights) {
      if (rights > 0) losses.push({ atMs, rights });
    },
    total(nowMs) {
      losses = losses.filter(({ atMs }) => nowMs - atMs < HOUR_MS);
      return losses.reduce((sum, { rights }) => sum + rights, 0);
    },
  };
}
