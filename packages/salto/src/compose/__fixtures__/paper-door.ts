import type { GrantState } from '@acx/core/provider';
import { parseSaltoGrantState } from '../../convert/salto-grant-state';

/** Local date and time in a zone, straight from the platform. */
interface WallClock {
  readonly date: string;
  readonly time: string;
  readonly weekday: string;
}

interface Face {
  readonly format: Intl.DateTimeFormat;
  readonly shown: Map<number, WallClock>;
}

const faces = new Map<string, Face>();

function faceOf(timeZone: string): Face {
  const known = faces.get(timeZone);
  if (known !== undefined) return known;
  const digits = { month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit' } as const;
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    hourCycle: 'h23',
    weekday: 'long',
    year: 'numeric',
    ...digits,
  });
  const face = { format, shown: new Map<number, WallClock>() };
  faces.set(timeZone, face);
  return face;
}

/** What the clock on the wall shows, straight from the platform. Remembered, because it is asked millions of times. */
function wallClock(timeZone: string, ms: number): WallClock {
  const { format, shown } = faceOf(timeZone);
  const known = shown.get(ms);
  if (known !== undefined) return known;
  const part = new Map(format.formatToParts(ms).map(({ type, value }) => [type, value]));
  const now = {
    date: `${part.get('year')}-${part.get('month')}-${part.get('day')}`,
    time: `${part.get('hour')}:${part.get('minute')}:${part.get('second')}`,
    weekday: (part.get('weekday') ?? '').toLowerCase(),
  };
  shown.set(ms, now);
  return now;
}

/** A door that holds a state, read as a person would read it, without anything that composing uses. */
export function createPaperDoor(
  state: GrantState | undefined,
  site: { readonly timeZone: string; readonly holidays: ReadonlySet<string> },
): (ms: number) => boolean {
  if (state === undefined) return () => false;
  const { period, intervals } = parseSaltoGrantState(state);
  return (ms) => {
    const { date, time, weekday } = wallClock(site.timeZone, ms);
    const isInPeriod = period.from.includes('T')
      ? period.from <= `${date}T${time}` && `${date}T${time}` < period.to
      : period.from <= date && date <= period.to;
    if (!isInPeriod) return false;
    const dayType = site.holidays.has(date) ? 'holiday' : weekday;
    return intervals.some(({ from, to, days }) => from <= time && time < to && days.some((day) => day === dayType));
  };
}
