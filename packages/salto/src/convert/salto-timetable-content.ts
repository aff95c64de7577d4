import { canonicalJson, fingerprint } from '@acx/core/provider';
import { saltoDays } from '../wire/salto-day';
import type { SaltoTimetable } from '../wire/salto-timetable';
import type { SaltoStateInterval } from './salto-grant-state';

const END_OF_DAY = '24:00:00';
/** Names that we give to timetables begin with it. */
const NAME_PREFIX = 'ACX ';

/** What tells equal timetables from others: equal lines give an equal text. */
export function contentOf(intervals: readonly SaltoStateInterval[]): string {
  return fingerprint(canonicalJson(intervals.map(({ from, to, days }) => ({ from, to, days: [...days] }))));
}

/** The timetable that says what these lines say. Its name is made of its content, so that equal ones are seen to be equal in Space. */
export function intervalsToTimetable(
  intervals: readonly SaltoStateInterval[],
  slot: number,
  endOfDay: string,
): SaltoTimetable {
  return {
    id: slot,
    name: `${NAME_PREFIX}${contentOf(intervals).slice(0, 12)}`,
    description: 'Written by a booking system. Do not use.',
    intervals: intervals.map(({ from, to, days }) => ({
      startsAt: from,
      endsAt: to === END_OF_DAY ? endOfDay : to,
      days: [...days],
    })),
  };
}

/** The lines of a timetable in our order and words. */
export function timetableToIntervals({ intervals }: SaltoTimetable, endOfDay: string): SaltoStateInterval[] {
  return intervals
    .map(({ startsAt, endsAt, days }) => ({
      from: startsAt,
      to: endsAt === endOfDay ? END_OF_DAY : endsAt,
      days: saltoDays.filter((type) => days.includes(type)),
    }))
    .sort((a, b) => (a.from + a.to < b.from + b.to ? -1 : 1));
}

/** True for a timetable that somebody else has filled. */
export function isForeignTimetable({ name, intervals }: SaltoTimetable): boolean {
  return intervals.length > 0 && !name.startsWith(NAME_PREFIX);
}
