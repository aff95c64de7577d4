import { instantFromMs, instantToMs } from '../../model/instant';
import { utcOffsetMs } from '../../model/utc-offset';
import type { Window } from '../../model/window';

/** The instants at which a vendor can begin and end a window. */
export interface FakeWindowGrid {
  readonly resolutionSeconds: number;
  readonly timeZone: string;
}

const DAY_MS = 86_400_000;

/** The largest window on the grid that lies inside the given one; `undefined` when there is none. */
export function shrinkToGrid(window: Window, grid: FakeWindowGrid): Window | undefined {
  const stepMs = grid.resolutionSeconds * 1000;
  const startsAtMs = instantToMs(window.startsAt);
  const endsAtMs = instantToMs(window.endsAt);
  const past = msPastGrid(startsAtMs, grid);
  const firstMs = past === 0 ? startsAtMs : startsAtMs - past + stepMs;
  const lastMs = endsAtMs - msPastGrid(endsAtMs, grid);
  return firstMs < lastMs ? { startsAt: instantFromMs(firstMs), endsAt: instantFromMs(lastMs) } : undefined;
}

function msPastGrid(ms: number, { resolutionSeconds, timeZone }: FakeWindowGrid): number {
  // Zones differ from UTC by whole minutes, so a grid that divides a minute is the same everywhere.
  const offsetMs = 60 % resolutionSeconds === 0 ? 0 : utcOffsetMs(timeZone, ms);
  const msOfDay = (((ms + offsetMs) % DAY_MS) + DAY_MS) % DAY_MS;
  return msOfDay % (resolutionSeconds * 1000);
}
