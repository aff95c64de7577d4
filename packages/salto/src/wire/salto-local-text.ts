const DATE_TIME = /^(\d{4})-(\d{1,2})-(\d{1,2})T(\d{1,2}:\d{2}:\d{2})$/;
const DAYS_OF_MONTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const TIME = /^(\d{1,2}):(\d{2}):(\d{2})$/;

/**
 * A local date-time as `YYYY-MM-DDTHH:mm:ss`; months, days and hours of one digit get their zero, and the end of a day stays `T24:00:00`.
 * `undefined` for what is no local date-time: with a zone, without a time, or a date that does not exist.
 */
export function normaliseLocalDateTime(text: string): string | undefined {
  const [, year = '', month = '', day = '', time = ''] = DATE_TIME.exec(text) ?? [];
  if (year === '' || !isDate(Number(year), Number(month), Number(day))) return undefined;
  const clockTime = normaliseLocalTime(time);
  if (clockTime === undefined) return undefined;
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}T${clockTime}`;
}

/** A time of day as `HH:mm:ss`; the end of the day stays `24:00:00`. `undefined` for what is no time of day. */
export function normaliseLocalTime(text: string): string | undefined {
  const [, hours = '', minutes = '', seconds = ''] = TIME.exec(text) ?? [];
  if (hours === '' || Number(minutes) > 59 || Number(seconds) > 59) return undefined;
  const padded = `${hours.padStart(2, '0')}:${minutes}:${seconds}`;
  return padded <= '23:59:59' || padded === '24:00:00' ? padded : undefined;
}

function isDate(year: number, month: number, day: number): boolean {
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = month === 2 && isLeap ? 29 : (DAYS_OF_MONTHS[month - 1] ?? 0);
  return 1 <= day && day <= days;
}
