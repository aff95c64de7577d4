import type { SimulatedDayType } from './salto-records';

/** What a clock on the wall of the site shows. */
export interface SaltoLocalTime {
  /** `yyyy-MM-dd` */
  readonly date: string;
  /** `HH:mm:ss`, whole seconds. */
  readonly time: string;
  /** Of the seven weekdays. */
  readonly weekday: SimulatedDayType;
}

const DAY_MS = 86_400_000;
const QUARTER_MS = 15 * 60_000;
/** Remembered per zone before everything is forgotten: five years of quarter hours. */
const MOST_QUARTERS = 200_000;

// 1970-01-01 was a Thursday.
const weekdays = ['thursday', 'friday', 'saturday', 'sunday', 'monday', 'tuesday', 'wednesday'] as const;
const clocks = new Map<string, (atMs: number) => SaltoLocalTime>();
const dates = new Map<number, string>();

/**
 * Local time of a zone, quickly: the platform is asked once per quarter hour of UTC. No zone has changed its clock between two of them since 1973.
 * @throws RangeError for an unknown zone.
 */
export function saltoLocalTimeOf(timeZone: string): (atMs: number) => SaltoLocalTime {
  let clock = clocks.get(timeZone);
  if (clock === undefined) {
    clock = createLocalTime(timeZone);
    clocks.set(timeZone, clock);
  }
  return clock;
}

function createLocalTime(timeZone: string): (atMs: number) => SaltoLocalTime {
  const format = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' });
  const offsets = new Map<number, number>();
  const offsetMsAt = (atMs: number): number => {
    const quarter = Math.floor(atMs / QUARTER_MS);
    let offsetMs = offsets.get(quarter);
    if (offsetMs === undefined) {
      offsetMs = askOffsetMs(format, quarter * QUARTER_MS);
      if (offsets.size >= MOST_QUARTERS) offsets.clear();
      offsets.set(quarter, offsetMs);
    }
    return offsetMs;
  };
  return (atMs) => {
    const localMs = atMs + offsetMsAt(atMs);
    const day = Math.floor(localMs / DAY_MS);
    const second = Math.floor((localMs - day * DAY_MS) / 1000);
    const weekday = weekdays[((day % 7) + 7) % 7] ?? 'thursday';
    return { date: dateOf(day), time: timeOf(second), weekday };
  };
}

/** Reads `GMT+05:30`, `GMT-00:44:30` or `GMT`. */
function askOffsetMs(format: Intl.DateTimeFormat, atMs: number): number {
  const name = format.formatToParts(atMs).find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const match = /^GMT(?:([+-])(\d{2}):(\d{2})(?::(\d{2}))?)?$/.exec(name);
  if (match === null) throw new RangeError(`The platform gave no offset but ${name}.`);
  const [, sign, hours = 0, minutes = 0, seconds = 0] = match;
  const offsetMs = ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000;
  return sign === '-' ? -offsetMs : offsetMs;
}

function dateOf(day: number): string {
  let date = dates.get(day);
  if (date === undefined) {
    date = new Date(day * DAY_MS).toISOString().slice(0, 10);
    dates.set(day, date);
  }
  return date;
}

const twoDigits = Array.from({ length: 60 }, (_, value) => String(value).padStart(2, '0'));

function timeOf(second: number): string {
  const hours = twoDigits[Math.floor(second / 3600)];
  const minutes = twoDigits[Math.floor(second / 60) % 60];
  return `${hours}:${minutes}:${twoDigits[second % 60]}`;
}
