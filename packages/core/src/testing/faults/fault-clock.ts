import type { Draws } from './seeded-draws';

/** The one true clock of a world. Every timer has an owner: a process, or `network` for what goes on without any. */
export interface FaultClock {
  nowMs(): number;
  schedule(owner: string, delayMs: number, callback: () => void | Promise<void>): () => void;
  /** Resolves after so long; never, when the owner's timers are dropped first. */
  sleep(owner: string, delayMs: number): Promise<void>;
  /** The owner is gone: none of its timers rings any more. */
  dropTimers(owner: string): void;
  pendingTimers(owner: string): number;
  /** Moves on, timer by timer; timers of one instant ring in a drawn order. */
  advanceBy(ms: number): Promise<void>;
}

interface Timer {
  readonly owner: string;
  readonly dueMs: number;
  readonly callback: () => void | Promise<void>;
}

/** Far more than ever happens in one millisecond, unless something asks again and again for a timer without any delay. */
const MOST_AT_ONE_INSTANT = 2_000;

/**
 * Starts at the given instant, counts whole milliseconds as every clock of a machine does, and never moves by itself.
 * @param options.isBusy True while something really has to be waited for, such as a database: the clock stands until it is done.
 * @param options.onSpin Called when timers go on ringing at one instant, so that time would stand still for ever.
 * @param options.onStand Called whenever the clock stands and nothing is left that could go on. What it throws ends the advance.
 */
export function createFaultClock(options: {
  startsAtMs: number;
  draws: Draws;
  isBusy: () => boolean;
  onSpin: () => void;
  onStand: () => void;
}): FaultClock {
  const { draws, isBusy, onSpin, onStand } = options;
  let nowMs = options.startsAtMs;
  let rungNow = 0;
  const timers = new Set<Timer>();

  const everythingAtHand = async (): Promise<void> => {
    // A turn of the event loop comes only when no promise is left that could go on.
    do await new Promise((resolve) => setImmediate(resolve));
    while (isBusy());
  };
  const nextDue = (limitMs: number): Timer | undefined => {
    let first: Timer[] = [];
    let firstMs = limitMs;
    for (const timer of timers) {
      if (timer.dueMs > firstMs) continue;
      if (timer.dueMs < firstMs || first.length === 0) first = [timer];
      else first.push(timer);
      firstMs = timer.dueMs;
    }
    return first.length > 1 ? draws.pick(first) : first[0];
  };
  const stand = async (): Promise<void> => {
    await everythingAtHand();
    onStand();
  };
  const schedule: FaultClock['schedule'] = (owner, delayMs, callback) => {
    const timer: Timer = { owner, dueMs: nowMs + Math.max(0, Math.ceil(delayMs)), callback };
    timers.add(timer);
    return () => timers.delete(timer);
  };

  return {
    nowMs: () => nowMs,
    schedule,
    sleep: (owner, delayMs) => new Promise((resolve) => schedule(owner, delayMs, resolve)),
    dropTimers(owner) {
      for (const timer of timers) if (timer.owner === owner) timers.delete(timer);
    },
    pendingTimers: (owner) => [...timers].filter((timer) => timer.owner === owner).length,
    async advanceBy(ms) {
      const targetMs = nowMs + ms;
      await stand();
      for (let timer = nextDue(targetMs); timer !== undefined; timer = nextDue(targetMs)) {
        timers.delete(timer);
        rungNow = timer.dueMs > nowMs ? 1 : rungNow + 1;
        nowMs = Math.max(nowMs, timer.dueMs);
        if (rungNow > MOST_AT_ONE_INSTANT) onSpin();
        void timer.callback();
        await stand();
      }
      nowMs = targetMs;
    },
  };
}
