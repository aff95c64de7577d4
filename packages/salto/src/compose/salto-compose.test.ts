import type { Composition } from '@acx/core/provider';
import { describe, expect, it } from 'vitest';
import { createIsOrdinaryDay } from '../convert/salto-day-type';
import { parseSaltoGrantState } from '../convert/salto-grant-state';
import { gymPermission, rulesWith, told } from './__fixtures__/compose-rules';
import { composeSalto } from './salto-compose';
import type { SaltoComposeRules } from './salto-compose-rules';

/** Windows in Dublin's summer time, `2026-06-01T18:00/20:00` or with a date on both sides. */
function windows(...texts: readonly string[]) {
  return texts.map((text, index) => {
    const [from = '', to = ''] = text.split('/');
    const end = to.includes('T') ? to : `${from.slice(0, 11)}${to}`;
    return gymPermission(`b${index + 1}`, instant(from), instant(end));
  });
}
const instant = (local: string) => new Date(`${local}:00.000+01:00`).toISOString();

const calendar = createIsOrdinaryDay({ from: '2026-01-01', until: '2026-12-31', specialDates: ['2026-06-05'] });
const known = { isOrdinary: calendar };

function compose(texts: readonly string[], now: string, more: Partial<SaltoComposeRules> = {}, held?: Composition) {
  return composeSalto(windows(...texts), { now: instant(now), held: held?.state }, rulesWith(more));
}

describe('what one record of Salto says', () => {
  // 2026-06-01 is a Monday.
  const now = '2026-06-01T08:00';
  it.each<[string, string[], Partial<SaltoComposeRules>, string]>([
    [
      'one booking opens on all ten day types',
      ['2026-06-01T18:00/20:00'],
      {},
      '2026-06-01..2026-06-01 18:00-20:00 all',
    ],
    [
      'two on one date share a period',
      ['2026-06-01T10:00/11:00', '2026-06-01T18:00/20:00'],
      {},
      '2026-06-01..2026-06-01 10:00-11:00 all, 18:00-20:00 all',
    ],
    [
      'touching ones become one',
      ['2026-06-01T10:00/11:00', '2026-06-01T11:00/12:00'],
      {},
      '2026-06-01..2026-06-01 10:00-12:00 all',
    ],
    [
      'overlapping ones of two people are united',
      ['2026-06-01T10:00/12:00', '2026-06-01T11:00/13:00'],
      {},
      '2026-06-01..2026-06-01 10:00-13:00 all',
    ],
    [
      'the night is cut at midnight',
      ['2026-06-01T22:00/2026-06-02T02:00'],
      known,
      '2026-06-01..2026-06-02 00:00-02:00 tue, 22:00-24:00 mon',
    ],
    [
      'an end at midnight needs one date',
      ['2026-06-01T22:00/2026-06-02T00:00'],
      {},
      '2026-06-01..2026-06-01 22:00-24:00 all',
    ],
    [
      'different weekdays share a period',
      ['2026-06-01T10:00/11:00', '2026-06-03T18:00/19:00'],
      known,
      '2026-06-01..2026-06-03 10:00-11:00 mon, 18:00-19:00 wed',
    ],
    [
      'equal times share a line',
      ['2026-06-01T10:00/11:00', '2026-06-03T10:00/11:00'],
      known,
      '2026-06-01..2026-06-03 10:00-11:00 mon wed',
    ],
    [
      'a special date is served beside ordinary ones',
      ['2026-06-04T10:00/11:00', '2026-06-05T18:00/19:00'],
      known,
      '2026-06-04..2026-06-05 10:00-11:00 thu, 18:00-19:00 fri s1 s2 hol',
    ],
    [
      'several days need three lines',
      ['2026-06-01T22:00/2026-06-04T02:00'],
      known,
      '2026-06-01..2026-06-04 00:00-02:00 thu, 00:00-24:00 tue wed, 22:00-24:00 mon',
    ],
    [
      'the same time every day needs no calendar',
      ['2026-06-01T10:00/11:00', '2026-06-02T10:00/11:00'],
      {},
      '2026-06-01..2026-06-02 10:00-11:00 mon tue s1 s2 hol',
    ],
    [
      'a weekday that comes twice waits',
      ['2026-06-01T10:00/11:00', '2026-06-08T18:00/19:00'],
      known,
      '2026-06-01..2026-06-01 10:00-11:00 all',
    ],
    [
      'a weekday that comes twice with the same time does not',
      ['2026-06-01T10:00/11:00', '2026-06-08T10:00/11:00'],
      known,
      '2026-06-01..2026-06-08 10:00-11:00 mon',
    ],
    [
      'an exact period needs no timetable',
      ['2026-06-01T22:00/2026-06-03T02:00'],
      { hasExactPeriods: true },
      '2026-06-01T22:00:00..2026-06-03T02:00:00 00:00-24:00 all',
    ],
  ])('%s', (_title, texts, more, expected) => {
    expect(told(compose(texts, now, more))).toBe(expected);
  });

  it('never has more lines than a timetable can hold', () => {
    const hours = ['08', '09', '10', '11', '12', '13', '14', '15', '16'].map(
      (hour) => `2026-06-02T${hour}:00/${hour}:30`,
    );
    const composition = compose(hours, now);
    expect(parseSaltoGrantState(composition.state).intervals).toHaveLength(8);
    expect(composition.waiting).toEqual([
      { permissionKey: 'house/b9/1', reason: 'grant_occupied', expectedAt: instant('2026-06-02T08:30') },
    ]);
    expect(composition.nextAt).toBe(instant('2026-06-02T08:30'));
  });
});

