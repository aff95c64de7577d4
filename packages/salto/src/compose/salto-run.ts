import { piecesOfDays, SECONDS_PER_DAY } from '../convert/salto-local-time';
import {
  type Encoding,
  type EncodingContext,
  type Excess,
  intervalsOf,
  reviewEncoding,
  type Span,
  wantedPieces,
} from './salto-encoding';
import { createGrowingEncoding, encode } from './salto-growing-encoding';

/** What choosing a run goes by. */
export interface RunContext extends EncodingContext {
  /** Most lines of a timetable. */
  readonly maximumIntervals: number;
  /** A right that would open too early may wait until so long before its start. */
  readonly readyMs: number;
  /** Refuses what cannot be exact, instead of the narrowest that serves. */
  readonly isStrict: boolean;
  /** Period bounds are local instants that Space enforces to the second. */
  readonly hasExactPeriods: boolean;
  /** What the vendor holds, where it is an encoding. */
  readonly held?: Encoding;
}

/** What of the upcoming spans one record can hold now. The spans are in order, do not touch, and none is over. */
export type Run =
  /** The first `count` spans, exactly. */
  | { readonly kind: 'exact'; readonly encoding: Encoding; readonly count: number }
  /** The first span, as one period without a timetable. */
  | { readonly kind: 'period'; readonly span: Span }
  /** The beginning of the first span, exactly; the rest can be added a day or more before it is needed. */
  | { readonly kind: 'beginning'; readonly encoding: Encoding; readonly endMs: number }
  /** The first span, or a week of it, and named stretches that nobody wants. */
  | {
      readonly kind: 'narrowest';
      readonly encoding: Encoding;
      readonly endMs: number;
      readonly excess: readonly Excess[];
    }
  /** Nothing yet: written now, the first span would open too early; from `untilMs` on it does not. */
  | { readonly kind: 'wait'; readonly untilMs: number }
  /** The first span can never be exact, and strictness asks for that. */
  | { readonly kind: 'refused' };

const DAYS_PER_WEEK = 7;

/** The longest run of upcoming spans that one record opens exactly; else the best that can be done for the first. Pure. */
export function chooseRun(spans: readonly [Span, ...Span[]], context: RunContext): Run {
  const exact = longestExactRun(spans, context);
  if (exact !== undefined) return exact;
  const [first] = spans;
  return periodOf(first, context) ?? beginningOf(first, context) ?? narrowestOf(first, context);
}

function longestExactRun(spans: readonly Span[], context: RunContext): Run | undefined {
  const { held, maximumIntervals } = context;
  const growing = createGrowingEncoding(context);
  let longest: { encoding: Encoding; count: number } | undefined;
  for (const [index, span] of spans.entries()) {
    growing.add(span);
    if (growing.isExact(maximumIntervals)) longest = { encoding: growing.current(), count: index + 1 };
    // A later span can only mend what is wrong on the last date, by asking there for what another date has already.
    else if (growing.isOverfull(maximumIntervals) || firstDayOf(spans[index + 1], context) !== growing.lastDay) break;
  }
  if (longest === undefined) return undefined;
  const run = spans.slice(0, longest.count);
  const isKept = held !== undefined && isExact(held, run, context);
  return { kind: 'exact', encoding: isKept ? held : longest.encoding, count: longest.count };
}

function isExact(encoding: Encoding, spans: readonly Span[], context: RunContext): boolean {
  if (intervalsOf(encoding).length > context.maximumIntervals) return false;
  const { isServing, excess } = reviewEncoding(encoding, spans, context);
  return isServing && excess.length === 0;
}

function firstDayOf(span: Span | undefined, context: RunContext): number | undefined {
  return span === undefined ? undefined : wantedPieces([span], context)[0]?.day;
}

/** Exact whatever the calendar says, except where a clock change makes local instants ambiguous. */
function periodOf(span: Span, context: RunContext): Run | undefined {
  if (!context.hasExactPeriods) return undefined;
  const days = wantedPieces([span], { ...context, nowMs: span.startMs }).map(({ day }) => day);
  const around = piecesOfDays(context.timeZone, Math.min(...days), Math.max(...days));
  const offsets = new Set(around.map(({ day, from, startMs }) => startMs - (day * SECONDS_PER_DAY + from) * 1000));
  return offsets.size === 1 ? { kind: 'period', span } : undefined;
}

/**
 * At least the first two dates: the rest is looked at again when the first of them is over. In strict mode only where that will go on to the end,
 * because nobody may be put out in the middle.
 */
function beginningOf(span: Span, context: RunContext): Run | undefined {
  const beginning = longestBeginning(span, context, 2);
  return beginning === undefined || (context.isStrict && !canGoOn(span, context)) ? undefined : beginning;
}

function longestBeginning(span: Span, context: RunContext, fewestDates: number): Run | undefined {
  const growing = createGrowingEncoding(context);
  const pieces = wantedPieces([span], context);
  let longest: Run | undefined;
  let dates = 0;
  for (const [index, piece] of pieces.entries()) {
    growing.add(piece);
    const next = pieces[index + 1];
    if (next === undefined || next.day === piece.day) continue;
    dates += 1;
    if (dates >= fewestDates && growing.isExact(context.maximumIntervals))
      longest = { kind: 'beginning', encoding: growing.current(), endMs: piece.endMs };
  }
  return longest;
}

/** Played forward from midnight to midnight: is there an exact record with a day in hand until the last one holds the rest? */
function canGoOn(span: Span, context: RunContext): boolean {
  for (const nowMs of dayEnds(span, context)) {
    const then = { ...context, nowMs };
    const rest = wantedPieces([span], then);
    if (rest.length === 0 || isExact(encode([span], then), [span], then)) return true;
    if (longestBeginning(span, then, 2) === undefined) return false;
  }
  return true;
}

function narrowestOf(span: Span, context: RunContext): Run {
  const { nowMs, readyMs, isStrict } = context;
  // Within a week no weekday comes twice, so only the special day types can open on a wrong date.
  const endMs = dayEnds(span, context)[DAYS_PER_WEEK - 1] ?? span.endMs;
  const week = [{ startMs: span.startMs, endMs }];
  const encoding = encode(week, context);
  const { excess } = reviewEncoding(encoding, week, context);
  const early = excess.map((stretch) => stretch.endMs).filter((at) => at > nowMs && at <= span.startMs - readyMs);
  if (early.length > 0) {
    const untilMs = Math.max(...early);
    if (!isStrict || excess.every((stretch) => stretch.endMs <= untilMs)) return { kind: 'wait', untilMs };
  }
  if (!isStrict) return { kind: 'narrowest', encoding, endMs, excess };
  // Somebody who is inside already is not put out: then from midnight to midnight, without a day in hand.
  return (isInside(span, context) ? longestBeginning(span, context, 1) : undefined) ?? { kind: 'refused' };
}

/** When each of the span's dates that are not over ends, in order. */
function dayEnds(span: Span, context: RunContext): number[] {
  const ends = new Map<number, number>();
  for (const { day, endMs } of wantedPieces([span], context)) ends.set(day, endMs);
  return [...ends.values()];
}

/** The record that is held gives this span right now. */
function isInside({ startMs }: Span, context: RunContext): boolean {
  const { held, nowMs } = context;
  if (held === undefined || startMs > nowMs) return false;
  return reviewEncoding(held, [{ startMs, endMs: nowMs + 1000 }], context).isServing;
}
