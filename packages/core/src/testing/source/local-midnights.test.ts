import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instantFromMs, instantToMs } from '../../model/instant';
import { utcOffsetMs } from '../../model/utc-offset';
import { seeded } from '../laws/seeded';
import { localMidnights } from './local-midnights';

describe('local midnights', () => {
  it.each([
    ['UTC', '2026-11-16T08:20:00.000Z', ['2026-11-16T00:00:00.000Z', '2026-11-17T00:00:00.000Z']],
    ['Asia/Kathmandu', '2026-11-16T18:15:00.000Z', ['2026-11-16T18:15:00.000Z', '2026-11-17T18:15:00.000Z']],
    ['Asia/Kathmandu', '2026-11-16T18:14:59.999Z', ['2026-11-15T18:15:00.000Z', '2026-11-16T18:15:00.000Z']],
    [
      'Europe/London, a short day',
      '2026-03-29T12:00:00.000Z',
      ['2026-03-29T00:00:00.000Z', '2026-03-29T23:00:00.000Z'],
    ],
    ['Europe/London, a long day', '2026-10-25T12:00:00.000Z', ['2026-10-24T23:00:00.000Z', '2026-10-26T00:00:00.000Z']],
    // The clock is put forward at midnight, so the day begins at one o'clock.
    [
      'Asia/Beirut, a day without midnight',
      '2026-03-29T12:00:00.000Z',
      ['2026-03-28T22:00:00.000Z', '2026-03-29T21:00:00.000Z'],
    ],
    // The clock is put back at one o'clock, so midnight comes twice.
    [
      'America/Havana, two midnights',
      '2026-11-01T12:00:00.000Z',
      ['2026-11-01T04:00:00.000Z', '2026-11-02T05:00:00.000Z'],
    ],
  ])('of %s at %s', (zone, at, expected) => {
    expect(localMidnights({ at, timeZone: zone.split(',')[0] ?? '', days: 1 })).toEqual(expected);
  });

  const parameters = seeded(300);
  it(`are the first instants of their days in twenty years of any zone (seed ${parameters.seed})`, () => {
    const zones = fc.constantFrom('America/Sao_Paulo', 'Asia/Beirut', 'Africa/Cairo', 'America/Havana', 'Asia/Amman');
    const instants = fc.integer({ min: Date.UTC(2010, 0), max: Date.UTC(2030, 0) }).map(instantFromMs);
    fc.assert(
      fc.property(zones, instants, fc.integer({ min: 1, max: 14 }), (timeZone, at, days) => {
        const dayOf = (ms: number): number => Math.floor((ms + utcOffsetMs(timeZone, ms)) / 86_400_000);
        const midnights = localMidnights({ at, timeZone, days }).map(instantToMs);
        expect(midnights).toHaveLength(days + 1);
        midnights.forEach((ms, index) => {
          expect(dayOf(ms)).toBe(dayOf(instantToMs(at)) + index);
          expect(dayOf(ms - 1)).toBe(dayOf(ms) - 1);
        });
      }),
      parameters,
    );
  });
});
