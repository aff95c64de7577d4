import { instantFromMs, isTimeZone } from '@acx/core/provider';
import { describe, expect, it } from 'vitest';
import { startOfDayMs } from './bookings-one-day-start';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const startOf = (date: string, timeZone: string): string => instantFromMs(startOfDayMs(Date.parse(date), timeZone));

describe('a local day', () => {
  it.each([
    ['an ordinary midnight', 'Europe/Dublin', '2026-11-21', '2026-11-21T00:00:00.000Z'],
    ['midnight in summer', 'Europe/Dublin', '2026-07-01', '2026-06-30T23:00:00.000Z'],
    ['the night in which the clock is set forward', 'Europe/Dublin', '2026-03-29', '2026-03-29T00:00:00.000Z'],
    ['the night in which the clock is set back', 'Europe/Dublin', '2026-10-25', '2026-10-24T23:00:00.000Z'],
    ['an offset of three quarters of an hour', 'Asia/Kathmandu', '2026-11-21', '2026-11-20T18:15:00.000Z'],
    ['the zone that is furthest ahead', 'Pacific/Kiritimati', '2026-11-21', '2026-11-20T10:00:00.000Z'],
    ['the zone that is furthest behind', 'Etc/GMT+12', '2026-11-21', '2026-11-21T12:00:00.000Z'],
    ['no midnight: the day begins an hour later', 'America/Sao_Paulo', '2018-11-04', '2018-11-04T03:00:00.000Z'],
    ['no midnight: the day begins an hour later', 'Asia/Beirut', '2024-03-31', '2024-03-30T22:00:00.000Z'],
    ['no midnight: the day begins an hour later', 'Africa/Cairo', '2024-04-26', '2024-04-25T22:00:00.000Z'],
    ['the last hour before midnight twice', 'America/Sao_Paulo', '2018-02-18', '2018-02-18T03:00:00.000Z'],
    ['the last hour before midnight twice', 'Asia/Beirut', '2024-10-27', '2024-10-26T22:00:00.000Z'],
    ['the last hour before midnight twice', 'Africa/Cairo', '2024-11-01', '2024-10-31T22:00:00.000Z'],
    ['midnight twice: the first', 'America/Havana', '2024-11-03', '2024-11-03T04:00:00.000Z'],
    [
      'midnight twice with the former day in between: the second',
      'America/St_Johns',
      '2010-11-07',
      '2010-11-07T03:30:00.000Z',
    ],
    ['a day that was left out: when the next one begins', 'Pacific/Apia', '2011-12-30', '2011-12-30T10:00:00.000Z'],
    ['the day after one that was left out', 'Pacific/Apia', '2011-12-31', '2011-12-30T10:00:00.000Z'],
    ['the day before one that was left out', 'Pacific/Apia', '2011-12-29', '2011-12-29T10:00:00.000Z'],
  ])('begins exactly (%s, %s, %s)', (_what, timeZone, date, startsAt) => {
    expect(startOf(date, timeZone)).toBe(startsAt);
  });

  // Zones that change their clocks at or near midnight, of both halves of the earth.
  it.each([
    'America/Sao_Paulo',
    'Asia/Beirut',
    'Africa/Cairo',
    'America/Havana',
    'America/Asuncion',
    'America/St_Johns',
    'Australia/Lord_Howe',
    'Pacific/Apia',
    'Asia/Tehran',
    'Europe/Dublin',
  ])('of twenty years in %s begins where the calendar of the platform says', (timeZone) => {
    expect(isTimeZone(timeZone)).toBe(true);
    const calendar = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' });
    let formerMs = startOfDayMs(Date.UTC(2004, 11, 31), timeZone);
    const wrong: string[] = [];
    let changes = 0;
    for (let dayMs = Date.UTC(2005, 0, 1); dayMs < Date.UTC(2025, 0, 1); dayMs += DAY_MS) {
      const startMs = startOfDayMs(dayMs, timeZone);
      const date = instantFromMs(dayMs).slice(0, 10);
      const isRight =
        calendar.format(startMs - 1) < date &&
        calendar.format(startMs) >= date &&
        calendar.format(startMs + HOUR_MS - 1) >= date;
      // A date that was left out has no time of its own.
      if (startMs !== formerMs && !isRight) wrong.push(date);
      if (startMs - formerMs !== DAY_MS) changes += 1;
      formerMs = startMs;
    }
    expect(wrong).toEqual([]);
    // A zone whose clock nobody changed would prove nothing.
    expect(changes).toBeGreaterThan(4);
  });
});
