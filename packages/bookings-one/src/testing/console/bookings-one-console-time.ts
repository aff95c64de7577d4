import { type Instant, instantFromMs } from '@acx/core/provider';
import { toEditInstant } from '../bookings-one-edit-window';
import { fromWallTime, toLocalDate } from '../bookings-one-local-time';
import type { BookingsOneSimulator } from '../bookings-one-simulator';
import { BookingsOneConsoleMistake } from './bookings-one-console-mistake';

/** Today in a zone. */
export function today({ clock }: BookingsOneSimulator, timeZone: string): string {
  return toLocalDate(instantFromMs(clock.nowMs()), timeZone);
}

/** `HH:mm` of the zone's today, a date with time of the zone, or ISO 8601 with `Z` or an offset. */
export function parseConsoleTime(text: string, timeZone: string, simulator: BookingsOneSimulator): Instant {
  const withDate = /^\d{1,2}:\d{2}$/.test(text) ? `${today(simulator, timeZone)}T${text.padStart(5, '0')}` : text;
  const wallTime = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2})(:\d{2})?$/.exec(withDate);
  if (wallTime !== null) {
    const at = fromWallTime(`${wallTime[1]}${wallTime[2] ?? ':00'}`, timeZone);
    if (at === undefined)
      throw new BookingsOneConsoleMistake(`"${text}" does not exist in ${timeZone}, or is no time at all.`);
    return at;
  }
  try {
    return toEditInstant(withDate);
  } catch {
    throw new BookingsOneConsoleMistake(
      `"${text}" is no time: write HH:mm for today in ${timeZone}, or for example 2026-11-21T09:00 or 2026-11-21T09:00Z.`,
    );
  }
}
