import { describe, expect, it } from 'vitest';
import {
  freshPace,
  lanesAllowed,
  type ProviderPace,
  paceAfterOutage,
  paceAfterSuccess,
  spendRetry,
} from './provider-pace';
import { defaultRetryTiming as timing } from './retry-delay';

const nowMs = 1_000_000;
const outage = (pace: ProviderPace, more: { retryAfterMs?: number; startsAtMs?: number } = {}): ProviderPace =>
  paceAfterOutage(pace, { nowMs, random: 0, timing, ...more });
const lanes = (pace: ProviderPace, atMs: number): number => lanesAllowed(pace, { nowMs: atMs, concurrentLanes: 8 });
const repeat = (times: number, step: (pace: ProviderPace) => ProviderPace | undefined, pace: ProviderPace) => {
  let current: ProviderPace | undefined = pace;
  for (let done = 0; done < times && current !== undefined; done += 1) current = step(current);
  return current;
};

describe('the pace of an installation', () => {
  it('is as fast as it can take while it works', () => {
    expect(lanes(freshPace, nowMs)).toBe(8);
    expect(lanes(paceAfterSuccess(freshPace), nowMs)).toBe(8);
  });

  it('pauses after a failure, then tries one lane, then all of them again', () => {
    const paused = outage(freshPace);
    expect(paused.pausedUntilMs).toBe(nowMs + 500);
    expect([lanes(paused, nowMs), lanes(paused, nowMs + 499), lanes(paused, nowMs + 500)]).toEqual([0, 0, 1]);
    expect(lanes(paceAfterSuccess(paused), nowMs + 500)).toBe(8);
  });

  it('pauses longer with every failure in a row, and starts over after a success', () => {
    const pauses = [1, 2, 3, 12].map((failures) => (repeat(failures, outage, freshPace)?.pausedUntilMs ?? 0) - nowMs);
    expect(pauses).toEqual([500, 1_000, 2_000, 150_000]);
    const recovered = paceAfterSuccess(repeat(5, outage, freshPace) ?? freshPace);
    expect(recovered.failures).toBe(0);
    expect(paceAfterOutage(recovered, { nowMs: nowMs * 2, random: 0, timing }).pausedUntilMs).toBe(nowMs * 2 + 500);
  });

  it('keeps to what the vendor asks for, also when a call that was sent before is still answered well', () => {
    const paused = outage(freshPace, { retryAfterMs: 120_000 });
    expect(paused.pausedUntilMs).toBe(nowMs + 120_000);
    const answered = paceAfterSuccess(paused);
    expect([lanes(answered, nowMs + 119_999), lanes(answered, nowMs + 120_000)]).toEqual([0, 8]);
  });

  it('is not paused for less by a second failure that asks for less', () => {
    expect(outage(outage(freshPace, { retryAfterMs: 120_000 }), { retryAfterMs: 1_000 }).pausedUntilMs).toBe(
      nowMs + 120_000,
    );
  });

  it.each<[what: string, more: { retryAfterMs?: number; startsAtMs?: number }, pauseMs: number]>([
    ['somebody is due at a door', { startsAtMs: nowMs + 10_000 }, 10_000],
    [
      'the vendor allows it, even when somebody is due before',
      { startsAtMs: nowMs + 10_000, retryAfterMs: 20_000 },
      20_000,
    ],
    ['the delay is over, when nobody is due', {}, 150_000],
  ])('is paused until %s', (_what, more, pauseMs) => {
    const failing = { ...freshPace, failures: 12 };
    expect(outage(failing, more).pausedUntilMs - nowMs).toBe(pauseMs);
  });
});

describe('the budget of tries again', () => {
  it('allows ten at first', () => {
    expect(repeat(10, spendRetry, freshPace)).toMatchObject({ tokens: 0 });
    expect(repeat(11, spendRetry, freshPace)).toBeUndefined();
  });

  it('earns one with ten successes, whatever was earned before', () => {
    let pace = repeat(10, spendRetry, freshPace) ?? freshPace;
    for (let earned = 0; earned < 25; earned += 1) {
      expect(spendRetry(repeat(9, paceAfterSuccess, pace) ?? freshPace)).toBeUndefined();
      pace = repeat(10, paceAfterSuccess, pace) ?? freshPace;
      pace = spendRetry(pace) ?? { ...freshPace, tokens: Number.NaN };
    }
    expect(pace.tokens).toBe(0);
  });

  it('never holds more than ten', () => {
    expect(repeat(50, paceAfterSuccess, freshPace)?.tokens).toBe(10);
  });

  it('is not touched by a pause', () => {
    expect(outage({ ...freshPace, tokens: 3.5 }).tokens).toBe(3.5);
  });
});
