import { type Span, wantedPieces } from './salto-encoding';
import { chooseRun, type Run, type RunContext } from './salto-run';

/** Longest look ahead, in hand-overs; what comes after is expected when its predecessor ends. */
const MOST_STEPS = 8;

/** Number of leading spans of which a run holds at least the beginning. */
export function coveredCount(run: Run): number {
  if (run.kind === 'exact') return run.count;
  return run.kind === 'wait' || run.kind === 'refused' ? 0 : 1;
}

/**
 * Instants after now at which the answer may differ: the ends of what is covered, and the midnights and clock changes in it, because what is past
 * no longer stands in the way of anything.
 */
export function nextSteps(spans: readonly Span[], run: Run, context: RunContext): number[] {
  if (run.kind === 'wait') return [run.untilMs];
  const covered = spans.slice(0, coveredCount(run));
  const ends = wantedPieces(covered, context).map(({ endMs }) => endMs);
  return [...new Set(ends)].filter((endMs) => endMs > context.nowMs).sort((a, b) => a - b);
}

/** When each span is expected to be written, played forward hand-over by hand-over; `now` for those that are covered at once. */
export function expectedTimes(spans: readonly Span[], context: RunContext): Map<Span, number> {
  const expected = new Map<Span, number>();
  let nowMs = context.nowMs;
  let left: readonly Span[] = spans;
  for (let step = 0; step < MOST_STEPS; step += 1) {
    left = left.filter(({ endMs }) => endMs > nowMs);
    const [first, ...rest] = left;
    if (first === undefined) break;
    const present = { ...context, nowMs, held: undefined };
    const run = chooseRun([first, ...rest], present);
    if (run.kind === 'refused') {
      left = rest;
      continue;
    }
    for (const span of left.slice(0, coveredCount(run))) if (!expected.has(span)) expected.set(span, nowMs);
    if (left.every((span) => expected.has(span))) break;
    nowMs = nextSteps(left, run, present)[0] ?? first.endMs;
  }
  spans.forEach((span, index) => {
    if (!expected.has(span)) expected.set(span, spans[index - 1]?.endMs ?? span.startMs);
  });
  return expected;
}
