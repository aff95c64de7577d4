import { possibleDayTypes } from '../convert/salto-day-type';
import type { LocalPiece } from '../convert/salto-local-time';
import { type SaltoDay, saltoDays } from '../wire/salto-day';
import { type Encoding, type EncodingContext, intervalsOf, reviewDay, type Span, wantedPieces } from './salto-encoding';
import { mergeRanges, type Range } from './salto-ranges';

/**
 * An encoding that takes one more span at a time and knows whether it is exact. Of what was looked at before, only those dates are looked at again
 * for which something has changed: so a run of hundreds of bookings costs milliseconds.
 */
export interface GrowingEncoding {
  /** In order of time. */
  add(span: Span): void;
  isExact(maximumIntervals: number): boolean;
  /** The last date asks for more lines than a timetable has, and later spans can only ask for more. */
  isOverfull(maximumIntervals: number): boolean;
  /** Absent before the first span. */
  readonly lastDay: number | undefined;
  current(): Encoding;
}

/** One that says nothing yet. */
export function createGrowingEncoding(context: EncodingContext): GrowingEncoding {
  const opens = new Map<SaltoDay, readonly Range[]>();
  const wantedByDay = new Map<number, LocalPiece[]>();
  const inexactDays = new Set<number>();
  let firstDay: number | undefined;
  let lastDay: number | undefined;

  const current = (): Encoding => {
    if (firstDay === undefined || lastDay === undefined) throw new RangeError('An encoding needs a span.');
    if (firstDay < lastDay) return { firstDay, lastDay, opens: new Map(opens) };
    const all = mergeRanges(wantedByDay.get(firstDay) ?? []);
    return { firstDay, lastDay, opens: new Map(saltoDays.map((type) => [type, all])) };
  };
  const typesOf = (day: number): readonly SaltoDay[] => possibleDayTypes(day, context.isOrdinary);

  return {
    add(span) {
      const touched = new Set<number>();
      const changed = new Set<SaltoDay>();
      for (const piece of wantedPieces([span], context)) {
        const { day } = piece;
        const ofDay = wantedByDay.get(day);
        if (ofDay === undefined) wantedByDay.set(day, [piece]);
        else ofDay.push(piece);
        // Also the dates in between, on which nobody wants anything.
        for (let next = lastDay === undefined ? day : lastDay + 1; next <= day; next += 1) touched.add(next);
        touched.add(day);
        firstDay = Math.min(firstDay ?? day, day);
        lastDay = Math.max(lastDay ?? day, day);
        for (const type of typesOf(day)) {
          const before = opens.get(type) ?? [];
          const after = mergeRanges([...before, piece]);
          if (isSame(before, after)) continue;
          opens.set(type, after);
          changed.add(type);
        }
      }
      if (firstDay === undefined || lastDay === undefined) return;
      if (changed.size > 0)
        for (let day = firstDay; day <= lastDay; day += 1)
          if (typesOf(day).some((type) => changed.has(type))) touched.add(day);
      for (const day of touched) {
        const { excess } = reviewDay({ day, opens, wanted: wantedByDay.get(day) ?? [] }, context);
        if (excess.length > 0) inexactDays.add(day);
        else inexactDays.delete(day);
      }
    },
    isExact: (maximumIntervals) =>
      firstDay !== undefined && inexactDays.size === 0 && intervalsOf(current()).length <= maximumIntervals,
    isOverfull: (maximumIntervals) =>
      mergeRanges(wantedByDay.get(lastDay ?? Number.NaN) ?? []).length > maximumIntervals,
    get lastDay() {
      return lastDay;
    },
    current,
  };
}

/**
 * The least that serves everybody: on every day type, whatever is wanted on some day of the period that may be of that type. On a single date all
 * ten types are named, so that no entry in Space's calendar locks anybody out.
 */
export function encode(spans: readonly Span[], context: EncodingContext): Encoding {
  const growing = createGrowingEncoding(context);
  for (const span of spans) growing.add(span);
  return growing.current();
}

function isSame(a: readonly Range[], b: readonly Range[]): boolean {
  return a.length === b.length && a.every(({ from, to }, index) => from === b[index]?.from && to === b[index]?.to);
}
