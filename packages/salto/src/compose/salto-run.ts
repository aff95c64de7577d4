import { piecesOfDays, SECONDS_PER_DAY } from '../convert/salto-local-time';
import {
  type Encoding,
  type EncodingContext,
  type Excess,
  encode,
  intervalsOf,
  reviewEncoding,
  type Span,
  wantedPieces,
} from './salto-encoding';

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
  const { held } = context;
  let longest: { encoding: Encoding; count: number } | undefined;
  for (let count = 1; count <= spans.length; count += 1) {
    const run = spans.slice(0, count);
    const encoding = encode(run, context);
    if (isExact(encoding, run, context)) longest = { encoding, count };
    // A later span can only mend what is wrong on the last date, by asking there for what another date has already.
    else if (firstDayOf(spans[count], context) !== encoding.lastDay) break;
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

/** At least the first two dates: the rest is looked at again when the first of them is over. */
function beginningOf(span: Span, context: RunContext): Run | undefined {
  const ends = dayEnds(span, context);
  for (let last = ends.length - 2; last >= 1; last -= 1) {
    const endMs = ends[last] ?? span.endMs;
    const beginning = [{ startMs: span.startMs, endMs }];
    const encoding = encode(beginning, context);
    if (isExact(encoding, beginning, context)) return { kind: 'beginning', encoding, endMs };
  }
  return undefined;
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
  return isStrict ? { kind: 'refused' } : { kind: 'narrowest', encoding, endMs, excess };
}

/** When each of the span's dates that are not over ends, in order. */
function dayEnds(span: Span, context: RunContext): number[] {
  const ends = new Map<number, number>();
  for (const { day, endMs } of wantedPieces([span], context)) ends.set(day, endMs);
  return [...ends.values()];
}
