import { createFixedClock, type FixedClock } from '../../testing/clock/fixed-clock';
import { DOOR_TEST_START } from './door-test-list';

/** A clock that somebody sets: its time of day jumps, its timers do not. */
export interface SteppingClock extends FixedClock {
  /** Sets it so many milliseconds ahead of the true time, or back when negative; `NaN` breaks it. */
  setOff(ms: number): void;
}

/** Starts where every test begins. */
export function createSteppingClock(): SteppingClock {
  const clock = createFixedClock(DOOR_TEST_START);
  let offMs = 0;
  return {
    nowMs: () => clock.nowMs() + offMs,
    schedule: clock.schedule,
    advanceTo: (instant) => clock.advanceTo(new Date(new Date(instant).getTime() - offMs)),
    advanceBy: clock.advanceBy,
    get pendingTimers() {
      return clock.pendingTimers;
    },
    setOff(ms) {
      offMs = ms;
    },
  };
}
