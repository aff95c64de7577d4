import { describe, expect, it } from 'vitest';
import { normaliseLocalDateTime, normaliseLocalTime } from './salto-local-text';

describe('a local date-time', () => {
  it.each([
    ['2026-07-01T08:30:00', '2026-07-01T08:30:00'],
    ['2026-7-1T8:30:00', '2026-07-01T08:30:00'],
    ['2026-07-01T24:00:00', '2026-07-01T24:00:00'],
    ['1900-01-01T00:00:00', '1900-01-01T00:00:00'],
    ['2028-02-29T00:00:00', '2028-02-29T00:00:00'],
  ])('such as %s is padded', (text, expected) => {
    expect(normaliseLocalDateTime(text)).toBe(expected);
  });

  it.each(
    [
      [
        '',
        '2026-07-01',
        '2026-07-01T08:30',
        '2026-07-01T08:30:00Z',
        '2026-07-01T08:30:00+01:00',
        '2026-07-01 08:30:00',
      ],
      ['2026-02-29T00:00:00', '2026-13-01T00:00:00', '2026-00-01T00:00:00', '2026-04-31T00:00:00', '26-04-01T00:00:00'],
      ['2026-07-01T24:00:01', '2026-07-01T25:00:00', '2026-07-01T08:60:00', '2026-07-01T08:30:60', '2026-7-1T8:3:0'],
    ].flat(),
  )('is not %j', (text) => {
    expect(normaliseLocalDateTime(text)).toBeUndefined();
  });
});

describe('a time of day', () => {
  it.each([
    ['08:30:00', '08:30:00'],
    ['8:30:00', '08:30:00'],
    ['00:00:00', '00:00:00'],
    ['24:00:00', '24:00:00'],
  ])('such as %s is padded', (text, expected) => {
    expect(normaliseLocalTime(text)).toBe(expected);
  });

  it.each(['', '8', '08:30', '24:00:01', '24:30:00', '-1:00:00', '08:30:00.5', ' 08:30:00', '8:30:00 PM'])(
    'is not %j',
    (text) => {
      expect(normaliseLocalTime(text)).toBeUndefined();
    },
  );
});
