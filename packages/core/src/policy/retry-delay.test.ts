import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seeded } from '../testing/laws/seeded';
import { retryAtMs, retryDelayMs, defaultRetryTiming as timing } from './retry-delay';

const anyRandom = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

describe('retryDelayMs', () => {
  it.each<[failures: number, least: number, most: number]>([
    [1, 500, 1_000],
    [2, 1_000, 2_000],
    [3, 2_000, 4_000],
    [9, 128_000, 256_000],
    [10, 150_000, 300_000],
    [11, 150_000, 300_000],
    [5_000, 150_000, 300_000],
  ])('after %d failures lies between %d and %d', (failures, least, most) => {
    expect(retryDelayMs({ failures, random: 0, timing })).toBe(least);
    expect(retryDelayMs({ failures, random: 1 - Number.EPSILON, timing })).toBe(most);
  });

  it('lies between half and all of the doubled time, at most the cap, and never below Retry-After', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 2_000 }),
        anyRandom,
        fc.nat(1_000_000),
        (failures, random, retryAfterMs) => {
          const full = Math.min(timing.capMs, timing.baseMs * 2 ** (failures - 1));
          const own = retryDelayMs({ failures, random, timing });
          expect(own).toBeGreaterThanOrEqual(full / 2);
          expect(own).toBeLessThanOrEqual(full);
          expect(retryDelayMs({ failures, random, retryAfterMs, timing })).toBe(Math.max(own, retryAfterMs));
        },
      ),
      seeded(300),
    );
  });
});

describe('retryAtMs', () => {
  const nowMs = 1_000_000;
  it.each<[what: string, options: Partial<Parameters<typeof retryAtMs>[0]>, afterMs: number]>([
    ['nobody is expected', {}, 60_000],
    ['somebody comes later than the try', { startsAtMs: nowMs + 90_000 }, 60_000],
    ['somebody comes sooner', { startsAtMs: nowMs + 10_000 }, 10_000],
    ['somebody comes right now', { startsAtMs: nowMs }, 60_000],
    ['somebody has been there for a while', { startsAtMs: nowMs - 1 }, 60_000],
    ['the vendor asks for more than that', { startsAtMs: nowMs + 10_000, retryAfterMs: 30_000 }, 30_000],
    ['the vendor asks for more than the delay', { retryAfterMs: 90_000 }, 90_000],
    ['the vendor asks for more, after the start', { startsAtMs: nowMs - 1, retryAfterMs: 90_000 }, 90_000],
  ])('when %s', (_what, options, afterMs) => {
    expect(retryAtMs({ nowMs, delayMs: 60_000, ...options }) - nowMs).toBe(afterMs);
  });

  it('is never in the past, never before Retry-After, and else not after a start to come', () => {
    fc.assert(
      fc.property(
        fc.nat(400_000),
        fc.nat(400_000),
        fc.integer({ min: -9_000, max: 400_000 }),
        (delayMs, retryAfterMs, inMs) => {
          const atMs = retryAtMs({ nowMs, delayMs, retryAfterMs, startsAtMs: nowMs + inMs });
          expect(atMs).toBeGreaterThanOrEqual(nowMs + retryAfterMs);
          if (inMs > 0) expect(atMs).toBeLessThanOrEqual(nowMs + Math.max(retryAfterMs, inMs));
        },
      ),
      seeded(300),
    );
  });
});
