import type { Clock } from '../ports/clock';

/** A clock for durations: when the clock of the machine is set back, it goes on instead of waiting for an hour to pass twice. */
export function createSteadyClock(clock: Clock): Clock {
  let aheadMs = 0;
  let lastMs = Number.NEGATIVE_INFINITY;
  return {
    nowMs() {
      const nowMs = clock.nowMs();
      if (nowMs < lastMs) aheadMs += lastMs - nowMs;
      lastMs = nowMs;
      return nowMs + aheadMs;
    },
    schedule: (delayMs, callback) => clock.schedule(delayMs, callback),
  };
}
