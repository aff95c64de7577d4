import { utcOffsetMs } from '@acx/core/provider';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** The slots of a place: every `slotMinutes` of the local wall clock, counted anew from each local midnight. */
export interface SlotGrid {
  readonly slotMinutes: number;
  readonly timeZone: string;
}

/** The last slot edge at or before an instant. */
export function slotAtOrBefore(grid: SlotGrid, instantMs: number): number {
  return findSlot(grid, Math.floor(instantMs / MINUTE_MS) * MINUTE_MS, -1);
}

/** The first slot edge at or after an instant. */
export function slotAtOrAfter(grid: SlotGrid, instantMs: number): number {
  return findSlot(grid, Math.ceil(instantMs / MINUTE_MS) * MINUTE_MS, 1);
}

function findSlot({ slotMinutes, timeZone }: SlotGrid, startMs: number, direction: 1 | -1): number {
  const slotMs = slotMinutes * MINUTE_MS;
  for (let ms = startMs; ; ) {
    const offsetMs = utcOffsetMs(timeZone, ms);
    const sinceMidnightMs = (((ms + offsetMs) % DAY_MS) + DAY_MS) % DAY_MS;
    const pastMs = sinceMidnightMs % slotMs;
    if (pastMs === 0) return ms;
    const leftMs = Math.min(slotMs - pastMs, DAY_MS - sinceMidnightMs);
    const target = direction < 0 ? ms - pastMs : ms + leftMs;
    // When the clock is changed on the way, the jump may miss an edge or land beside one. Then it is a minute at a time up to the change.
    ms = utcOffsetMs(timeZone, target) === offsetMs ? target : ms + direction * MINUTE_MS;
  }
}
