import { instantFromMs, utcOffsetMs, type Window } from '@acx/core/provider';
import { startOfDayMs } from './bookings-one-day-start';

/** A day of a resource's own zone: 23, 24 or 25 hours in most zones, and none at all for a date that is left out. */
export interface BookingsOneLocalDay extends Window {
  /** `yyyy-MM-dd`. */
  readonly date: string;
}

const DAY_MS = 86_400_000;

/** The local day of an instant and those after it, without a gap between them. */
export function localDaysFrom(atMs: number, count: number, timeZone: string): BookingsOneLocalDay[] {
  const shownMs = Math.floor((atMs + utcOffsetMs(timeZone, atMs)) / DAY_MS) * DAY_MS;
  // A clock that goes back across midnight shows the new date for a moment before the old one is over.
  const firstMs = atMs < startOfDayMs(shownMs, timeZone) ? shownMs - DAY_MS : shownMs;
  return Array.from({ length: count }, (_, index) => {
    const dayMs = firstMs + index * DAY_MS;
    return {
      date: instantFromMs(dayMs).slice(0, 10),
      startsAt: instantFromMs(startOfDayMs(dayMs, timeZone)),
      endsAt: instantFromMs(startOfDayMs(dayMs + DAY_MS, timeZone)),
    };
  });
}
