import { type RetryTiming, retryAtMs, retryDelayMs } from './retry-delay';

/** Tries again cost a token; ten successes earn one. So tries again stay near a tenth of all calls. */
const LARGEST_BUDGET = 10;
const SUCCESSES_PER_TOKEN = 10;

/** How fast one installation may be worked on right now. */
export interface ProviderPace {
  readonly tokens: number;
  /** Failures in a row that were the installation's own: no answer, overload, refused credentials. */
  readonly failures: number;
  readonly pausedUntilMs: number;
  /** Until when the vendor itself has asked for a pause. */
  readonly askedUntilMs: number;
  /** When the latest failure that counted was seen. */
  readonly failedAtMs: number;
}

/** A healthy installation. */
export const freshPace: ProviderPace = {
  tokens: LARGEST_BUDGET,
  failures: 0,
  pausedUntilMs: 0,
  askedUntilMs: 0,
  failedAtMs: Number.NEGATIVE_INFINITY,
};

/** After an answer that shows the installation works. A pause stays: the call may have been sent before the installation asked for it. */
export function paceAfterSuccess(pace: ProviderPace): ProviderPace {
  // Counted in whole successes, so that nothing is lost in rounding.
  const successes = Math.round(pace.tokens * SUCCESSES_PER_TOKEN) + 1;
  return { ...pace, tokens: Math.min(LARGEST_BUDGET, successes / SUCCESSES_PER_TOKEN), failures: 0 };
}

/**
 * After a failure of the installation itself: nothing is sent until the pause is over. The pause ends at the latest when somebody is due at a
 * door (`startsAtMs`). Calls that were already on their way when the trouble began (`sentAtMs`) belong to the same trouble and do not lengthen it.
 */
export function paceAfterOutage(
  pace: ProviderPace,
  options: {
    nowMs: number;
    sentAtMs?: number;
    random: number;
    retryAfterMs?: number;
    startsAtMs?: number;
    timing: RetryTiming;
  },
): ProviderPace {
  const { nowMs, sentAtMs = Number.POSITIVE_INFINITY, retryAfterMs = 0 } = options;
  const askedUntilMs = Math.max(pace.askedUntilMs, nowMs + retryAfterMs);
  const isSameTrouble = nowMs < pace.pausedUntilMs && sentAtMs <= pace.failedAtMs;
  if (isSameTrouble) return { ...pace, askedUntilMs, pausedUntilMs: Math.max(pace.pausedUntilMs, askedUntilMs) };
  const failures = pace.failures + 1;
  const pausedUntilMs = retryAtMs({ ...options, delayMs: retryDelayMs({ ...options, failures }) });
  return {
    tokens: pace.tokens,
    failures,
    pausedUntilMs: Math.max(pace.pausedUntilMs, pausedUntilMs),
    askedUntilMs,
    failedAtMs: nowMs,
  };
}

/** Ends a pause early, because somebody stands at a door; a pause that the vendor asked for is kept. */
export function paceForProbe(pace: ProviderPace, nowMs: number): ProviderPace {
  return { ...pace, pausedUntilMs: Math.min(pace.pausedUntilMs, Math.max(nowMs, pace.askedUntilMs)) };
}

/** Takes one token for a try again; `undefined` when the budget is used up. */
export function spendRetry(pace: ProviderPace): ProviderPace | undefined {
  return pace.tokens < 1 ? undefined : { ...pace, tokens: pace.tokens - 1 };
}

/** How many lanes may be worked on at once: none during a pause, one to find out whether it is back, else as many as it can take. */
export function lanesAllowed(pace: ProviderPace, options: { nowMs: number; concurrentLanes: number }): number {
  if (options.nowMs < pace.pausedUntilMs) return 0;
  return pace.failures > 0 ? 1 : options.concurrentLanes;
}
