import { dateWords } from './window-words';

/** Dates, and the lines of the timetable; their days only where there are several dates. */
export function saltoRightWords(
  period: { readonly from: string; readonly to: string },
  lines: readonly { readonly from: string; readonly to: string; readonly days: readonly string[] }[],
): string {
  const [first, last] = [period.from.slice(0, 10), period.to.slice(0, 10)];
  const isOfYears = first.slice(0, 4) !== last.slice(0, 4);
  const tell = (date: string): string => `${dateWords(date)}${isOfYears ? ` ${date.slice(0, 4)}` : ''}`;
  const dates = first === last ? tell(first) : `${tell(first)} to ${tell(last)}`;
  const times = lines.map(({ from, to, days }) => {
    // Space writes the end of a day so.
    const end = to === '23:59:59' ? '24:00' : to.slice(0, 5);
    const on = first === last ? '' : `${daysWords(days)} `;
    return `${on}${from.slice(0, 5)} to ${end}`;
  });
  return `${dates}, ${times.sort().join(' and ')}`;
}

const WEEK = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

/** `every day` with or without holidays and special days, `Mon, Tue` otherwise. */
function daysWords(days: readonly string[]): string {
  const told = new Set(days.map((day) => day.toLowerCase()));
  const special = [...told].filter((day) => !WEEK.includes(day));
  const plain = WEEK.filter((day) => told.has(day)).map((day) => `${day.charAt(0).toUpperCase()}${day.slice(1, 3)}`);
  if (plain.length === WEEK.length) return 'every day';
  return [...plain, ...(special.length > 0 ? ['holidays'] : [])].join(', ');
}
