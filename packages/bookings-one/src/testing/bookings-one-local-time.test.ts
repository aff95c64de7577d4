import { seeded } from '@acx/core/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  fromWallTime,
  isLocalDate,
  isOnLocalDate,
  toLocalDate,
  toOffsetTime,
  toWallTime,
} from './bookings-one-local-time';

describe('times of the Bookings ONE simulator', () => {
  it.each([
    ['2026-07-01T09:00:00.000Z', 'Europe/Paris', '2026-07-01T11:00:00+02:00'],
    ['2026-10-25T00:30:00.000Z', 'Europe/Paris', '2026-10-25T02:30:00+02:00'],
    ['2026-10-25T01:30:00.000Z', 'Europe/Paris', '2026-10-25T02:30:00+01:00'],
    ['2026-01-01T03:00:00.000Z', 'America/St_Johns', '2025-12-31T23:30:00-03:30'],
    ['2026-01-01T03:00:00.000Z', 'UTC', '2026-01-01T03:00:00+00:00'],
  ])('write %s in %s as %s', (at, timeZone, text) => {
    expect(toOffsetTime(at, timeZone)).toBe(text);
    expect(toWallTime(at, timeZone)).toBe(text.slice(0, 19));
  });

  it.each([
    ['2026-07-01T11:00:00', '2026-07-01T09:00:00.000Z'],
    ['2026-10-25T02:30:00', '2026-10-25T00:30:00.000Z'],
    ['2026-03-29T02:30:00', undefined],
    ['2026-02-30T12:00:00', undefined],
    ['2026-07-01T25:00:00', undefined],
  ])('read the wall of Paris at %s as %s', (wallTime, at) => {
    expect(fromWallTime(wallTime, 'Europe/Paris')).toBe(at);
  });

  it.each([
    ['2026-11-30', true],
    ['2028-02-29', true],
    ['2026-02-29', false],
    ['2026-11-31', false],
    ['2026-1-1', false],
    ['', false],
  ])('know whether "%s" is a date: %s', (text, expected) => {
    expect(isLocalDate(text)).toBe(expected);
  });

  it('put a booking on exactly the dates that a calendar on the wall shows while it runs', () => {
    const zones = ['UTC', 'Europe/Paris', 'Asia/Kolkata', 'America/St_Johns', 'Pacific/Apia', 'Australia/Lord_Howe'];
    const day = fc.integer({ min: 0, max: 364 });
    const property = fc.property(
      fc.constantFrom(...zones),
      fc.integer({ min: 0, max: 365 * 24 * 12 }),
      fc.integer({ min: 1, max: 36 * 12 }),
      day,
      (timeZone, startFives, lengthFives, offDay) => {
        const startMs = Date.UTC(2026, 0, 1) + startFives * 300_000;
        const instants = Array.from({ length: lengthFives }, (_, index) =>
          new Date(startMs + index * 300_000).toISOString(),
        );
        const dates = new Set(instants.map((at) => toLocalDate(at, timeZone)));
        const window = {
          startsAt: new Date(startMs).toISOString(),
          endsAt: new Date(startMs + lengthFives * 300_000).toISOString(),
        };
        const other = new Date(Date.UTC(2026, 0, 1 + offDay)).toISOString().slice(0, 10);
        for (const date of dates) expect(isOnLocalDate(window, date, timeZone)).toBe(true);
        expect(isOnLocalDate(window, other, timeZone)).toBe(dates.has(other));
      },
    );
    fc.assert(property, seeded(60));
  });
});
