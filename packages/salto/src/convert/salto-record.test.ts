import { describe, expect, it } from 'vitest';
import { clearedRecord, isClearedRecord, recordToPeriod, renewRecord, stateToRecord } from './salto-record';

const included = { lastDate: 'included', hasExactPeriods: false } as const;
const excluded = { lastDate: 'excluded', hasExactPeriods: false } as const;
const exact = { lastDate: 'included', hasExactPeriods: true } as const;
const record = (startsAt: string, endsAt: string) => ({ zone: 'GYM', timetable: 900, period: { startsAt, endsAt } });

describe('the period of a record', () => {
  const dates = { zone: 'GYM', period: { from: '2026-06-01', to: '2026-06-30' } };
  const instants = { zone: 'GYM', period: { from: '2026-06-01T22:00:00', to: '2026-06-03T02:00:00' } };

  it.each([
    [
      'ends in the last second of a last date that counts',
      dates,
      included,
      '2026-06-01T00:00:00',
      '2026-06-30T23:59:59',
    ],
    [
      'ends at the midnight behind a last date that does not',
      dates,
      excluded,
      '2026-06-01T00:00:00',
      '2026-07-01T00:00:00',
    ],
    ['is to the second where Space enforces it', instants, exact, '2026-06-01T22:00:00', '2026-06-03T02:00:00'],
    ['is to the second whatever the last date means', instants, excluded, '2026-06-01T22:00:00', '2026-06-03T02:00:00'],
  ])('%s', (_title, state, rules, startsAt, endsAt) => {
    expect(stateToRecord(state, 900, rules)).toEqual(record(startsAt, endsAt));
  });

  it.each([included, excluded, exact])('is read back as it was meant (%o)', (rules) => {
    for (const state of [dates, instants])
      expect(recordToPeriod(stateToRecord(state, 900, rules), rules)).toEqual(state.period);
  });

  it.each([
    ['a server that keeps the date of an end only', '2026-06-30T00:00:00'],
    ['a server that writes the end of a day as 24:00', '2026-06-30T24:00:00'],
  ])('is understood when it comes from %s', (_title, endsAt) => {
    expect(recordToPeriod(record('2026-06-01T00:00:00', endsAt), included)).toEqual({
      from: '2026-06-01',
      to: '2026-06-30',
    });
  });

  it('is not taken for whole dates where a midnight is enforced', () => {
    const period = { from: '2026-06-01T00:00:00', to: '2026-06-30T00:00:00' };
    expect(recordToPeriod(record(period.from, period.to), exact)).toEqual(period);
  });

  it('that is none stays none', () => {
    expect(recordToPeriod({ zone: 'GYM', timetable: 900 }, included)).toBeUndefined();
    expect(renewRecord({ zone: 'GYM', timetable: 900 }, included)).toEqual({ zone: 'GYM', timetable: 900 });
  });
});

describe('a record of ours that is written again', () => {
  it('is in our words and without what Space had sent', () => {
    const told = { ...record('2026-06-01T00:00:00', '2026-06-30T24:00:00'), source: { name: 'X', text: '1' } };
    expect(renewRecord(told, included)).toEqual(record('2026-06-01T00:00:00', '2026-06-30T23:59:59'));
  });

  it('keeps a period that somebody gave times of day', () => {
    const odd = record('2026-06-01T08:00:00', '2026-06-30T12:30:00');
    expect(renewRecord(odd, included)).toEqual(odd);
  });
});

describe('a record that is cleared because it cannot be removed', () => {
  it('is long past and known again, also with the times that a server may give back', () => {
    expect(isClearedRecord(clearedRecord('GYM', 900))).toBe(true);
    expect(isClearedRecord(record('2000-01-02T00:00:00', '2000-01-02T00:00:00'))).toBe(true);
  });

  it('is neither a record of now, nor one without period, nor one with a date that means no date', () => {
    for (const other of [
      record('2026-06-01T00:00:00', '2026-06-01T23:59:59'),
      { zone: 'GYM', timetable: 900 },
      record('2000-01-01T00:00:00', '2000-01-01T00:00:00'),
      record('1900-01-01T00:00:00', '1900-01-01T00:00:00'),
    ])
      expect(isClearedRecord(other)).toBe(false);
  });
});
