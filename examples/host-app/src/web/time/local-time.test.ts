import { describe, expect, test } from 'vitest';
import { addLocalMinutes, fromLocal, localMinutesBetween, nextMidnight, toLocal } from './local-time';

const dublin = 'Europe/Dublin';

describe('times on the wall', () => {
  test.each([
    ['in winter', '2026-11-23T18:00', '2026-11-23T18:00:00.000Z'],
    ['in summer', '2026-07-01T18:00', '2026-07-01T17:00:00.000Z'],
    ['right after the clocks went forward', '2026-03-29T02:00', '2026-03-29T01:00:00.000Z'],
    ['right before they go back', '2026-10-25T00:59', '2026-10-24T23:59:00.000Z'],
  ])('become the instant, %s, and come back from it', (_when, local, instant) => {
    expect(fromLocal(local, dublin)).toBe(instant);
    expect(toLocal(instant, dublin)).toBe(local);
  });

  test('go on by minutes of the wall, over midnight and whatever the clocks do', () => {
    expect(addLocalMinutes('2026-10-24T23:30', 180)).toBe('2026-10-25T02:30');
    expect(localMinutesBetween('2026-10-24T23:30', '2026-10-25T02:30')).toBe(180);
  });

  test('know the next midnight of the place, also in the night of 25 hours', () => {
    expect(nextMidnight('2026-11-23T17:20:00.000Z', dublin)).toBe('2026-11-24T00:00:00.000Z');
    expect(nextMidnight('2026-10-24T23:30:00.000Z', dublin)).toBe('2026-10-26T00:00:00.000Z');
  });
});
