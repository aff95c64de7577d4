import {
  type Adjustment,
  type ComposeContext,
  type Composition,
  type CoveredPermission,
  type EffectiveWindow,
  earliest,
  type GrantState,
  instantFromMs,
  instantToMs,
  type Permission,
  type WaitingPermission,
} from '@acx/core/provider';
import { afterMidnightMs } from '../convert/salto-local-time';
import type { SaltoComposeRules } from './salto-compose-rules';
import { encodingToState, spanToState, stateToEncoding } from './salto-encoded-state';
import type { Span } from './salto-encoding';
import { coveredCount, expectedTimes, nextSteps } from './salto-hand-over';
import { inexact, readWishes } from './salto-read-wishes';
import { chooseRun, type Run, type RunContext } from './salto-run';
import type { JoinedWishes, SaltoWish } from './salto-wish';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/**
 * What the one record of an access level for a zone should say now: one period and one timetable that open exactly what is wanted, for as many
 * upcoming windows as fit; the rest waits for its hand-over. Pure.
 */
export function composeSalto(
  permissions: readonly Permission[],
  context: ComposeContext,
  rules: SaltoComposeRules,
): Composition {
  const nowMs = instantToMs(context.now);
  const { joined, rejected } = readWishes(permissions, nowMs, rules);
  const nextMs = permissions
    .filter(({ key }) => rejected.some(({ permissionKey }) => permissionKey === key))
    .map(({ bufferedWindow }) => instantToMs(bufferedWindow.endsAt));

  const horizonMs = nowMs + rules.horizonDays * DAY_MS;
  const far = joined.filter(({ startMs }) => startMs > horizonMs);
  const waiting: WaitingPermission[] = far.flatMap((span) => {
    const expectedMs = span.startMs - rules.horizonDays * DAY_MS;
    nextMs.push(expectedMs);
    return span.wishes.map((wish) => waitingFor(wish, 'beyond_horizon', expectedMs));
  });

  const runContext: RunContext = {
    timeZone: rules.timeZone,
    nowMs,
    isOrdinary: rules.isOrdinary,
    maximumIntervals: rules.maximumIntervals,
    readyMs: rules.readyMinutes * MINUTE_MS,
    isStrict: rules.isStrict,
    hasExactPeriods: rules.hasExactPeriods,
    held: context.held === undefined ? undefined : stateToEncoding(context.held),
  };
  const near = joined.filter(({ startMs }) => startMs <= horizonMs);
  const { run, spans, refused } = chooseServableRun(near, runContext);
  for (const span of refused) {
    nextMs.push(span.endMs);
    for (const wish of span.wishes)
      rejected.push({ permissionKey: wish.permission.key, error: inexact(wish.permission, rules) });
  }
  if (run === undefined) return { covered: [], waiting, rejected, nextAt: firstOf(nextMs) };

  const count = coveredCount(run);
  const isPatient = count < spans.length;
  const expected = isPatient ? expectedTimes(spans, runContext) : new Map<Span, number>();
  const nextStepMs = isPatient || run.kind !== 'exact' ? nextSteps(spans, run, runContext)[0] : undefined;
  if (nextStepMs !== undefined) nextMs.push(nextStepMs);
  const covered: CoveredPermission[] = [];
  spans.forEach((span, index) => {
    const writtenUntilMs = index < count ? writtenUntil(run, span) : Number.NEGATIVE_INFINITY;
    for (const wish of span.wishes) {
      if (wish.startMs < writtenUntilMs) {
        covered.push(cover(wish, run, writtenUntilMs));
        nextMs.push(wish.endMs);
      } else if (run.kind === 'wait' && index === 0) waiting.push(waitingFor(wish, 'not_exact_yet', run.untilMs));
      else waiting.push(waitingFor(wish, 'grant_occupied', Math.max(nextStepMs ?? nowMs, expected.get(span) ?? nowMs)));
    }
  });
  const owner = { accessLevel: permissions[0]?.subject ?? '', zone: permissions[0]?.place ?? '' };
  const state = recordOf(run, owner, { rules, runContext, context });
  if (state === undefined) return { covered, waiting, rejected, nextAt: firstOf(nextMs) };
  const lapsesMs = Math.max(...covered.flatMap(({ windows }) => windows.map(({ endsAt }) => instantToMs(endsAt))));
  const sweepAt = instantFromMs(afterMidnightMs(rules.timeZone, lapsesMs - 1000, rules.clearingMinutes));
  return { state, lapsesAt: instantFromMs(lapsesMs), sweepAt, covered, waiting, rejected, nextAt: firstOf(nextMs) };
}

/** Leaves out what strictness refuses, from the front, until there is something to serve. */
function chooseServableRun(
  joined: readonly JoinedWishes[],
  context: RunContext,
): { run?: Exclude<Run, { kind: 'refused' }>; spans: readonly JoinedWishes[]; refused: readonly JoinedWishes[] } {
  const refused: JoinedWishes[] = [];
  for (let from = 0; from < joined.length; from += 1) {
    const [first, ...rest] = joined.slice(from);
    if (first === undefined) break;
    const run = chooseRun([first, ...rest], context);
    if (run.kind !== 'refused') return { run, spans: [first, ...rest], refused };
    refused.push(first);
  }
  return { spans: [], refused };
}

/** Until when the record gives the first span, or a later one of an exact run. */
function writtenUntil(run: Run, span: Span): number {
  return run.kind === 'beginning' || run.kind === 'narrowest' ? run.endMs : span.endMs;
}

function cover(wish: SaltoWish, run: Run, writtenUntilMs: number): CoveredPermission {
  const isWhole = wish.endMs <= writtenUntilMs;
  const own: EffectiveWindow = {
    startsAt: instantFromMs(wish.startMs),
    endsAt: instantFromMs(Math.min(wish.endMs, writtenUntilMs)),
    adjustments: isWhole ? wish.adjustments : [...wish.adjustments, 'extended_later'],
  };
  const excess = run.kind === 'narrowest' ? run.excess : [];
  const more = excess.map(({ startMs, endMs, cause }): EffectiveWindow => {
    const adjustments: readonly Adjustment[] = [cause];
    return { startsAt: instantFromMs(startMs), endsAt: instantFromMs(endMs), adjustments };
  });
  return { permissionKey: wish.permission.key, windows: [own, ...more] };
}

function waitingFor(wish: SaltoWish, reason: WaitingPermission['reason'], expectedMs: number): WaitingPermission {
  return { permissionKey: wish.permission.key, reason, expectedAt: instantFromMs(expectedMs) };
}

/** What the record says; nothing while nothing is written. */
function recordOf(
  run: Run,
  owner: { accessLevel: string; zone: string },
  options: { rules: SaltoComposeRules; runContext: RunContext; context: ComposeContext },
): GrantState | undefined {
  if (run.kind === 'wait' || run.kind === 'refused') return undefined;
  if (run.kind === 'period') return spanToState(owner, run.span, options.rules.timeZone);
  // Word for word, because the vendor's order of lines may differ from ours.
  return run.encoding === options.runContext.held ? options.context.held : encodingToState(owner, run.encoding);
}

function firstOf(instantsMs: readonly number[]): string | undefined {
  return earliest(...instantsMs.map(instantFromMs));
}
