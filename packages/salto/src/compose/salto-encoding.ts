import { type IsOrdinaryDay, possibleDayTypes } from '../convert/salto-day-type';
import { type LocalPiece, localPieces, piecesOfDay } from '../convert/salto-local-time';
import { type SaltoDay, saltoDays } from '../wire/salto-day';
import { intersectRanges, mergeRanges, type Range, subtractRanges } from './salto-ranges';

/** A stretch of time in milliseconds since the epoch, `[startMs, endMs)`, whole seconds. */
export interface Span {
  readonly startMs: number;
  readonly endMs: number;
}

/** One period and one timetable: what a Salto record can say. */
export interface Encoding {
  /** Days of the period from 1970-01-01, both inclusive. */
  readonly firstDay: number;
  readonly lastDay: number;
  /** When it opens on a day of each type. A type that is not named never opens. */
  readonly opens: ReadonlyMap<SaltoDay, readonly Range[]>;
}

/** A stretch in which an encoding may open although nobody wants it. */
export interface Excess extends Span {
  /** `repeated_hour`: the equal hour of an autumn night is wanted. `special_day`: the time is wanted on another day that may be of the same type. */
  readonly cause: 'repeated_hour' | 'special_day';
}

/** Where and when an encoding is looked at. */
export interface EncodingContext {
  readonly timeZone: string;
  readonly nowMs: number;
  readonly isOrdinary: IsOrdinaryDay;
}

/** The stretches of local dates that are wanted and not yet over. */
export function wantedPieces(spans: readonly Span[], { timeZone, nowMs }: EncodingContext): LocalPiece[] {
  return spans
    .flatMap(({ startMs, endMs }) => localPieces(timeZone, startMs, endMs))
    .filter(({ endMs }) => endMs > nowMs);
}

/** What an encoding does from now on, compared with what is wanted. */
export interface EncodingReview {
  /** Everything that is wanted opens, whatever Space's calendar says. */
  readonly isServing: boolean;
  readonly excess: readonly Excess[];
}

/** Compares every moment from now to the end of the encoding's period, on every day type that a date may have. */
export function reviewEncoding(encoding: Encoding, spans: readonly Span[], context: EncodingContext): EncodingReview {
  const { firstDay, lastDay, opens } = encoding;
  const wantedByDay = new Map<number, LocalPiece[]>();
  for (const piece of wantedPieces(spans, context)) {
    const ofDay = wantedByDay.get(piece.day);
    if (ofDay === undefined) wantedByDay.set(piece.day, [piece]);
    else ofDay.push(piece);
  }
  let isServing = [...wantedByDay.keys()].every((day) => firstDay <= day && day <= lastDay);
  const excess: Excess[] = [];
  for (let day = firstDay; day <= lastDay; day += 1) {
    const review = reviewDay({ day, opens, wanted: wantedByDay.get(day) ?? [] }, context);
    isServing &&= review.isServing;
    excess.push(...review.excess);
  }
  return { isServing, excess };
}

/** The same for one date. */
export function reviewDay(
  question: { day: number; opens: Encoding['opens']; wanted: readonly LocalPiece[] },
  { timeZone, nowMs, isOrdinary }: EncodingContext,
): EncodingReview {
  const { day, opens, wanted: ofDay } = question;
  let isServing = true;
  const excess: Excess[] = [];
  for (const piece of piecesOfDay(timeZone, day)) {
    if (piece.endMs <= nowMs) continue;
    const toCome = { from: piece.from + Math.max(0, Math.ceil((nowMs - piece.startMs) / 1000)), to: piece.to };
    const wanted = ofDay
      .filter(({ startMs, endMs }) => startMs >= piece.startMs && endMs <= piece.endMs)
      .flatMap((range) => intersectRanges([range], toCome));
    const tooMuch: Range[] = [];
    for (const type of possibleDayTypes(day, isOrdinary)) {
      const opened = intersectRanges(opens.get(type) ?? [], toCome);
      if (subtractRanges(wanted, opened).length > 0) isServing = false;
      tooMuch.push(...subtractRanges(opened, wanted));
    }
    for (const { from, to } of mergeRanges(tooMuch)) {
      const startMs = piece.startMs + (from - piece.from) * 1000;
      const isOfEqualHour = ofDay.some((range) => intersectRanges([range], { from, to }).length > 0);
      const cause = isOfEqualHour ? 'repeated_hour' : 'special_day';
      excess.push({ startMs, endMs: startMs + (to - from) * 1000, cause });
    }
  }
  return { isServing, excess };
}

/** One line of a timetable: the same time on several day types. */
export interface EncodedInterval extends Range {
  readonly days: readonly SaltoDay[];
}

/** The lines of the timetable: equal times share a line. In order of time. */
export function intervalsOf({ opens }: Encoding): EncodedInterval[] {
  const byRange = new Map<string, { range: Range; days: SaltoDay[] }>();
  for (const type of saltoDays)
    for (const range of opens.get(type) ?? []) {
      const key = `${range.from}-${range.to}`;
      const line = byRange.get(key) ?? { range, days: [] };
      line.days.push(type);
      byRange.set(key, line);
    }
  return [...byRange.values()]
    .map(({ range: { from, to }, days }) => ({ from, to, days }))
    .sort((a, b) => a.from - b.from || a.to - b.to);
}
