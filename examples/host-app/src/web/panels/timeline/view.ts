import { addLocalMinutes, fromLocal, toLocal } from '../../time/local-time';

export type Zoom = 'hour' | 'day' | 'week';

const hour = 60;
const day = 24 * hour;

interface ZoomLevel {
  readonly zoom: Zoom;
  readonly word: string;
  readonly minutes: number;
  /** Distance of the lines, and of those that carry a word. */
  readonly tickMinutes: number;
  readonly wordMinutes: number;
}

export const zooms: readonly ZoomLevel[] = [
  { zoom: 'hour', word: 'Hours', minutes: 6 * hour, tickMinutes: 30, wordMinutes: hour },
  { zoom: 'day', word: 'Day', minutes: day, tickMinutes: hour, wordMinutes: 3 * hour },
  { zoom: 'week', word: 'Week', minutes: 7 * day, tickMinutes: 12 * hour, wordMinutes: day },
];

export interface Tick {
  readonly at: string;
  /** Wall-clock time. */
  readonly local: string;
  readonly hasWord: boolean;
}

/** The stretch of time that is shown. */
export interface View {
  readonly zoom: Zoom;
  readonly from: string;
  readonly to: string;
  readonly ticks: readonly Tick[];
}

/** The view around now, moved by whole widths. A day is a day of the place, also when it has 23 or 25 hours. */
export function viewOf({
  zoom,
  steps,
  now,
  timeZone,
}: {
  readonly zoom: Zoom;
  readonly steps: number;
  readonly now: string;
  readonly timeZone: string;
}): View {
  const level = zooms.find((each) => each.zoom === zoom) ?? zooms[0];
  if (!level) throw new Error('There is no zoom.');
  const local = toLocal(now, timeZone);
  const start =
    zoom === 'hour' ? addLocalMinutes(`${local.slice(0, 13)}:00`, -2 * hour) : `${local.slice(0, 10)}T00:00`;
  const from = addLocalMinutes(start, steps * level.minutes);
  const ticks = Array.from({ length: level.minutes / level.tickMinutes }, (_, index): Tick => {
    const at = addLocalMinutes(from, index * level.tickMinutes);
    return {
      at: fromLocal(at, timeZone),
      local: at,
      hasWord: (index * level.tickMinutes) % level.wordMinutes === 0,
    };
  });
  return {
    zoom,
    from: fromLocal(from, timeZone),
    to: fromLocal(addLocalMinutes(from, level.minutes), timeZone),
    ticks,
  };
}

/** Where an instant lies in the view, in per cent of its width; not below 0, not above 100. */
export function percentOf(instant: string, { from, to }: Pick<View, 'from' | 'to'>): number {
  const start = Date.parse(from);
  const share = (Date.parse(instant) - start) / (Date.parse(to) - start);
  return Math.min(100, Math.max(0, share * 100));
}
