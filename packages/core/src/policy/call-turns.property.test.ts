import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CallLimit } from '../model/call-limit';
import { giveTurns, turnsAtOnce, turnTiming, turnWaits } from './call-turns';

const limits: fc.Arbitrary<Required<CallLimit>> = fc.record({
  perSecond: fc.double({ min: 0.01, max: 10_000, noNaN: true }),
  burst: fc.integer({ min: 1, max: 50 }),
});
const requests = fc.array(fc.record({ afterMs: fc.nat(3_000), count: fc.integer({ min: 1, max: 5 }) }), {
  minLength: 1,
  // Nobody has a hundred turns ahead.
  maxLength: 18,
});

/** When the turns come that are asked for so. */
function play(limit: CallLimit, asked: readonly { afterMs: number; count: number }[]): number[] {
  const timing = turnTiming(limit);
  let paidUntilMs: number | undefined;
  let nowMs = 0;
  return asked.flatMap(({ afterMs, count }) => {
    nowMs += afterMs;
    const given = giveTurns({ paidUntilMs, nowMs, timing, count });
    paidUntilMs = given.paidUntilMs;
    return turnWaits({ firstInMs: given.firstInMs, timing, count }).map((waitMs) => nowMs + waitMs);
  });
}

describe('turns under a limit', () => {
  it('are never more than the burst and what the limit allows, in any span of time', () => {
    fc.assert(
      fc.property(limits, requests, (limit, asked) => {
        const turns = play(limit, asked);
        turns.forEach((fromMs, first) => {
          turns.slice(first).forEach((toMs, further) => {
            // A whole millisecond more, because they come at whole ones.
            expect(further + 1).toBeLessThanOrEqual(limit.burst + (limit.perSecond * (toMs - fromMs + 1)) / 1_000);
          });
        });
      }),
      { numRuns: 60 },
    );
  });

  it('come in the order in which they are asked for', () => {
    fc.assert(
      fc.property(limits, requests, (limit, asked) => {
        const turns = play(limit, asked);
        expect(turns).toEqual([...turns].sort((a, b) => a - b));
      }),
      { numRuns: 60 },
    );
  });

  it('use at least 95 % of the limit while somebody always waits', () => {
    fc.assert(
      fc.property(limits, (limit) => {
        const turns = play(
          limit,
          Array.from({ length: 90 }, () => ({ afterMs: 0, count: 1 })),
        );
        const lastMs = turns.at(-1) ?? 0;
        expect(turns.length).toBeGreaterThanOrEqual(0.95 * ((limit.perSecond * (lastMs - 1)) / 1_000));
      }),
    );
  });

  it('are five in any second at five per second, the first at once', () => {
    const turns = play({ perSecond: 5 }, [{ afterMs: 0, count: 6 }]);
    expect(turns).toEqual([0, 207, 413, 619, 825, 1031]);
  });

  it('may come together after a silence, as many as the burst', () => {
    const turns = play({ perSecond: 1, burst: 3 }, [
      { afterMs: 0, count: 4 },
      { afterMs: 60_000, count: 4 },
    ]);
    expect(turns).toEqual([0, 0, 0, 1031, 60_000, 60_000, 60_000, 61_031]);
  });

  it('go on when the clock was set back, without a burst', () => {
    const timing = turnTiming({ perSecond: 1, burst: 3 });
    const { firstInMs } = giveTurns({ paidUntilMs: 3_600_000_000, nowMs: 0, timing, count: 1 });
    expect(firstInMs).toBe(0);
  });

  it.each([
    [{ perSecond: 5 }, 40, 1],
    [{ perSecond: 200 }, 40, 20],
    [{ perSecond: 200 }, 3, 3],
    [{ perSecond: 0.1 }, 3, 1],
  ])('under %j are asked for in such numbers that few are lost', (limit, waiting, count) => {
    expect(turnsAtOnce(limit, waiting)).toBe(count);
  });
});
