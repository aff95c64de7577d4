/** Time and timers. The engine knows no other clock, so a test can play a year in a second. */
export interface Clock {
  /** Milliseconds since the epoch. */
  nowMs(): number;
  /**
   * Calls back once, `delayMs` from now (at once when 0 or negative). Returns a function that cancels.
   * A timer that waits keeps the process alive.
   */
  schedule(delayMs: number, callback: () => void | Promise<void>): () => void;
}

/** `setTimeout` overflows beyond this delay. */
const LONGEST_TIMEOUT_MS = 2_147_483_647;

/** The clock of the machine. */
export const systemClock: Clock = {
  nowMs: () => Date.now(),
  schedule(delayMs, callback) {
    const delay = Math.max(0, delayMs);
    let timer: NodeJS.Timeout;
    const arm = (leftMs: number): void => {
      const step = Math.min(leftMs, LONGEST_TIMEOUT_MS);
      timer = setTimeout(() => (leftMs > step ? arm(leftMs - step) : void callback()), step);
    };
    arm(delay);
    return () => clearTimeout(timer);
  },
};
