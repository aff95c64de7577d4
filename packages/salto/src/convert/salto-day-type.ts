import { type SaltoDay, saltoDays } from '../wire/salto-day';
import { dateToDay, weekdayOf } from './salto-local-time';

const WEEKDAYS = saltoDays.slice(0, 7);
/** On a special date, of which Space's calendar knows, only that type counts. */
const SPECIAL: readonly SaltoDay[] = saltoDays.slice(7);

/** What is known of Space's calendar: every date from `from` to `until` is an ordinary one, except those listed. */
export interface SaltoCalendar {
  /** `YYYY-MM-DD`, site-local. */
  readonly from: string;
  /** `YYYY-MM-DD`, inclusive. */
  readonly until: string;
  /** Dates that Space treats as Special 1, Special 2 or Holiday. */
  readonly specialDates: readonly string[];
}

/** Tells whether a day, counted from 1970-01-01, is certainly an ordinary weekday in Space's calendar. */
export type IsOrdinaryDay = (day: number) => boolean;

/** Reads a calendar; without one, no day is certain. */
export function createIsOrdinaryDay(calendar: SaltoCalendar | undefined): IsOrdinaryDay {
  if (calendar === undefined) return () => false;
  const from = dateToDay(calendar.from);
  const until = dateToDay(calendar.until);
  const special = new Set(calendar.specialDates.map(dateToDay));
  return (day) => from <= day && day <= until && !special.has(day);
}

/** The day types that a day may have: one where the calendar is known to be silent, else its weekday and the three special ones. */
export function possibleDayTypes(day: number, isOrdinary: IsOrdinaryDay): readonly SaltoDay[] {
  const weekday = WEEKDAYS[weekdayOf(day)] ?? 'monday';
  return isOrdinary(day) ? [weekday] : [weekday, ...SPECIAL];
}
