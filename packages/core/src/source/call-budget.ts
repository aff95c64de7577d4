import type { Clock } from '../ports/clock';

const BURST_SECONDS = 10;
const MINUTE_MS = 60_000;

/** Keeps calls to a source within a rate. */
export interface CallBudget {
  /** Resolves when so many calls may be made; at once while there is room for a burst. */
  spend(calls: number, signal: AbortSignal): Promise<void>;
}

/** As many calls as fit into ten seconds may be made in one go. */
export function createCallBudget(clock: Clock, callsPerMinute: number): CallBudget {
  const msPerCall = MINUTE_MS / callsPerMinute;
  const burstMs = Math.max(BURST_SECONDS * 1_000, msPerCall);
  /** When everything that was promised so far has been paid for. */
  let paidUntilMs = Number.NEGATIVE_INFINITY;
  return {
    async spend(calls, signal) {
      const nowMs = clock.nowMs();
      paidUntilMs = Math.max(paidUntilMs, nowMs - burstMs) + calls * msPerCall;
      const waitMs = paidUntilMs - nowMs;
      if (waitMs > 0) await waitFor(clock, waitMs, signal);
    },
  };
}

function waitFor(clock: Clock, delayMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const end = (): void => {
      cancel();
      signal.removeEventListener('abort', end);
      resolve();
    };
    const cancel = clock.schedule(delayMs, end);
    signal.addEventListener('abort', end, { once: true });
  });
}
