import { type Instant, instantFromMs, instantToMs } from '../../model/instant';
import { utcOffsetMs } from '../../model/utc-offset';

const DAY_MS = 86_400_000;

/**
 * Where the local days of a zone begin, from the day of `at`: one instant more than days, so that two neighbours are a day. A day whose
 * midnight is left out begins when the clock is put forward; one whose midnight comes twice begins with the first.
 */
export function localMidnights({ at, timeZone, days }: { at: Instant; timeZone: string; days: number }): Instant[] {
  const atMs = instantToMs(at);
  const wallMs = atMs + utcOffsetMs(timeZone, atMs);
  const todayMs = Math.floor(wallMs / DAY_MS) * DAY_MS;
  return Array.from({ length: days + 1 }, (_, day) => instantFromMs(dayStartMs(todayMs + day * DAY_MS, timeZone)));
}

function dayStartMs(wallMs: number, timeZone: string): number {
  const offsetBefore = utcOffsetMs(timeZone, wallMs - DAY_MS);
  const offsets = [offsetBefore, utcOffsetMs(timeZone, wallMs + DAY_MS)];
  const found = offsets.map((offset) => wallMs - offset).filter((ms) => ms + utcOffsetMs(timeZone, ms) === wallMs);
  return found.length === 0 ? wallMs - offsetBefore : Math.min(...found);
}
