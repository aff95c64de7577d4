import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seeded } from '../laws/seeded';
import { createFixedClock } from './fixed-clock';

const START = '2026-11-21T08:00:00.000Z';
const startMs = Date.parse(START);

describe('a fixed clock', () => {
  it('stands still until it is moved', async () => {
    const clock = createFixedClock(new Date(START));
    expect(clock.nowMs()).toBe(startMs);
    await clock.advanceBy(1_500);
    expect(clock.nowMs()).toBe(startMs + 1_500);
    await clock.advanceTo('2026-11-21T10:00:00+01:00');
    expect(clock.nowMs()).toBe(startMs + 3_600_000);
  });

  it('runs every timer once, each at its own time, in the order in which they fall due', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: -5, max: 50 }), { maxLength: 20 }), async (delays) => {
        const clock = createFixedClock(START);
        const ran: [index: number, atMs: number][] = [];
        for (const [index, delay] of delays.entries())
          clock.schedule(delay, async () => {
            await Promise.resolve();
            ran.push([index, clock.nowMs() - startMs]);
          });
        await clock.advanceBy(100);
        const expected = delays.map((delay, index): [number, number] => [index, Math.max(0, delay)]);
        expect(ran).toEqual(expected.sort(([a, x], [b, y]) => x - y || a - b));
        expect([clock.pendingTimers, clock.nowMs()]).toEqual([0, startMs + 100]);
      }),
      seeded(100),
    );
  });

  it('runs what a timer schedules within the same move, and leaves the rest waiting', async () => {
    const clock = createFixedClock(START);
    const ran: number[] = [];
    const every = (): void => {
      ran.push(clock.nowMs() - startMs);
      clock.schedule(30, every);
    };
    clock.schedule(10, every);
    await clock.advanceBy(75);
    expect([ran, clock.pendingTimers]).toEqual([[10, 40, 70], 1]);
  });

  it('forgets a timer that is cancelled, before and after it ran', async () => {
    const clock = createFixedClock(START);
    let ran = 0;
    const cancel = clock.schedule(10, () => {
      ran += 1;
    });
    cancel();
    const late = clock.schedule(5, () => {
      ran += 1;
    });
    await clock.advanceBy(20);
    late();
    expect([ran, clock.pendingTimers]).toEqual([1, 0]);
  });

  it('runs a timer of no delay when it is moved by nothing', async () => {
    const clock = createFixedClock(START);
    let ran = 0;
    clock.schedule(0, () => {
      ran += 1;
    });
    expect(ran).toBe(0);
    await clock.advanceBy(0);
    expect(ran).toBe(1);
  });

  it('never goes back, not even when a timer moves it further', async () => {
    const clock = createFixedClock(START);
    clock.schedule(10, () => clock.advanceBy(1_000));
    await clock.advanceBy(20);
    expect(clock.nowMs()).toBe(startMs + 1_010);
    await expect(clock.advanceTo(START)).rejects.toThrow(RangeError);
    await expect(clock.advanceBy(-1)).rejects.toThrow(RangeError);
  });

  it('refuses what is no instant, and runs nothing', async () => {
    expect(() => createFixedClock('tomorrow')).toThrow(RangeError);
    const clock = createFixedClock(START);
    let ran = 0;
    clock.schedule(10, () => {
      ran += 1;
    });
    await expect(clock.advanceTo('tomorrow')).rejects.toThrow(RangeError);
    expect([ran, clock.nowMs()]).toEqual([0, startMs]);
  });
});
