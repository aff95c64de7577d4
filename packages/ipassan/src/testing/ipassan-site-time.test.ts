import { describe, expect, it } from 'vitest';
import { formatSiteTime, formatUtcTime, isOnSlot, parseIpassanTime } from './ipassan-site-time';

describe('times of the iPassan simulator', () => {
  it.each([
    ['2026-07-01T10:00:00+01:00', '2026-07-01T09:00:00.000Z'],
    ['2026-07-01T09:00:00Z', '2026-07-01T09:00:00.000Z'],
    ['2026-07-01T09:00:00.5Z', '2026-07-01T09:00:00.500Z'],
    ['2024-02-29T00:00:00-05:30', '2024-02-29T05:30:00.000Z'],
  ])('reads %s', (text, instant) => {
    expect(parseIpassanTime(text)).toBe(Date.parse(instant));
  });

  it.each([
    '',
    '2026-07-01',
    '2026-07-01T10:00:00',
    '2026-07-01 10:00:00+01:00',
    '2026-07-01T10:00:00 01:00',
    '2026-07-01T10:00+01:00',
    '2026-02-30T10:00:00Z',
    '2026-07-01T24:00:00Z',
    '2026-07-01T10:00:00+15:00',
    '2026-07-01T10:00:00+01:60',
    '1782896400',
  ])('does not read %j', (text) => {
    expect(parseIpassanTime(text)).toBeUndefined();
  });

  it.each([
    ['2026-07-01T09:00:00Z', 'Europe/London', '2026-07-01T10:00:00+01:00'],
    ['2026-12-01T09:00:00Z', 'Europe/London', '2026-12-01T09:00:00+00:00'],
    ['2026-10-25T00:30:00Z', 'Europe/London', '2026-10-25T01:30:00+01:00'],
    ['2026-10-25T01:30:00Z', 'Europe/London', '2026-10-25T01:30:00+00:00'],
    ['2026-01-01T03:00:00Z', 'America/St_Johns', '2025-12-31T23:30:00-03:30'],
  ])('writes %s in %s as %s', (instant, timeZone, text) => {
    expect(formatSiteTime(Date.parse(instant), timeZone)).toBe(text);
    expect(parseIpassanTime(text)).toBe(Date.parse(instant));
    expect(formatUtcTime(Date.parse(instant))).toBe(instant);
  });

  it.each([
    ['2026-07-01T09:15:00Z', 'Europe/London', 15, true],
    ['2026-07-01T09:10:00Z', 'Europe/London', 15, false],
    ['2026-07-01T09:15:01Z', 'Europe/London', 15, false],
    ['2026-07-01T04:30:00Z', 'Asia/Kolkata', 60, true],
    ['2026-07-01T04:00:00Z', 'Asia/Kolkata', 60, false],
    ['2026-07-01T00:00:00Z', 'UTC', 50, true],
    ['2026-07-01T23:20:00Z', 'UTC', 50, true],
    ['2026-07-02T00:10:00Z', 'UTC', 50, false],
  ])('counts slots from local midnight: %s in %s, %i minutes: %s', (instant, timeZone, slotMinutes, expected) => {
    expect(isOnSlot(Date.parse(instant), timeZone, slotMinutes)).toBe(expected);
  });
});
