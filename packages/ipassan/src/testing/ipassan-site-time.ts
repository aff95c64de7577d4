const MINUTE_MS = 60_000;
const TIME_PATTERN = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,3}))?(?:Z|([+-])(\d{2}):(\d{2}))$/;

/**
 * Milliseconds of an ISO 8601 time with offset (assumed format), or nothing when it is not one: a time without offset, a 30th of February
 * or an offset beyond 14 hours is no time.
 */
export function parseIpassanTime(text: string): number | undefined {
  const match = TIME_PATTERN.exec(text);
  if (match === null) return undefined;
  const [
    ,
    year,
    month,
    day,
    hour,
    minute,
    second,
    fraction = '',
    sign = '+',
    offsetHours = '00',
    offsetMinutes = '00',
  ] = match;
  const wallMs = Date.UTC(
    Number(year),
    Number(month) - 1,
    Number(day),
    Number(hour),
    Number(minute),
    Number(second),
    Number(fraction.padEnd(3, '0')),
  );
  const isRealTime = new Date(wallMs).toISOString().startsWith(`${year}-${month}-${day}T${hour}:${minute}:${second}`);
  const offset = Number(offsetHours) * 60 + Number(offsetMinutes);
  if (!isRealTime || Number(offsetMinutes) > 59 || offset > 14 * 60) return undefined;
  return wallMs - (sign === '-' ? -offset : offset) * MINUTE_MS;
}

/** What a clock on the site's wall shows, for example `2026-07-01T10:15:00`. */
export function toSiteWallTime(atMs: number, timeZone: string): string {
  const parts: Record<string, string> = {};
  for (const { type, value } of wallClock(timeZone).formatToParts(atMs)) parts[type] = value;
  return `${parts['year']?.padStart(4, '0')}-${parts['month']}-${parts['day']}T${parts['hour']}:${parts['minute']}:${parts['second']}`;
}

/** ISO 8601 with the site's offset at that instant. */
export function formatSiteTime(atMs: number, timeZone: string): string {
  const wall = toSiteWallTime(atMs, timeZone);
  const offset = Math.round((Date.parse(`${wall}Z`) - atMs) / MINUTE_MS);
  const hours = String(Math.trunc(Math.abs(offset) / 60)).padStart(2, '0');
  const minutes = String(Math.abs(offset) % 60).padStart(2, '0');
  return `${wall}${offset < 0 ? '-' : '+'}${hours}:${minutes}`;
}

/** ISO 8601 in UTC, without fractions of a second. */
export function formatUtcTime(atMs: number): string {
  return new Date(atMs).toISOString().replace(/\.\d{3}Z$/, 'Z');
}

/** Whether the wall clock, counted in slots from local midnight, stands exactly on a slot. */
export function isOnSlot(atMs: number, timeZone: string, slotMinutes: number): boolean {
  if (atMs % MINUTE_MS !== 0) return false;
  const wall = toSiteWallTime(atMs, timeZone);
  return (Number(wall.slice(11, 13)) * 60 + Number(wall.slice(14, 16))) % slotMinutes === 0;
}

const wallClocks = new Map<string, Intl.DateTimeFormat>();

function wallClock(timeZone: string): Intl.DateTimeFormat {
  let format = wallClocks.get(timeZone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-GB', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    });
    wallClocks.set(timeZone, format);
  }
  return format;
}
