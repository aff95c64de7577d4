import { utcOffsetMs } from '@acx/core/provider';

const DAY_MS = 86_400_000;

/** Days kept before everything is forgotten: some years of a few hundred zones' worth of bookings. */
const MOST_DAYS = 20_000;

/** Offset of a whole UTC day by zone and day; NaN for a day on which the clock is changed. */
const offsetByDay = new Map<string, number>();

/**
 * The same as `utcOffsetMs`, remembered per zone and day: thousands of bookings fall on the same days, and asking the platform takes about as
 * long as all the rest of composing. No zone changes its clock and changes it back within one day.
 */
export function localOffsetMs(timeZone: string, instantMs: number): number {
  const day = Math.floor(instantMs / DAY_MS);
  const key = `${timeZone} ${day}`;
  let offset = offsetByDay.get(key);
  if (offset === undefined) {
    const atStart = utcOffsetMs(timeZone, day * DAY_MS);
    offset = utcOffsetMs(timeZone, (day + 1) * DAY_MS) === atStart ? atStart : Number.NaN;
    if (offsetByDay.size >= MOST_DAYS) offsetByDay.clear();
    offsetByDay.set(key, offset);
  }
  return Number.isNaN(offset) ? utcOffsetMs(timeZone, instantMs) : offset;
}
