import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { systemClock } from './clock';

const DAY_MS = 86_400_000;

describe('the clock of the machine', () => {
  beforeEach(() => {
    vi.useFakeTimers({ now: Date.parse('2026-11-21T08:00:00.000Z') });
  });
  afterEach(() => {
    vi.useRealTimers();
  });
  const countCalls = (delayMs: number) => {
    const counter = { calls: 0, cancel: () => {} };
    counter.cancel = systemClock.schedule(delayMs, () => {
      counter.calls += 1;
    });
    return counter;
  };

  it('tells the time', () => {
    expect(systemClock.nowMs()).toBe(Date.now());
  });

  it.each([
    ['a second', 1_000],
    ['the longest delay that setTimeout takes', 2_147_483_647],
    ['a millisecond more than that', 2_147_483_648],
    ['a hundred days', 100 * DAY_MS],
  ])('calls back once after %s and not before', (_what, delayMs) => {
    const counter = countCalls(delayMs);
    vi.advanceTimersByTime(delayMs - 1);
    expect(counter.calls).toBe(0);
    vi.advanceTimersByTime(1);
    expect(counter.calls).toBe(1);
    vi.advanceTimersByTime(200 * DAY_MS);
    expect(counter.calls).toBe(1);
  });

  it.each([0, -5])('calls back at once, and not within the call, for a delay of %d', (delayMs) => {
    const counter = countCalls(delayMs);
    expect(counter.calls).toBe(0);
    vi.advanceTimersByTime(0);
    expect(counter.calls).toBe(1);
  });

  it('never calls back after an endless delay', () => {
    const counter = countCalls(Number.POSITIVE_INFINITY);
    vi.advanceTimersByTime(365 * DAY_MS);
    expect(counter.calls).toBe(0);
    counter.cancel();
    expect(vi.getTimerCount()).toBe(0);
  });

  it('can be cancelled, also in the middle of a long delay', () => {
    const counter = countCalls(100 * DAY_MS);
    vi.advanceTimersByTime(60 * DAY_MS);
    counter.cancel();
    vi.advanceTimersByTime(100 * DAY_MS);
    expect([counter.calls, vi.getTimerCount()]).toEqual([0, 0]);
  });
});
