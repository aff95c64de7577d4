const BURST_SECONDS = 10;
const MINUTE_MS = 60_000;

/** Keeps calls to a source within a rate. */
export interface CallBudget {
  /** When the next call may be made by the rate; now or earlier when there is room. */
  readonly readyAtMs: number;
  /** Until when the source wants no calls. */
  readonly pausedUntilMs: number;
  spend(nowMs: number, calls: number): void;
  /** The source wants no calls until then. */
  pauseUntil(ms: number): void;
}

/** As many calls as fit into ten seconds may be made in one go. */
export function createCallBudget(callsPerMinute: number): CallBudget {
  const msPerCall = MINUTE_MS / callsPerMinute;
  const burstMs = Math.max(BURST_SECONDS * 1_000, msPerCall);
  /** When everything that was spent so far has been paid for. */
  let paidUntilMs = Number.NEGATIVE_INFINITY;
  let pausedUntilMs = Number.NEGATIVE_INFINITY;
  return {
    get readyAtMs() {
      return paidUntilMs;
    },
    get pausedUntilMs() {
      return pausedUntilMs;
    },
    spend(nowMs, calls) {
      paidUntilMs = Math.max(paidUntilMs, nowMs - burstMs) + calls * msPerCall;
    },
    pauseUntil(ms) {
      pausedUntilMs = Math.max(pausedUntilMs, ms);
    },
  };
}