describe('seconds', () => {
  const seconds = () =>
    gymPermission('b1', '2026-06-01T17:00:30.000Z', '2026-06-01T19:00:30.500Z', { adjustments: ['buffered'] });

  it('that do not fit are cut off, and it says so', () => {
    const composition = composeSalto([seconds()], { now: instant('2026-06-01T08:00') }, rulesWith());
    expect(told(composition)).toBe('2026-06-01..2026-06-01 18:01-20:00 all');
    expect(composition.covered[0]?.windows[0]?.adjustments).toEqual(['buffered', 'shrunk_to_slot']);
  });

  it('are kept where Space knows them', () => {
    const composition = composeSalto(
      [seconds()],
      { now: instant('2026-06-01T08:00') },
      rulesWith({ resolutionSeconds: 1 }),
    );
    expect(parseSaltoGrantState(composition.state).intervals).toMatchObject([{ from: '18:00:30', to: '20:00:30' }]);
  });

  it('are refused in strict mode when they have to be cut off', () => {
    const { rejected } = composeSalto([seconds()], { now: instant('2026-06-01T08:00') }, rulesWith({ isStrict: true }));
    expect(rejected).toHaveLength(1);
  });
});

describe('handing over', () => {
  const texts = ['2026-06-01T10:00/11:00', '2026-06-08T18:00/19:00', '2026-06-15T07:00/08:00'];

  it('says when each of those that wait will be written', () => {
    expect(compose(texts, '2026-06-01T08:00').waiting).toEqual([
      { permissionKey: 'house/b2/1', reason: 'grant_occupied', expectedAt: instant('2026-06-01T11:00') },
      { permissionKey: 'house/b3/1', reason: 'grant_occupied', expectedAt: instant('2026-06-08T19:00') },
    ]);
  });

  it('writes the next one at the very moment at which the former ends', () => {
    const before = compose(texts, '2026-06-01T08:00');
    expect(before.nextAt).toBe(instant('2026-06-01T11:00'));
    const after = compose(texts, '2026-06-01T11:00', {}, before);
    expect(told(after)).toBe('2026-06-08..2026-06-08 18:00-19:00 all');
  });

  it('changes nothing while what is held still says the same', () => {
    const all = ['2026-06-01T10:00/11:00', '2026-06-02T18:00/19:00', '2026-06-03T07:00/08:00'];
    const first = compose(all, '2026-06-01T08:00', known);
    for (const at of [
      '2026-06-01T10:30',
      '2026-06-01T11:00',
      '2026-06-02T00:00',
      '2026-06-02T18:30',
      '2026-06-03T07:59',
    ])
      expect(compose(all, at, known, first).state).toEqual(first.state);
  });

  it('lets what has lapsed lie until shortly after local midnight', () => {
    const { lapsesAt, sweepAt } = compose(['2026-06-01T18:00/20:00'], '2026-06-01T08:00');
    expect([lapsesAt, sweepAt]).toEqual([instant('2026-06-01T20:00'), instant('2026-06-02T00:05')]);
  });
});

