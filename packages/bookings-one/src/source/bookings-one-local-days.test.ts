import { instantFromMs, instantToMs } from '@acx/core/provider';
import { seeded } from '@acx/core/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { localDaysFrom } from './bookings-one-local-days';

const daysFrom = (at: string, count: number, timeZone: string) => localDaysFrom(instantToMs(at), count, timeZone);

describe('the days from an instant on', () => {
  it.each([
    ['2026-11-21T23:59:59.999Z', 'Europe/Dublin', '2026-11-21'],
    ['2026-11-22T00:00:00.000Z', 'Europe/Dublin', '2026-11-22'],
    ['2026-06-30T23:00:00.000Z', 'Europe/Dublin', '2026-07-01'],
    ['2026-11-21T15:59:59.999Z', 'Asia/Hong_Kong', '2026-11-21'],
    ['2026-11-21T16:00:00.000Z', 'Asia/Hong_Kong', '2026-11-22'],
    ['2026-11-21T04:59:59.999Z', 'America/New_York', '2026-11-20'],
    ['2011-12-30T10:00:00.000Z', 'Pacific/Apia', '2011-12-31'],
  ])('begin with the day that the wall clock shows (%s in %s)', (at, timeZone, date) => {
    expect(daysFrom(at, 1, timeZone)[0]?.date).toBe(date);
  });

  it('are 25 hours long where the clock is set back, and follow each other without a gap', () => {
    expect(daysFrom('2026-10-24T12:00:00.000Z', 3, 'Europe/Dublin')).toEqual([
      { date: '2026-10-24', startsAt: '2026-10-23T23:00:00.000Z', endsAt: '2026-10-24T23:00:00.000Z' },
      { date: '2026-10-25', startsAt: '2026-10-24T23:00:00.000Z', endsAt: '2026-10-26T00:00:00.000Z' },
      { date: '2026-10-26', startsAt: '2026-10-26T00:00:00.000Z', endsAt: '2026-10-27T00:00:00.000Z' },
    ]);
  });

  it('begin with the former day in the minute that a clock shows before it goes back across midnight', () => {
    expect(daysFrom('2010-11-07T02:30:30.000Z', 1, 'America/St_Johns')[0]?.date).toBe('2010-11-06');
    expect(daysFrom('2010-11-07T03:30:00.000Z', 1, 'America/St_Johns')[0]?.date).toBe('2010-11-07');
  });

  const run = seeded(300);
  it(`cover the instant, in order and without a gap, in every zone and year (seed ${run.seed})`, () => {
    const zone = fc.constantFrom(
      'America/Sao_Paulo',
      'Asia/Beirut',
      'Africa/Cairo',
      'Pacific/Apia',
      'America/St_Johns',
    );
    const instant = fc.integer({ min: Date.UTC(2005, 0), max: Date.UTC(2026, 0) });
    const law = fc.property(instant, fc.integer({ min: 1, max: 15 }), zone, (atMs, count, timeZone) => {
      const days = localDaysFrom(atMs, count, timeZone);
      const at = instantFromMs(atMs);
      expect(days).toHaveLength(count);
      expect(days[0]?.startsAt).toSatisfy((startsAt: string) => startsAt <= at);
      expect(days[0]?.endsAt).toSatisfy((endsAt: string) => endsAt > at);
      days.forEach((day, index) => {
        expect(day.startsAt <= day.endsAt).toBe(true);
        if (index > 0) expect(day.startsAt).toBe(days[index - 1]?.endsAt);
      });
    });
    fc.assert(law, run);
  });
});
