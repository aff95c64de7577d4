import { describe, expect, it } from 'vitest';
import { createIsOrdinaryDay } from '../convert/salto-day-type';
import { dayToDate, secondsToTime } from '../convert/salto-local-time';
import { type Encoding, type EncodingContext, intervalsOf, reviewEncoding, type Span } from './salto-encoding';
import { encode } from './salto-growing-encoding';

// 2026-06-01 is a Monday; Friday the 5th is special.
const known = createIsOrdinaryDay({ from: '2026-01-01', until: '2026-12-31', specialDates: ['2026-06-05'] });
const unknown = () => false;
const context = (more: Partial<EncodingContext> = {}): EncodingContext => ({
  timeZone: 'Europe/Dublin',
  nowMs: Date.parse('2026-06-01T00:00:00+01:00'),
  isOrdinary: known,
  ...more,
});

/** `2026-06-01T18:00/20:00` in Dublin's summer time, or with a date on both sides. */
function spans(...texts: readonly string[]): Span[] {
  return texts.map((text) => {
    const [from = '', to = ''] = text.split('/');
    const end = to.includes('T') ? to : `${from.slice(0, 11)}${to}`;
    return { startMs: Date.parse(`${from}:00+01:00`), endMs: Date.parse(`${end}:00+01:00`) };
  });
}
function told(encoding: Encoding): string {
  const lines = intervalsOf(encoding).map(({ from, to, days }) => {
    const names = days.length === 10 ? 'all' : days.map((day) => day.replace('special', 's').slice(0, 3)).join(' ');
    return `${secondsToTime(from).slice(0, 5)}-${secondsToTime(to).slice(0, 5)} ${names}`;
  });
  return `${dayToDate(encoding.firstDay)}..${dayToDate(encoding.lastDay)} ${lines.join(', ')}`;
}
const local = (ms: number): string => new Date(ms + 3_600_000).toISOString().slice(0, 16);

describe('the least record that serves everybody', () => {
  it.each<[string, string[], boolean, string]>([
    ['one date names all ten day types', ['2026-06-05T10:00/11:00'], true, '2026-06-05..2026-06-05 10:00-11:00 all'],
    ['one ordinary date too', ['2026-06-01T10:00/11:00'], true, '2026-06-01..2026-06-01 10:00-11:00 all'],
    [
      'two ordinary dates name their weekdays only',
      ['2026-06-01T10:00/11:00', '2026-06-02T12:00/13:00'],
      true,
      '2026-06-01..2026-06-02 10:00-11:00 mon, 12:00-13:00 tue',
    ],
    [
      'a special date names the three special types besides',
      ['2026-06-04T10:00/11:00', '2026-06-05T12:00/13:00'],
      true,
      '2026-06-04..2026-06-05 10:00-11:00 thu, 12:00-13:00 fri s1 s2 hol',
    ],
    [
      'without a calendar every date may be special',
      ['2026-06-01T10:00/11:00', '2026-06-02T12:00/13:00'],
      false,
      '2026-06-01..2026-06-02 10:00-11:00 mon s1 s2 hol, 12:00-13:00 tue s1 s2 hol',
    ],
    [
      'equal times of several days are one line',
      ['2026-06-01T10:00/11:00', '2026-06-02T10:00/11:00', '2026-06-08T10:00/11:00'],
      true,
      '2026-06-01..2026-06-08 10:00-11:00 mon tue',
    ],
    [
      'a stretch over midnight is two lines',
      ['2026-06-01T22:00/2026-06-02T02:00'],
      true,
      '2026-06-01..2026-06-02 00:00-02:00 tue, 22:00-24:00 mon',
    ],
    [
      'a stretch to midnight does not touch the next date',
      ['2026-06-01T22:00/2026-06-02T00:00'],
      true,
      '2026-06-01..2026-06-01 22:00-24:00 all',
    ],
  ])('%s', (_title, texts, isKnown, expected) => {
    expect(told(encode(spans(...texts), context({ isOrdinary: isKnown ? known : unknown })))).toBe(expected);
  });

  it('leaves out the dates that are over, but never cuts a stretch of today', () => {
    const nowMs = Date.parse('2026-06-02T12:30:00+01:00');
    const wanted = spans('2026-06-01T10:00/11:00', '2026-06-02T12:00/13:00');
    expect(told(encode(wanted, context({ nowMs })))).toBe('2026-06-02..2026-06-02 12:00-13:00 all');
  });
});

describe('what a record opens, compared with what is wanted', () => {
  const review = (held: readonly string[], wanted: readonly string[], more: Partial<EncodingContext> = {}) => {
    const { isServing, excess } = reviewEncoding(
      encode(spans(...held), context(more)),
      spans(...wanted),
      context(more),
    );
    return [isServing, ...excess.map(({ startMs, endMs, cause }) => `${local(startMs)} ${local(endMs)} ${cause}`)];
  };
  const weekLater = ['2026-06-01T10:00/11:00', '2026-06-08T12:00/13:00'];

  it.each<[string, string[], string[], Partial<EncodingContext>, unknown[]]>([
    ['the same is exact', ['2026-06-01T10:00/11:00'], ['2026-06-01T10:00/11:00'], {}, [true]],
    ['too little does not serve', ['2026-06-01T10:00/11:00'], ['2026-06-01T10:00/11:01'], {}, [false]],
    [
      'another date does not serve',
      ['2026-06-01T10:00/11:00'],
      ['2026-06-02T10:00/11:00'],
      {},
      [false, '2026-06-01T10:00 2026-06-01T11:00 special_day'],
    ],
    [
      'a weekday that comes twice opens on both dates',
      weekLater,
      weekLater,
      {},
      [true, '2026-06-01T12:00 2026-06-01T13:00 special_day', '2026-06-08T10:00 2026-06-08T11:00 special_day'],
    ],
    [
      'what is past stands in nobody’s way',
      weekLater,
      weekLater,
      { nowMs: Date.parse('2026-06-01T13:00:00+01:00') },
      [true],
    ],
    [
      'of a stretch that runs only what is to come counts',
      ['2026-06-01T10:00/11:00'],
      [],
      { nowMs: Date.parse('2026-06-01T10:30:00+01:00') },
      [true, '2026-06-01T10:30 2026-06-01T11:00 special_day'],
    ],
    [
      'dates that may be special may swap their times',
      ['2026-06-01T10:00/11:00', '2026-06-02T12:00/13:00'],
      ['2026-06-01T10:00/11:00', '2026-06-02T12:00/13:00'],
      { isOrdinary: unknown },
      [true, '2026-06-01T12:00 2026-06-01T13:00 special_day', '2026-06-02T10:00 2026-06-02T11:00 special_day'],
    ],
  ])('%s', (_title, held, wanted, more, expected) => {
    expect(review(held, wanted, more)).toEqual(expected);
  });

  it('names the equal hour of an autumn night', () => {
    // Dublin goes back from 02:00 to 01:00 at 01:00Z.
    const autumn = context({ nowMs: Date.parse('2026-10-24T12:00:00Z') });
    const wanted = [{ startMs: Date.parse('2026-10-25T00:15:00Z'), endMs: Date.parse('2026-10-25T00:45:00Z') }];
    expect(reviewEncoding(encode(wanted, autumn), wanted, autumn)).toEqual({
      isServing: true,
      excess: [
        {
          startMs: Date.parse('2026-10-25T01:15:00Z'),
          endMs: Date.parse('2026-10-25T01:45:00Z'),
          cause: 'repeated_hour',
        },
      ],
    });
  });
});