describe('a booking longer than a week', () => {
  const stay = ['2026-06-08T14:00/2026-06-23T10:00'];
  const summer = { isOrdinary: createIsOrdinaryDay({ from: '2026-01-01', until: '2026-12-31', specialDates: [] }) };

  it('is written as far as it is exact, and says so', () => {
    const composition = compose(stay, '2026-06-01T08:00', summer);
    expect(told(composition)).toBe('2026-06-08..2026-06-14 00:00-24:00 tue wed thu fri sat sun, 14:00-24:00 mon');
    expect(composition.covered[0]?.windows).toEqual([
      { startsAt: instant('2026-06-08T14:00'), endsAt: instant('2026-06-15T00:00'), adjustments: ['extended_later'] },
    ]);
  });

  it('is extended days before it would end too early', () => {
    const begun = compose(stay, '2026-06-01T08:00', summer);
    expect(begun.nextAt).toBe(instant('2026-06-09T00:00'));
    const extended = compose(stay, '2026-06-09T00:00', summer, begun);
    expect(told(extended)).toContain('2026-06-09..2026-06-22');
    const whole = compose(stay, '2026-06-17T00:00', summer, extended);
    expect(told(whole)).toContain('..2026-06-23');
    expect(whole.covered[0]?.windows[0]?.adjustments).toEqual([]);
  });
});

describe('a night between two dates of which either may be special', () => {
  const night = ['2026-06-02T22:00/2026-06-03T02:00'];

  it('waits until it cannot open on the early side any more', () => {
    const composition = compose(night, '2026-06-01T08:00');
    expect(told(composition)).toBe('nothing');
    expect(composition.waiting).toEqual([
      { permissionKey: 'house/b1/1', reason: 'not_exact_yet', expectedAt: instant('2026-06-02T02:00') },
    ]);
  });

  it('is then served, and says what may open besides', () => {
    const composition = compose(night, '2026-06-02T02:00');
    expect(told(composition)).toBe('2026-06-02..2026-06-03 00:00-02:00 wed s1 s2 hol, 22:00-24:00 tue s1 s2 hol');
    expect(composition.covered[0]?.windows).toEqual([
      { startsAt: instant('2026-06-02T22:00'), endsAt: instant('2026-06-03T02:00'), adjustments: [] },
      { startsAt: instant('2026-06-03T22:00'), endsAt: instant('2026-06-04T00:00'), adjustments: ['special_day'] },
    ]);
  });

  it('is refused in strict mode, with what to do', () => {
    const composition = compose(night, '2026-06-01T08:00', { isStrict: true });
    expect(told(composition)).toBe('nothing');
    expect(composition.rejected[0]?.error.message).toMatch(
      /Booking b1 cannot be held on zone GYM of house: .*special dates/,
    );
  });
});

describe('what cannot be held', () => {
  it('is a credential of its own', () => {
    const permission = gymPermission('b1', instant('2026-06-01T18:00'), instant('2026-06-01T20:00'), {
      credential: 'pin',
    });
    const { rejected } = composeSalto([permission], { now: instant('2026-06-01T08:00') }, rulesWith());
    expect(rejected[0]?.error.code).toBe('unsupported_capability');
  });

  it('waits for the horizon when it is far away', () => {
    const composition = compose(['2026-06-20T10:00/11:00'], '2026-06-01T08:00', { horizonDays: 7 });
    expect(composition.waiting).toEqual([
      { permissionKey: 'house/b1/1', reason: 'beyond_horizon', expectedAt: instant('2026-06-13T10:00') },
    ]);
    expect(composition.nextAt).toBe(instant('2026-06-13T10:00'));
  });
});
