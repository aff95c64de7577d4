import type { CallLimit } from '../model/call-limit';
import { turnsAtOnce } from '../policy/call-turns';
import type { Clock } from '../ports/clock';

/** A call that waits for its turn. */
export interface WaitingCall {
  /** It may leave now. */
  go(): void;
  /** Turns cannot be had. */
  fail(failure: unknown): void;
}

/** The calls of this process to one installation, one behind the other. */
export interface TurnQueue {
  add(call: WaitingCall, limit: CallLimit): void;
  /** It waits no longer. Does nothing once it has gone. */
  remove(call: WaitingCall): void;
}

/**
 * Asks for turns only while somebody waits, and for few at a time, so that few are lost when calls are given up. A turn that comes while nobody
 * waits any more is lost; one that comes while this process is busy is used late, but never faster than the limit allows.
 * @param options.ask Resolves with how long to wait for each of at most so many turns.
 */
export function createTurnQueue(options: {
  clock: Clock;
  ask: (limit: CallLimit, count: number) => Promise<readonly number[]>;
}): TurnQueue {
  const { clock, ask } = options;
  const waiting = new Set<WaitingCall>();
  /** When turns of ours come that are not used yet. */
  let turns: number[] = [];
  let limit: CallLimit = { perSecond: 1 };
  /** Up to when the calls that have left have used the limit up. */
  let usedUntilMs = Number.NEGATIVE_INFINITY;
  let isServing = false;
  let stopWaiting = (): void => {};

  /** Measured by a timer: the clock may be set back meanwhile. False when nobody waits any more. */
  const wait = (delayMs: number): Promise<boolean> =>
    new Promise((resolve) => {
      const cancel = clock.schedule(Math.ceil(delayMs), () => resolve(true));
      stopWaiting = () => {
        cancel();
        resolve(false);
      };
    });

  /** How long until the next turn that we have may be used. */
  const waitMsOf = (turnMs: number): number => {
    const intervalMs = 1_000 / limit.perSecond;
    const burstMs = ((limit.burst ?? 1) - 1) * intervalMs;
    const nowMs = clock.nowMs();
    const freeMs = Math.min(usedUntilMs - burstMs, nowMs + intervalMs);
    return Math.max(turnMs, freeMs) - nowMs;
  };

  const letGo = (): void => {
    const nowMs = clock.nowMs();
    const intervalMs = 1_000 / limit.perSecond;
    const mostMs = nowMs + (limit.burst ?? 1) * intervalMs;
    usedUntilMs = Math.min(mostMs, Math.max(usedUntilMs, nowMs) + intervalMs);
    turns.shift();
    const [next] = waiting;
    if (next === undefined) return;
    waiting.delete(next);
    next.go();
  };

  const serve = async (): Promise<void> => {
    isServing = true;
    turns = turns.filter((atMs) => atMs >= clock.nowMs());
    try {
      while (waiting.size > 0) {
        const [turnMs] = turns;
        if (turnMs === undefined) {
          const waitsMs = await ask(limit, turnsAtOnce(limit, waiting.size));
          if (waitsMs.length === 0) throw new Error('no turn was given');
          const nowMs = clock.nowMs();
          turns = waitsMs.map((waitMs) => nowMs + waitMs);
          continue;
        }
        const delayMs = waitMsOf(turnMs);
        if (delayMs <= 0 || (await wait(delayMs))) letGo();
      }
    } catch (failure) {
      const calls = [...waiting];
      waiting.clear();
      for (const call of calls) call.fail(failure);
    } finally {
      isServing = false;
    }
  };

  return {
    add(call, limitNow) {
      limit = limitNow;
      waiting.add(call);
      if (!isServing) void serve();
    },
    remove(call) {
      if (waiting.delete(call) && waiting.size === 0) stopWaiting();
    },
  };
}
