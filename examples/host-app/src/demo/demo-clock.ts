import type { DemoClock } from '../contract/demo-world';

interface Timer {
  readonly dueMs: number;
  readonly order: number;
  readonly callback: () => void | Promise<void>;
}

export interface DemoClockOptions {
  /** Default: the real now. */
  readonly startsAt?: string;
  /** Default true. */
  readonly isRunning?: boolean;
  /** Waits until what a timer has started is finished, as far as it can be seen. Default: one turn of the event loop. */
  readonly quiet?: () => Promise<void>;
}

/** `setTimeout` overflows beyond this delay. */
const LONGEST_TIMEOUT_MS = 2_147_483_647;

/** A clock that runs with real time or stands still, and can be moved forward. @throws RangeError for a start that is no instant. */
export function createDemoClock(options: DemoClockOptions = {}): DemoClock & { close(): void } {
  const { quiet = () => new Promise<void>((resolve) => void setImmediate(resolve)) } = options;
  const timers = new Set<Timer>();
  const listeners = new Set<(now: string) => void | Promise<void>>();
  let order = 0;
  let isRunning = options.isRunning ?? true;
  let isMoving = false;
  /** Where it stands, or where it stood at the real instant `anchorMs`. */
  let baseMs = options.startsAt === undefined ? Date.now() : Date.parse(options.startsAt);
  let anchorMs = Date.now();
  let lastMove: Promise<void> = Promise.resolve();
  let disarm = (): void => {};
  if (Number.isNaN(baseMs)) throw new RangeError(`The clock cannot start at ${options.startsAt}.`);

  const nowMs = (): number => (isRunning && !isMoving ? baseMs + Date.now() - anchorMs : baseMs);
  const standAt = (instantMs: number): void => {
    baseMs = instantMs;
    anchorMs = Date.now();
  };
  const nextTimer = (): Timer | undefined => {
    let next: Timer | undefined;
    for (const timer of timers)
      if (next === undefined || timer.dueMs < next.dueMs || (timer.dueMs === next.dueMs && timer.order < next.order))
        next = timer;
    return next;
  };
  const ring = (timer: Timer): void => {
    timers.delete(timer);
    void timer.callback();
  };
  const ringDue = (): void => {
    for (let next = nextTimer(); next !== undefined && next.dueMs <= nowMs(); next = nextTimer()) ring(next);
    arm();
  };
  /** One real timer for the next of ours. What is due already rings while the clock stands still, too. */
  const arm = (): void => {
    disarm();
    const next = nextTimer();
    if (next === undefined || isMoving) return;
    const delayMs = next.dueMs - nowMs();
    if (!isRunning && delayMs > 0) return;
    const timer = setTimeout(ringDue, Math.min(Math.max(0, delayMs), LONGEST_TIMEOUT_MS));
    disarm = () => clearTimeout(timer);
  };
  const tell = async (): Promise<void> => {
    const now = new Date(nowMs()).toISOString();
    for (const listener of listeners) await listener(now);
  };
  const move = async (targetMs: number): Promise<void> => {
    standAt(nowMs());
    if (!(targetMs >= baseMs)) throw new RangeError('The clock only moves forward.');
    isMoving = true;
    disarm();
    try {
      for (let next = nextTimer(); next !== undefined && next.dueMs <= targetMs; next = nextTimer()) {
        baseMs = Math.max(baseMs, next.dueMs);
        for (let due: Timer | undefined = next; due !== undefined && due.dueMs <= baseMs; due = nextTimer()) ring(due);
        await quiet();
      }
    } finally {
      isMoving = false;
      standAt(Math.max(baseMs, targetMs));
      arm();
    }
    await tell();
  };

  return {
    nowMs,
    get isRunning() {
      return isRunning;
    },
    schedule(delayMs, callback) {
      order += 1;
      const timer: Timer = { dueMs: nowMs() + Math.max(0, delayMs), order, callback };
      timers.add(timer);
      arm();
      return () => {
        timers.delete(timer);
        arm();
      };
    },
    setRunning(next) {
      if (next === isRunning) return;
      standAt(nowMs());
      isRunning = next;
      arm();
      // whoever listens has their own errors
      void tell().catch(() => {});
    },
    advanceTo(instant) {
      const moved = lastMove.then(() => move(new Date(instant).getTime()));
      lastMove = moved.catch(() => {});
      return moved;
    },
    onMoved(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    close() {
      timers.clear();
      listeners.clear();
      disarm();
    },
  };
}
