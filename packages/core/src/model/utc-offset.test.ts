import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seeded } from '../testing/laws/seeded';
import { isTimeZone, utcOffsetMs } from './utc-offset';

const MINUTE_MS = 60_000;
const offsetMinutes = (timeZone: string, at: string): number => utcOffsetMs(timeZone, Date.parse(at)) / MINUTE_MS;

describe('utcOffsetMs', () => {
  it.each<[timeZone: string, at: string, minutes: number]>([
    ['UTC', '2026-07-01T12:00:00Z', 0],
    ['Europe/Paris', '2026-01-15T12:00:00Z', 60],
    ['Europe/Paris', '2026-07-15T12:00:00Z', 120],
    ['Europe/Dublin', '2026-01-15T12:00:00Z', 0],
    ['America/New_York', '2026-01-15T12:00:00Z', -300],
    ['America/St_Johns', '2026-01-15T12:00:00Z', -210],
    ['Asia/Kathmandu', '2026-01-15T12:00:00Z', 345],
    ['Australia/Eucla', '2026-01-15T12:00:00Z', 525],
    ['Pacific/Chatham', '2026-01-15T12:00:00Z', 825],
    ['Pacific/Chatham', '2026-07-15T12:00:00Z', 765],
    ['Australia/Lord_Howe', '2026-01-15T12:00:00Z', 660],
    ['Australia/Lord_Howe', '2026-07-15T12:00:00Z', 630],
    ['Pacific/Kiritimati', '2026-12-31T12:00:00Z', 840],
    ['Pacific/Pago_Pago', '2027-01-01T06:00:00Z', -660],
  ])('of %s at %s is %d minutes', (timeZone, at, minutes) => {
    expect(offsetMinutes(timeZone, at)).toBe(minutes);
  });

  it.each<[timeZone: string, lastBefore: string, first: string, before: number, after: number]>([
    ['Europe/Dublin', '2026-03-29T00:59:59.999Z', '2026-03-29T01:00:00.000Z', 0, 60],
    ['Europe/Dublin', '2026-10-25T00:59:59.999Z', '2026-10-25T01:00:00.000Z', 60, 0],
    ['Australia/Lord_Howe', '2026-04-04T14:59:59.999Z', '2026-04-04T15:00:00.000Z', 660, 630],
  ])('of %s changes to the millisecond', (timeZone, lastBefore, first, before, after) => {
    expect([offsetMinutes(timeZone, lastBefore), offsetMinutes(timeZone, first)]).toEqual([before, after]);
  });

  it('shows what the clocks on the wall show, in every zone and at every instant', () => {
    const wallClock = (timeZone: string) =>
      new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
    const zones = fc.constantFrom(...Intl.supportedValuesOf('timeZone'));
    const range = { min: Date.parse('2000-01-01T00:00:00Z'), max: Date.parse('2199-12-31T23:59:59Z') };
    fc.assert(
      fc.property(zones, fc.integer(range), (timeZone, atMs) => {
        const local = new Date(atMs + utcOffsetMs(timeZone, atMs)).toISOString();
        expect(wallClock(timeZone).format(atMs)).toBe(local.slice(0, 19).replace('T', ' '));
      }),
      seeded(300),
    );
  });

  it('refuses a zone that it does not know', () => {
    expect(() => utcOffsetMs('Mars/Olympus', 0)).toThrow(RangeError);
  });
});

describe('isTimeZone', () => {
  it.each([
    ['Europe/Dublin', true],
    ['Asia/Kathmandu', true],
    ['UTC', true],
    ['Mars/Olympus', false],
    ['+01:00', false],
    ['-0330', false],
    ['', false],
    [' Europe/Dublin', false],
    ['Europe/Dublin\n', false],
  ])('of %j is %s', (timeZone, isKnown) => {
    expect(isTimeZone(timeZone)).toBe(isKnown);
  });
});
