import { instantFromMs } from '../../model/instant';
import { utcOffsetMs } from '../../model/utc-offset';
import type { Window } from '../../model/window';
import type { ConformanceWorld } from './conformance-world';

const HOUR_SECONDS = 3600;
const DAY_MS = 86_400_000;

/** Windows that every vendor can open exactly: about an hour, on the vendor's grid, counted from where the clock stands at first. */
export function createSlots({ provider, clock, placeSettings }: ConformanceWorld): {
  slotMs: number;
  slot: (index: number) => Window;
} {
  const { resolutionSeconds, maximumMinutes } = provider.capabilities;
  const pairSeconds = 2 * resolutionSeconds; // so that the middle of a slot is on the grid, too
  const longestSeconds = (maximumMinutes ?? Number.POSITIVE_INFINITY) * 60;
  const aboutAnHour = Math.ceil(HOUR_SECONDS / pairSeconds) * pairSeconds;
  const longestPairs = Math.floor(longestSeconds / pairSeconds) * pairSeconds;
  const slotMs = Math.max(resolutionSeconds, Math.min(aboutAnHour, longestPairs)) * 1000;

  const offsetMs = utcOffsetMs(placeSettings?.timeZone ?? 'UTC', clock.nowMs());
  const localMs = clock.nowMs() + offsetMs;
  const midnightMs = Math.floor(localMs / DAY_MS) * DAY_MS;
  const baseMs = midnightMs + Math.ceil((localMs - midnightMs) / slotMs) * slotMs - offsetMs;

  return {
    slotMs,
    slot: (index) => ({
      startsAt: instantFromMs(baseMs + index * slotMs),
      endsAt: instantFromMs(baseMs + (index + 1) * slotMs),
    }),
  };
}
