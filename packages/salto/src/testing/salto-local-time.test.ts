import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { saltoLocalTimeOf } from './salto-local-time';

/** The platform's own answer, part by part. */
function wallClock(timeZone: string, atMs: number): string {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    weekday: 'long',
  });
  const part = Object.fromEntries(format.formatToParts(atMs).map(({ type, value }) => [type, value]));
  return `${part['year']}-${part['month']}-${part['day']} ${part['hour']}:${part['minute']}:${part['second']} ${part['weekday']?.toLowerCase()}`;
}

const ours = (timeZone: string, atMs: number): string => {
  const { date, time, weekday } = saltoLocalTimeOf(timeZone)(atMs);
  return `${date} ${time} ${weekday}`;
};

describe('local time', () => {
  it.each([
    ['Europe/Paris', '2026-03-29T00:59:59.999Z', '2026-03-29 01:59:59 sunday'],
    ['Europe/Paris', '2026-03-29T01:00:00.000Z', '2026-03-29 03:00:00 sunday'],
    ['Europe/Paris', '2026-10-25T00:30:00.000Z', '2026-10-25 02:30:00 sunday'],
    ['Europe/Paris', '2026-10-25T01:30:00.000Z', '2026-10-25 02:30:00 sunday'],
    ['Australia/Lord_Howe', '2026-04-04T14:59:59Z', '2026-04-05 01:59:59 sunday'],
    ['Australia/Lord_Howe', '2026-04-04T15:00:00Z', '2026-04-05 01:30:00 sunday'],
    ['Australia/Lord_Howe', '2026-10-03T15:29:59Z', '2026-10-04 01:59:59 sunday'],
    ['Australia/Lord_Howe', '2026-10-03T15:30:00Z', '2026-10-04 02:30:00 sunday'],
    ['Asia/Kathmandu', '2026-01-01T00:00:00Z', '2026-01-01 05:45:00 thursday'],
    ['America/St_Johns', '2026-01-01T00:00:00Z', '2025-12-31 20:30:00 wednesday'],
    ['UTC', '1969-12-31T23:59:59Z', '1969-12-31 23:59:59 wednesday'],
  ])('of %s at %s is %s', (timeZone, at, expected) => {
    expect(ours(timeZone, Date.parse(at))).toBe(expected);
  });

  it('is what the platform says, in every zone', () => {
    const instants = fc.integer({ min: Date.parse('2015-01-01T00:00:00Z'), max: Date.parse('2045-01-01T00:00:00Z') });
    fc.assert(
      fc.property(fc.constantFrom(...Intl.supportedValuesOf('timeZone')), instants, (timeZone, atMs) => {
        expect(ours(timeZone, atMs)).toBe(wallClock(timeZone, atMs));
      }),
      { numRuns: 400, verbose: 1 },
    );
  });

  it('is not known of a zone that does not exist', () => {
    expect(() => saltoLocalTimeOf('Europe/Nowhere')).toThrow(RangeError);
  });
});
