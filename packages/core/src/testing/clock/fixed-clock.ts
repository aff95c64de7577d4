import type { Clock } from '../../ports/clock';

/** A clock that stands still until it is moved. */
export interface FixedClock extends Clock {
  /**
   * Moves on to this instant and runs the timers that fall due, in order, each at its own time. Between two timers everything happens that needs
   * neither the clock nor the network; what a timer starts and cannot finish does not hold up the next.
   */
  advanceTo(instant: string | Date): Promise<void>;
  /** Moves on by milliseconds, as `advanceTo`. */
  advanceBy(ms: number): Promise<void>;
  /** Timers that are waiting: 0 after a clean stop. */
  readonly pendingTimers: number;
}

interface Timer {
  readonly dueMs: number;
  readonly order: number;
  readonly callback: () => void | Promise<void>;
}

/** A turn of the event loop comes only when no promise is left that could go on. */
function everythingAtHand(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}

/** A clock for tests: starts at the given instant and never moves by itself. */
export function createFixedClock(startsAt: string | Date): FixedClock {
  let nowMs = new Date(startsAt).getTime();
  if (Number.isNaN(nowMs)) throw new RangeError('A fixed clock starts at an instant.');
  let order = 0;
  const timers = new Set<Timer>();

  const nextDue = (limitMs: number): Timer | undefined => {
    let next: Timer | undefined;
    for (const timer of timers) {
      if (timer.dueMs > limitMs) continue;
      if (next === undefined || timer.dueMs < next.dueMs || (timer.dueMs === next.dueMs && timer.order < next.order))
        next = timer;
    }
    return next;
  };

  const advanceToMs = async (targetMs: number): Promise<void> => {
    // Also refuses what is no instant at all.
    if (!(targetMs >= nowMs)) throw new RangeError('A fixed clock only moves forward.');
    for (let timer = nextDue(targetMs); timer !== undefined; timer = nextDue(targetMs)) {
      timers.delete(timer);
      nowMs = Math.max(nowMs, timer.dueMs);
      void timer.callback();
      await everythingAtHand();
    }
    // A timer may have moved the clock further.
    nowMs = Math.max(nowMs, targetMs);
  };

  return {
    nowMs: () => nowMs,
    schedule(delayMs, callback) {
      order += 1;
      const timer: Timer = { dueMs: nowMs + Math.max(0, delayMs), order, callback };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    advanceTo: (instant) => advanceToMs(new Date(instant).getTime()),
    advanceBy: (ms) => advanceToMs(nowMs + ms),
    get pendingTimers() {
      return timers.size;
    },
  };
}
