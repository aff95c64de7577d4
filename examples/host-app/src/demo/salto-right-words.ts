import { dateWords } from './window-words';

/** Dates, and the lines of the timetable; their days only where there are several dates. */
export function saltoRightWords(
  period: { readonly from: string; readonly to: string },
  lines: readonly { readonly from: string; readonly to: string; readonly days: readonly string[] }[],
): string {
  const [first, last] = [period.from.slice(0, 10), period.to.slice(0, 10)];
  const dates = first === last ? dateWords(first) : `${dateWords(first)} to ${dateWords(last)}`;
  const times = lines.map(({ from, to, days }) => {
    // Space writes the end of a day so.
    const end = to === '23:59:59' ? '24:00' : to.slice(0, 5);
    const on = first === last ? '' : `${days.map((day) => day.slice(0, 2)).join(' ')} `;
    return `${on}${from.slice(0, 5)} to ${end}`;
  });
  return `${dates}, ${times.sort().join(' and ')}`;
}
