import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { everyZone, transitionsOf } from '../__fixtures__/ipassan-test-zones';
import { instantToWireTime, wireTimeField } from './ipassan-time';

const MINUTE_MS = 60_000;

describe('instantToWireTime', () => {
  it.each([
    ['winter', '2026-11-21T09:00:00.000Z', 'Europe/Paris', '2026-11-21T10:00:00+01:00'],
    ['summer', '2026-07-01T09:00:00.000Z', 'Europe/Paris', '2026-07-01T11:00:00+02:00'],
    ['Greenwich', '2026-01-01T00:00:00.000Z', 'Europe/London', '2026-01-01T00:00:00+00:00'],
    ['UTC itself', '2026-01-01T00:00:00.000Z', 'UTC', '2026-01-01T00:00:00+00:00'],
    ['the first of two equal hours', '2026-10-25T00:30:00.000Z', 'Europe/Paris', '2026-10-25T02:30:00+02:00'],
    ['the second of two equal hours', '2026-10-25T01:30:00.000Z', 'Europe/Paris', '2026-10-25T02:30:00+01:00'],
    ['a quarter of an hour', '2026-01-01T00:00:00.000Z', 'Asia/Kathmandu', '2026-01-01T05:45:00+05:45'],
    ['half an hour west', '2026-01-01T00:00:00.000Z', 'America/St_Johns', '2025-12-31T20:30:00-03:30'],
    ['less than an hour west', '2026-01-01T00:00:00.000Z', 'Etc/GMT+1', '2025-12-31T23:00:00-01:00'],
    ['seconds and milliseconds', '2026-01-01T00:00:01.250Z', 'UTC', '2026-01-01T00:00:01.250+00:00'],
  ])('writes %s', (_what, instant, timeZone, text) => {
    expect(instantToWireTime(instant, timeZone)).toBe(text);
  });

  it('is the same instant again, with the wall clock of the zone, around every transition of every zone from 2020 to 2040', () => {
    for (const timeZone of everyZone) {
      const wall = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
      for (const transition of transitionsOf(timeZone))
        for (const minutes of [-60, -30, -1, 0, 1, 60]) {
          const ms = transition + minutes * MINUTE_MS;
          const text = instantToWireTime(new Date(ms).toISOString(), timeZone);
          if (Date.parse(text) !== ms || text.slice(0, 19) !== wall.format(ms).replace(' ', 'T'))
            expect.fail(`${timeZone} at ${new Date(ms).toISOString()} was written as ${text}`);
        }
    }
  });

  it('comes back through wireTimeField unchanged at any second in any zone', () => {
    const second = fc.integer({ min: Date.UTC(2000, 0, 1) / 1000, max: Date.UTC(2099, 0, 1) / 1000 });
    fc.assert(
      fc.property(second, fc.constantFrom(...everyZone), (at, timeZone) => {
        const instant = new Date(at * 1000).toISOString();
        expect(wireTimeField.parse(instantToWireTime(instant, timeZone))).toBe(instant);
      }),
      { numRuns: 2000, verbose: true },
    );
  });
});

describe('wireTimeField', () => {
  it.each([
    ['an offset', '2026-11-21T10:00:00+01:00', '2026-11-21T09:00:00.000Z'],
    ['Z', '2026-11-21T10:00:00Z', '2026-11-21T10:00:00.000Z'],
    ['no seconds', '2026-11-21T10:00+01:00', '2026-11-21T09:00:00.000Z'],
    ['fractions of a second', '2026-11-21T10:00:00.123456Z', '2026-11-21T10:00:00.123Z'],
  ])('reads a time with %s', (_what, text, instant) => {
    expect(wireTimeField.parse(text)).toBe(instant);
  });

  it.each([
    ['without an offset', '2026-11-21T10:00:00'],
    ['that is only a date', '2026-11-21'],
    ['that does not exist', '2026-02-30T10:00:00Z'],
    ['of an hour that does not exist', '2026-11-21T25:00:00Z'],
    ['in words', 'tomorrow'],
    ['that is empty', ''],
    ['in seconds', 1_795_255_200],
    ['that is missing', null],
  ])('refuses a time %s', (_what, value) => {
    expect(wireTimeField.safeParse(value).success).toBe(false);
  });
});
