import type { Clock } from '../ports/clock';

/** Waits for work, but not longer than this. Resolves with whether it was done in time; never rejects. Leaves no timer. */
export function settledWithin(clock: Clock, timeoutMs: number, work: Promise<unknown>): Promise<boolean> {
  return new Promise((resolve) => {
    const cancelTimer = clock.schedule(timeoutMs, () => resolve(false));
    void work
      .then(
        () => resolve(true),
        () => resolve(false),
      )
      .finally(cancelTimer);
  });
}
