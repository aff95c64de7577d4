import { type RetryTiming, retryAtMs, retryDelayMs } from './retry-delay';

/** Tries again cost a token; every success earns a tenth of one. So tries again stay near a tenth of all calls. */
const LARGEST_BUDGET = 10;
const EARNED_PER_SUCCESS = 0.1;

/** How fast one installation may be worked on right now. */
export interface ProviderPace {
  readonly tokens: number;
  /** Failures in a row that were the installation's own: no answer, overload, refused credentials. */
  readonly failures: number;
  readonly pausedUntilMs: number;
}

/** A healthy installation. */
export const freshPace: ProviderPace = { tokens: LARGEST_BUDGET, failures: 0, pausedUntilMs: 0 };

/** After an answer that shows the installation works. */
export function paceAfterSuccess(pace: ProviderPace): ProviderPace {
  return { tokens: Math.min(LARGEST_BUDGET, pace.tokens + EARNED_PER_SUCCESS), failures: 0, pausedUntilMs: 0 };
}

/**
 * After a failure of the installation itself: nothing is sent until the pause is over. The pause ends at the latest when somebody is due at a
 * door (`startsAtMs`).
 */
export function paceAfterOutage(
  pace: ProviderPace,
  options: { nowMs: number; random: number; retryAfterMs?: number; startsAtMs?: number; timing: RetryTiming },
): ProviderPace {
  const failures = pace.failures + 1;
  const pausedUntilMs = retryAtMs({ ...options, delayMs: retryDelayMs({ ...options, failures }) });
  return { tokens: pace.tokens, failures, pausedUntilMs: Math.max(pace.pausedUntilMs, pausedUntilMs) };
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
