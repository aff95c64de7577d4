import type { CallLimit } from '../model/call-limit';

/** So much of a limit is used: calls that leave evenly arrive a little closer together, and what counts them rounds. */
const SHARE_USED = 0.97;
/** Processes of a large host, each with a turn ahead. */
const TURNS_AHEAD = 100;
const SHORTEST_LOOK_AHEAD_MS = 60_000;
/** So much is asked for in one go: what is not used of it is lost. */
const ASKED_AT_ONCE_MS = 100;

/** Times since the epoch have so much of it. */
const ROUNDING_MS = 0.001;

/** A limit as times. */
interface TurnTiming {
  /** From one turn to the next. */
  readonly intervalMs: number;
  /** How far turns may be drawn forward after a silence. */
  readonly burstMs: number;
  /** Turns are never given out further ahead: whoever finds that has a clock that was set back. */
  readonly farthestMs: number;
}

/** The times by which turns are given out: a little slower than the limit. */
export function turnTiming({ perSecond, burst = 1 }: CallLimit): TurnTiming {
  const intervalMs = 1_000 / (perSecond * SHARE_USED);
  const burstMs = (burst - 1) * intervalMs;
  return { intervalMs, burstMs, farthestMs: burstMs + Math.max(TURNS_AHEAD * intervalMs, SHORTEST_LOOK_AHEAD_MS) };
}

/**
 * Gives out the next turns of an installation (generic cell rate algorithm). In any span of time no more of them come than the burst and what the
 * limit allows for the span.
 * @param options.paidUntilMs What the turns before have left; nothing before the first one.
 * @returns `firstInMs`: when the first one comes, from `nowMs`; 0 or less is at once.
 */
export function giveTurns(options: {
  paidUntilMs: number | undefined;
  nowMs: number;
  timing: TurnTiming;
  count: number;
}): { paidUntilMs: number; firstInMs: number } {
  const { paidUntilMs = Number.NEGATIVE_INFINITY, nowMs, timing, count } = options;
  const { intervalMs, burstMs, farthestMs } = timing;
  // Nobody knows what was used before the clock was set back.
  const fromMs = paidUntilMs > nowMs + farthestMs ? nowMs + burstMs : Math.max(paidUntilMs, nowMs);
  return { paidUntilMs: fromMs + count * intervalMs, firstInMs: fromMs - burstMs - nowMs };
}

/** How long to wait for each of the turns, in whole milliseconds, never too short. */
export function turnWaits(options: { firstInMs: number; timing: TurnTiming; count: number }): number[] {
  const { firstInMs, timing, count } = options;
  const waitMs = (index: number): number => Math.ceil(firstInMs + index * timing.intervalMs - ROUNDING_MS);
  return Array.from({ length: count }, (_, index) => Math.max(0, waitMs(index)));
}

/** How many turns to ask for when so many calls wait. */
export function turnsAtOnce({ perSecond }: CallLimit, waiting: number): number {
  return Math.max(1, Math.min(waiting, Math.floor((perSecond * ASKED_AT_ONCE_MS) / 1_000)));
}
