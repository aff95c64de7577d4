import { describe, expect, it } from 'vitest';
import { createMemoryTurns } from '../ledger/memory-turns';
import type { CallLimit } from '../model/call-limit';
import type { Ledger } from '../ports/ledger';
import { silentLogger } from '../ports/logger';
import { createFixedClock } from '../testing/clock/fixed-clock';
import { createTurnTaker } from './turn-taker';

const START = '2026-11-21T08:00:00.000Z';

const everythingAtHand = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

function createWorld(
  options: { limit?: CallLimit | undefined; takeTurns?: Ledger['takeTurns']; untilMs?: number } = {},
) {
  const { limit = { perSecond: 5 }, takeTurns, untilMs } = options;
  const clock = createFixedClock(START);
  const startMs = clock.nowMs();
  const warnings: string[] = [];
  const turns = createTurnTaker({
    ledger: { ...(takeTurns && { takeTurns }) },
    clock,
    logger: { ...silentLogger, warn: (message) => void warnings.push(message) },
    limitOf: (providerId) => (providerId === 'free' ? undefined : limit),
  });
  const seen: string[] = [];
  const atMs = (): number => clock.nowMs() - startMs;
  /** Notes when it may leave, or why not. */
  const call = async (name: string, signal = new AbortController().signal, providerId = 'site-1'): Promise<void> => {
    const takeTurn = turns.forCalls({
      providerId,
      signal,
      ...(untilMs !== undefined && { untilMs: startMs + untilMs }),
    });
    try {
      await takeTurn({ operation: 'write' });
      seen.push(`${name} at ${atMs()}`);
    } catch (failure) {
      const { reason, effect } = failure as { reason: string; effect: string };
      seen.push(`${name} ${reason}, ${effect}, at ${atMs()}`);
    }
  };
  /** So much time passes, after everything that needs none. */
  const pass = async (ms: number): Promise<void> => {
    await everythingAtHand();
    await clock.advanceBy(ms);
    await everythingAtHand();
  };
  return { clock, pass, seen, call, warnings };
}

describe('calls that wait for a turn', () => {
  it('leave one after the other, in the order in which they came, each installation by itself', async () => {
    const { clock, pass, seen, call } = createWorld();
    for (const name of ['a', 'b', 'c']) void call(name);
    void call('other', undefined, 'site-2');
    await pass(1_000);
    expect(seen).toEqual(['a at 0', 'other at 0', 'b at 207', 'c at 413']);
    expect(clock.pendingTimers).toBe(0);
  });

  it('leave at once where no limit is known, and nobody is asked', async () => {
    const takeTurns = (): Promise<number[]> => Promise.reject(new Error('asked'));
    const { seen, call } = createWorld({ takeTurns });
    await call('a', undefined, 'free');
    expect(seen).toEqual(['a at 0']);
  });

  it('never leave when they were given up, and let those behind them go on', async () => {
    const { pass, seen, call } = createWorld();
    const controller = new AbortController();
    void call('a');
    void call('given up', controller.signal);
    void call('b');
    await pass(100);
    controller.abort();
    await pass(900);
    expect(seen).toEqual(['a at 0', 'given up aborted, none, at 100', 'b at 207']);
  });

  it('end as aborted at once when they were given up before', async () => {
    const { seen, call, clock } = createWorld();
    await call('a', AbortSignal.abort());
    expect(seen).toEqual(['a aborted, none, at 0']);
    expect(clock.pendingTimers).toBe(0);
  });

  it('leave no timer behind when all of them are given up, and the turn that was waited for is used by the next', async () => {
    const { clock, pass, seen, call } = createWorld();
    const controller = new AbortController();
    await call('a');
    void call('given up', controller.signal);
    await pass(100);
    controller.abort();
    await pass(0);
    expect(clock.pendingTimers).toBe(0);
    void call('b');
    await pass(900);
    expect(seen).toEqual(['a at 0', 'given up aborted, none, at 100', 'b at 207']);
  });

  it('do not leave after the time that they have, nor ask after it', async () => {
    const { pass, seen, call } = createWorld({ untilMs: 300 });
    for (const name of ['a', 'b', 'late']) void call(name);
    await pass(400);
    void call('later');
    await pass(1_000);
    expect(seen).toEqual(['a at 0', 'b at 207', 'late no_turn, none, at 300', 'later no_turn, none, at 400']);
  });
});

describe('a clock that is set back', () => {
  it('keeps nobody waiting for longer than the turn that was waited for', async () => {
    const fixed = createFixedClock(START);
    let backMs = 0;
    const clock = { ...fixed, nowMs: () => fixed.nowMs() - backMs };
    const turns = createTurnTaker({ ledger: {}, clock, logger: silentLogger, limitOf: () => ({ perSecond: 5 }) });
    const takeTurn = turns.forCalls({ providerId: 'site-1', signal: new AbortController().signal });
    let left = 0;
    for (let call = 0; call < 3; call += 1) void takeTurn({ operation: 'write' }).then(() => (left += 1));
    await everythingAtHand();
    backMs = 3_600_000;
    await fixed.advanceBy(1_000);
    expect(left).toBe(3);
  });
});

describe('turns that come from a ledger', () => {
  it('are shared by all who ask it', async () => {
    const takeTurns = createMemoryTurns();
    const [one, other] = [createWorld({ takeTurns }), createWorld({ takeTurns })];
    void one.call('a');
    await one.pass(0);
    void other.call('b');
    await one.pass(1_000);
    await other.pass(1_000);
    expect([...one.seen, ...other.seen]).toEqual(['a at 0', 'b at 207']);
  });

  it('are lost when it fails: nothing is sent, whatever effect it names itself, and the next call asks again', async () => {
    let isOut = true;
    const inner = createMemoryTurns();
    const { pass, seen, call, warnings } = createWorld({
      takeTurns: (request) =>
        isOut ? Promise.reject(Object.assign(new Error('CANARY'), { effect: 'unknown' })) : inner(request),
    });
    await Promise.all([call('a'), call('b')]);
    isOut = false;
    await call('c');
    await pass(1);
    expect(seen).toEqual(['a no_turn, none, at 0', 'b no_turn, none, at 0', 'c at 0']);
    expect(warnings).toHaveLength(2);
  });

  it('are waited for ten seconds at most when it does not answer', async () => {
    const { clock, pass, seen, call } = createWorld({ takeTurns: () => new Promise(() => {}) });
    void call('a');
    await pass(60_000);
    expect(seen).toEqual(['a no_turn, none, at 10000']);
    expect(clock.pendingTimers).toBe(0);
  });

  it('are refused when it gives none, so that nobody asks for ever', async () => {
    const { seen, call } = createWorld({ takeTurns: async () => [] });
    await call('a');
    expect(seen).toEqual(['a no_turn, none, at 0']);
  });

  it('that were held up on the way are used late, and not faster than the limit allows', async () => {
    const waits = [[0, 0, 0, 0]];
    const { pass, seen, call } = createWorld({
      limit: { perSecond: 100 },
      takeTurns: async () => waits.shift() ?? [10_000],
    });
    for (const name of ['a', 'b', 'c', 'd']) void call(name);
    await pass(1_000);
    expect(seen).toEqual(['a at 0', 'b at 10', 'c at 20', 'd at 30']);
  });
});
