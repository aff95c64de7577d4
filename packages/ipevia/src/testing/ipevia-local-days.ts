const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;
const QUARTER_MS = 900_000;

/** The calendar on the wall of the site. */
export interface IpeviaLocalDays {
  /** Days since 1970-01-01 of the local date of an instant. */
  dayAt(atMs: number): number;
  /** The first instant of the local date of an instant. */
  startOfDayMs(atMs: number): number;
}

/** @throws RangeError for an unknown zone. */
export function createIpeviaLocalDays(timeZone: string): IpeviaLocalDays {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    calendar: 'gregory',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    era: 'short',
  });
  const days = new Map<number, number>();
  const ask = (atMs: number): number => {
    const parts = new Map(format.formatToParts(atMs).map(({ type, value }) => [type, value]));
    const year = Number(parts.get('year'));
    const date = new Date(0);
    date.setUTCFullYear(
      parts.get('era') === 'BC' ? 1 - year : year,
      Number(parts.get('month')) - 1,
      Number(parts.get('day')),
    );
    return date.getTime() / DAY_MS;
  };
  // The platform is asked once per quarter hour: midnights fall on quarters in every zone since 1973.
  const dayAt = (atMs: number): number => {
    const quarter = Math.floor(atMs / QUARTER_MS);
    const known = days.get(quarter);
    if (known !== undefined) return known;
    const day = ask(quarter * QUARTER_MS);
    if (days.size > 200_000) days.clear();
    days.set(quarter, day);
    return day;
  };
  return {
    dayAt,
    startOfDayMs(atMs) {
      const day = dayAt(atMs);
      let startMs = Math.floor(atMs / QUARTER_MS) * QUARTER_MS;
      while (dayAt(startMs - HOUR_MS) === day) startMs -= HOUR_MS;
      while (dayAt(startMs - QUARTER_MS) === day) startMs -= QUARTER_MS;
      return startMs;
    },
  };
}
