import { describe, expect, it } from 'vitest';
import { readBoolean, readDurationMs, readHex, readInstantMs, readInteger } from './ipevia-lexical';

describe('values on the wire', () => {
  it.each([
    ['2026-07-01T10:00:00Z', '2026-07-01T10:00:00.000Z'],
    [' 2026-07-01T12:00:00.1239+02:00\n', '2026-07-01T10:00:00.123Z'],
    ['2026-06-30T24:00:00-01:30', '2026-07-01T01:30:00.000Z'],
    ['2028-02-29T00:00:00+14:00', '2028-02-28T10:00:00.000Z'],
  ])('are instants: %s', (text, expected) => {
    expect(new Date(readInstantMs(text) ?? 0).toISOString()).toBe(expected);
  });

  it.each([
    '',
    '2026-07-01',
    '2026-07-01T10:00:00',
    '2026-07-01T10:00Z',
    '2026-02-29T10:00:00Z',
    '2026-13-01T10:00:00Z',
    '2026-07-01T24:00:01Z',
    '2026-07-01T10:60:00Z',
    '2026-07-01T10:00:60Z',
    '2026-07-01T10:00:00+15:00',
    '2026-07-01 10:00:00Z',
  ])('are no instants: %j', (text) => {
    expect(readInstantMs(text)).toBeUndefined();
  });

  it.each([
    ['PT1H', 3_600_000],
    ['P1DT2H3M4.5S', 93_784_500],
    ['P1M', 2_592_000_000],
    ['PT0S', 0],
    ['P', undefined],
    ['PT', undefined],
    ['1H', undefined],
    ['-PT1H', undefined],
    ['P1DT', undefined],
  ])('are durations or not: %s', (text, expected) => {
    expect(readDurationMs(text)).toBe(expected);
  });

  it('are numbers, booleans and hexadecimal or not', () => {
    expect(['5', ' -1 ', '+7', '1.5', '', '2147483648'].map(readInteger)).toEqual([
      5,
      -1,
      7,
      undefined,
      undefined,
      undefined,
    ]);
    expect(['true', '0', ' 1 ', 'TRUE', ''].map(readBoolean)).toEqual([true, false, true, undefined, undefined]);
    expect(['00ff', ' 0A ', '', '0', '0x', 'G0'].map(readHex)).toEqual([
      '00FF',
      '0A',
      '',
      undefined,
      undefined,
      undefined,
    ]);
  });
});
