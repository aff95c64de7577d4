import { instantFromMs, utcOffsetMs } from '@acx/core/provider';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dateToMs, readBookingsOneTime } from './bookings-one-time';

const withOffset = { times: 'offset' } as const;
const local = (timeZone: string) => ({ times: 'local', timeZone }) as const;

describe('a time with an offset', () => {
  it.each([
    ['2026-07-01T10:00:00Z', '2026-07-01T10:00:00.000Z'],
    ['2026-07-01T10:00:00+01:00', '2026-07-01T09:00:00.000Z'],
    ['2026-07-01T10:00-0330', '2026-07-01T13:30:00.000Z'],
    ['2026-07-01 10:00:00+00:00', '2026-07-01T10:00:00.000Z'],
    [' 2026-07-01t10:00:00z ', '2026-07-01T10:00:00.000Z'],
    ['2026-07-01T10:00:00.1234567Z', '2026-07-01T10:00:00.123Z'],
    ['2026-07-01T10:00:00.5+05:45', '2026-07-01T04:15:00.500Z'],
    ['2028-02-29T23:59:59+14:00', '2028-02-29T09:59:59.000Z'],
    ['9999-12-31T23:59:59.9999999Z', '9999-12-31T23:59:59.999Z'],
  ])('%s is %s', (text, instant) => {
    expect(readBookingsOneTime(text, 'start', withOffset)).toBe(instant);
    expect(readBookingsOneTime(text, 'end', withOffset)).toBe(instant);
  });

  it.each([
    '',
    'noon',
    '2026-07-01',
    '2026-07-01T10:00:00',
    '2026-02-29T10:00:00Z',
    '2026-02-30T10:00:00Z',
    '2026-13-01T10:00:00Z',
    '2026-07-01T24:00:00Z',
    '2026-07-01T10:60:00Z',
    '2026-07-01T10:00:60Z',
    '2026-07-01T10:00:00+15:00',
    '2026-07-01T10:00:00+1:00',
    '2026-07-01T10:00:00 Europe/Dublin',
    '07/01/2026 10:00 AM',
    '1782900000',
    '9999-12-31T23:59:59-01:00',
    '0000-01-01T00:00:00+01:00',
    '0001-01-01T00:00:00Z',
    '1969-12-31T23:59:59Z',
    '1970-01-01T00:30:00+01:00',
    '2026-07-01T10:00:00Z2026-07-01T10:00:00Z',
  ])('is not %j', (text) => {
    expect(readBookingsOneTime(text, 'start', withOffset)).toBeUndefined();
  });
});

describe('a wall clock', () => {
  it.each([
    // The clock of Dublin goes forward on 29 March 2026 at 01:00 and back on 25 October at 02:00.
    ['Europe/Dublin', '2026-03-29T00:59:59', '2026-03-29T00:59:59.000Z', undefined],
    ['Europe/Dublin', '2026-03-29T01:00:00', '2026-03-29T01:00:00.000Z', undefined],
    ['Europe/Dublin', '2026-03-29T01:30:00', '2026-03-29T01:30:00.000Z', undefined],
    ['Europe/Dublin', '2026-03-29T02:00:00', '2026-03-29T01:00:00.000Z', undefined],
    ['Europe/Dublin', '2026-07-01T10:00:00', '2026-07-01T09:00:00.000Z', undefined],
    ['Europe/Dublin', '2026-10-25T00:59:59', '2026-10-24T23:59:59.000Z', undefined],
    ['Europe/Dublin', '2026-10-25T01:00:00', '2026-10-25T00:00:00.000Z', '2026-10-25T01:00:00.000Z'],
    ['Europe/Dublin', '2026-10-25T01:30:00', '2026-10-25T00:30:00.000Z', '2026-10-25T01:30:00.000Z'],
    ['Europe/Dublin', '2026-10-25T02:00:00', '2026-10-25T02:00:00.000Z', undefined],
    // The clock of Lord Howe Island goes back by half an hour on 5 April 2026 at 02:00 and forward on 4 October at 02:00.
    ['Australia/Lord_Howe', '2026-04-05T01:29:00', '2026-04-04T14:29:00.000Z', undefined],
    ['Australia/Lord_Howe', '2026-04-05T01:45:00', '2026-04-04T14:45:00.000Z', '2026-04-04T15:15:00.000Z'],
    ['Australia/Lord_Howe', '2026-04-05T02:00:00', '2026-04-04T15:30:00.000Z', undefined],
    ['Australia/Lord_Howe', '2026-10-04T02:15:00', '2026-10-03T15:45:00.000Z', undefined],
    ['Australia/Lord_Howe', '2026-10-04T02:30:00', '2026-10-03T15:30:00.000Z', undefined],
    // In Santiago the hour comes twice before midnight on 4 April 2026, and is left out after midnight on 6 September.
    ['America/Santiago', '2026-04-04T23:30:00', '2026-04-05T02:30:00.000Z', '2026-04-05T03:30:00.000Z'],
    ['America/Santiago', '2026-09-06T00:30:00', '2026-09-06T04:30:00.000Z', undefined],
    ['Asia/Hong_Kong', '2026-07-01T10:00:00', '2026-07-01T02:00:00.000Z', undefined],
  ])('in %s that shows %s is %s as a start', (timeZone, text, start, end = start) => {
    expect(readBookingsOneTime(text, 'start', local(timeZone))).toBe(start);
    expect(readBookingsOneTime(text, 'end', local(timeZone))).toBe(end);
  });

  it.each([
    ['has an offset', '2026-07-01T10:00:00+01:00', local('Europe/Dublin')],
    ['has a Z', '2026-07-01T10:00:00Z', local('Europe/Dublin')],
    ['is of no zone', '2026-07-01T10:00:00', { times: 'local' } as const],
  ])('cannot be read when it %s', (_what, text, reading) => {
    expect(readBookingsOneTime(text, 'start', reading)).toBeUndefined();
  });

  it('that shows an instant is read as one that shows the same, never later as a start or earlier as an end', () => {
    const zones = fc.constantFrom(
      'Europe/Dublin',
      'America/Santiago',
      'Australia/Lord_Howe',
      'Pacific/Apia',
      'Asia/Tehran',
    );
    const minutes = fc.integer({ min: Date.UTC(2020, 0) / 60_000, max: Date.UTC(2040, 0) / 60_000 });
    const wallOf = (timeZone: string, ms: number): string => instantFromMs(ms + utcOffsetMs(timeZone, ms)).slice(0, 19);
    fc.assert(
      fc.property(zones, minutes, (timeZone, minute) => {
        const ms = minute * 60_000;
        const wall = wallOf(timeZone, ms);
        const start = Date.parse(readBookingsOneTime(wall, 'start', local(timeZone)) ?? '');
        const end = Date.parse(readBookingsOneTime(wall, 'end', local(timeZone)) ?? '');
        expect([wallOf(timeZone, start), wallOf(timeZone, end)]).toEqual([wall, wall]);
        expect(start).toBeLessThanOrEqual(ms);
        expect(end).toBeGreaterThanOrEqual(ms);
      }),
      { numRuns: 300 },
    );
  });
});

describe('a date', () => {
  it('is on the calendar', () => {
    expect(dateToMs('2028-02-29')).toBe(Date.UTC(2028, 1, 29));
  });

  it.each(['', '2026-02-29', '2026-2-1', '2026-07-01T00:00', ' 2026-07-01', '20260701', '2026-07-32'])(
    'is not %j',
    (date) => {
      expect(dateToMs(date)).toBeUndefined();
    },
  );
});
