import { utcOffsetMs } from '@acx/core/provider';

const HOUR_MS = 3_600_000;
/** No zone is further from UTC, so the local midnight is within this distance of the one of UTC. */
const FURTHEST_MS = 16 * HOUR_MS;

/**
 * When a local day begins: the first instant from which the wall clock never shows an earlier date again. Where midnight is left out,
 * that is the first minute after it; where it comes twice, the first one that no earlier date follows; for a date that is left out, the
 * next day's.
 * @param dayMs The date as midnight of UTC.
 */
export function startOfDayMs(dayMs: number, timeZone: string): number {
  const before = utcOffsetMs(timeZone, dayMs - FURTHEST_MS);
  const after = utcOffsetMs(timeZone, dayMs + FURTHEST_MS);
  const midnightBefore = dayMs - before;
  const midnightAfter = dayMs - after;
  if (before === after) return midnightBefore;
  const changeMs = changeBetween(dayMs - FURTHEST_MS, dayMs + FURTHEST_MS, timeZone);
  // Set back: the day begins anew only when the clock went back across midnight.
  if (after < before) return changeMs + after < dayMs ? midnightAfter : midnightBefore;
  return midnightBefore < changeMs ? midnightBefore : Math.max(changeMs, midnightAfter);
}

/** The one instant in between from which the clock is another one. */
function changeBetween(fromMs: number, toMs: number, timeZone: string): number {
  const before = utcOffsetMs(timeZone, fromMs);
  let low = fromMs;
  let high = toMs;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (utcOffsetMs(timeZone, middle) === before) low = middle;
    else high = middle;
  }
  return high;
}
