const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  let format = formats.get(timeZone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    formats.set(timeZone, format);
  }
  return format;
}

/** True for an IANA time zone name that this machine knows. */
export function isTimeZone(timeZone: string): boolean {
  // Newer machines also take bare offsets such as `+01:00`: no zone of a place, and unknown to older ones.
  if (!/^[A-Za-z]/.test(timeZone)) return false;
  try {
    formatOf(timeZone);
    return true;
  } catch {
    return false;
  }
}

const DAY_MS = 86_400_000;

/** Days kept before everything is forgotten: some years of bookings in a few hundred zones. */
const MOST_DAYS = 20_000;

/** Offset of a whole UTC day by zone and day; NaN for a day on which the clock is changed. */
const offsetByDay = new Map<string, number>();

/**
 * Local time minus UTC in a zone at an instant, in milliseconds: `3600000` for `Europe/Paris` in winter. Remembered per zone and day, because asking
 * the platform takes longer than all the rest of composing; no zone changes its clock and changes it back within one day.
 * @throws RangeError for an unknown zone.
 */
export function utcOffsetMs(timeZone: string, instantMs: number): number {
  if (timeZone === 'UTC') return 0;
  const day = Math.floor(instantMs / DAY_MS);
  const key = `${timeZone} ${day}`;
  let offset = offsetByDay.get(key);
  if (offset === undefined) {
    const atStart = askOffsetMs(timeZone, day * DAY_MS);
    offset = askOffsetMs(timeZone, (day + 1) * DAY_MS) === atStart ? atStart : Number.NaN;
    if (offsetByDay.size >= MOST_DAYS) offsetByDay.clear();
    offsetByDay.set(key, offset);
  }
  return Number.isNaN(offset) ? askOffsetMs(timeZone, instantMs) : offset;
}

function askOffsetMs(timeZone: string, instantMs: number): number {
  const field: Record<string, number> = {};
  for (const part of formatOf(timeZone).formatToParts(instantMs)) field[part.type] = Number(part.value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = field;
  const wholeSecondMs = Math.floor(instantMs / 1000) * 1000;
  return Date.UTC(year, month - 1, day, hour, minute, second) - wholeSecondMs;
}
