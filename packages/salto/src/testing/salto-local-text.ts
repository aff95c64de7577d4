const DATE_TIME = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}:\d{2})$/;
const OWN_DATE_TIME = /^(\d{4})-(\d{1,2})-(\d{1,2})T(\d{2}:\d{2}:\d{2})$/;
const TIME = /^(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d$/;

/** The end of a day, as Space writes it in date-times (known). */
export const END_OF_DAY_24 = '24:00:00';

/** `HH:mm:ss` from 00:00:00 to 23:59:59. */
export function isTimeOfDay(text: string): boolean {
  return TIME.test(text);
}

/** `yyyy-MM-dd`, of a day that exists. */
export function isLocalDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const atMs = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(atMs) && new Date(atMs).toISOString().startsWith(text);
}

/** `yyyy-MM-ddTHH:mm:ss`, padded, of a day that exists. */
export function isLocalDateTime(text: string): boolean {
  const [, date = '', time = ''] = DATE_TIME.exec(text) ?? [];
  return isLocalDate(date) && isTimeOfDay(time);
}

/** The same with what Space writes itself: unpadded months and days, `T24:00:00`. Padded in the answer; nothing for what is neither. */
export function parseOwnDateTime(text: string): string | undefined {
  const [, year = '', month = '', day = '', time = ''] = OWN_DATE_TIME.exec(text) ?? [];
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isLocalDate(date) && (isTimeOfDay(time) || time === END_OF_DAY_24) ? `${date}T${time}` : undefined;
}

/** Months and days without a leading zero, as Space has been seen to write them (known). */
export function unpadDate(dateTime: string): string {
  return dateTime.replace(/-0(\d)/g, '-$1');
}
