import { utcOffsetMs } from '@acx/core/provider';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { transitionsOf } from '../__fixtures__/ipassan-test-zones';
import { slotAtOrAfter, slotAtOrBefore } from './ipassan-slots';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const zonesWithTransitions = [
  'Europe/Paris',
  'America/New_York',
  'Australia/Lord_Howe',
  'Africa/Casablanca',
  'Pacific/Chatham',
  'Asia/Beirut',
  'America/St_Johns',
  'Antarctica/Troll',
];

const isOnSlot = (timeZone: string, slotMinutes: number, ms: number): boolean =>
  ((((ms + utcOffsetMs(timeZone, ms)) % DAY_MS) + DAY_MS) % DAY_MS) % (slotMinutes * MINUTE_MS) === 0;

describe('slots', () => {
  it.each([
    ['on an edge', 'UTC', 15, '2026-01-01T10:15:00Z', '2026-01-01T10:15:00Z', '2026-01-01T10:15:00Z'],
    ['between two', 'UTC', 15, '2026-01-01T10:16:00Z', '2026-01-01T10:15:00Z', '2026-01-01T10:30:00Z'],
    ['with seconds', 'UTC', 15, '2026-01-01T10:15:01Z', '2026-01-01T10:15:00Z', '2026-01-01T10:30:00Z'],
    [
      'by the local clock',
      'Asia/Kathmandu',
      60,
      '2026-01-01T00:20:00Z',
      '2026-01-01T00:15:00Z',
      '2026-01-01T01:15:00Z',
    ],
    ['anew at midnight', 'UTC', 50, '2026-01-01T23:30:00Z', '2026-01-01T23:20:00Z', '2026-01-02T00:00:00Z'],
    [
      'over a spring night',
      'Europe/Paris',
      120,
      '2026-03-29T01:30:00Z',
      '2026-03-28T23:00:00Z',
      '2026-03-29T02:00:00Z',
    ],
    [
      'in the hour that comes twice',
      'Europe/Paris',
      60,
      '2026-10-25T01:10:00Z',
      '2026-10-25T01:00:00Z',
      '2026-10-25T02:00:00Z',
    ],
    [
      'past half an hour that is left out',
      'Australia/Lord_Howe',
      60,
      '2026-10-03T15:35:00Z',
      '2026-10-03T14:30:00Z',
      '2026-10-03T16:00:00Z',
    ],
  ])('are found %s', (_what, timeZone, slotMinutes, at, before, after) => {
    const grid = { timeZone, slotMinutes };
    expect(new Date(slotAtOrBefore(grid, Date.parse(at)))).toEqual(new Date(before));
    expect(new Date(slotAtOrAfter(grid, Date.parse(at)))).toEqual(new Date(after));
  });

  it('have no other edge between the one before and the one after, near any change of the clock', () => {
    const near = fc.constantFrom(...zonesWithTransitions).chain((timeZone) =>
      fc.record({
        timeZone: fc.constant(timeZone),
        transition: fc.constantFrom(...transitionsOf(timeZone)),
        minutes: fc.integer({ min: -300, max: 300 }),
        slotMinutes: fc.constantFrom(5, 15, 20, 30, 45, 60, 90, 120, 240),
      }),
    );
    fc.assert(
      fc.property(near, ({ timeZone, transition, minutes, slotMinutes }) => {
        const at = transition + minutes * MINUTE_MS;
        const before = slotAtOrBefore({ timeZone, slotMinutes }, at);
        const after = slotAtOrAfter({ timeZone, slotMinutes }, at);
        expect(before <= at && at <= after).toBe(true);
        for (let ms = before; ms <= after; ms += MINUTE_MS) {
          const isEdge = ms === before || ms === after;
          expect(isOnSlot(timeZone, slotMinutes, ms)).toBe(isEdge);
        }
      }),
      { numRuns: 60, verbose: true },
    );
  });
});
