import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { InvalidInputError } from '../errors/invalid-input-error';
import { parseBooking } from './parse-booking';

const booking = {
  id: 'b1',
  resourceId: 'gym',
  startsAt: '2026-11-21T09:00:00Z',
  endsAt: '2026-11-21T10:00:00Z',
  holders: [{ holderId: 'ada' }],
};

/** The error that refuses this input. */
function refusalOf(input: unknown): InvalidInputError {
  try {
    parseBooking(input);
  } catch (failure) {
    if (failure instanceof InvalidInputError) return failure;
    throw failure;
  }
  throw new Error('The booking was accepted.');
}

const pathsOf = (input: unknown): string[] => refusalOf(input).problems.map(({ path }) => path);

describe('parseBooking: what it makes of a booking', () => {
  it('fills in what a host may leave out', () => {
    expect(parseBooking(booking)).toEqual({
      ...booking,
      kind: 'reservation',
      status: 'confirmed',
      startsAt: '2026-11-21T09:00:00.000Z',
      endsAt: '2026-11-21T10:00:00.000Z',
      holders: [{ holderId: 'ada', role: 'organizer' }],
    });
  });

  it('keeps what a host says', () => {
    const full = {
      ...booking,
      kind: 'visit',
      status: 'pending',
      startsAt: '2026-11-21T09:00:00.000Z',
      endsAt: '2026-11-21T10:00:00.000Z',
      holders: [
        { holderId: 'ada', role: 'organizer' },
        { holderId: 'ben', role: 'attendee' },
      ],
      revision: 7,
      seriesId: 's1',
    };
    expect(parseBooking(full)).toEqual(full);
  });

  it.each([
    ['a Date', new Date('2026-11-21T09:00:00.250Z'), '2026-11-21T09:00:00.250Z'],
    ['Z', '2026-11-21T09:00:00Z', '2026-11-21T09:00:00.000Z'],
    ['an offset to the east', '2026-11-21T01:30:00+05:45', '2026-11-20T19:45:00.000Z'],
    ['an offset to the west', '2026-11-20T22:30:00-02:30', '2026-11-21T01:00:00.000Z'],
    ['more digits than milliseconds', '2026-11-21T09:00:00.123456789Z', '2026-11-21T09:00:00.123Z'],
    ['a leap day', '2028-02-29T00:00:00Z', '2028-02-29T00:00:00.000Z'],
  ])('reads a start with %s as an instant in UTC', (_what, startsAt, instant) => {
    const endsAt = new Date(Date.parse(instant) + 60_000);
    expect(parseBooking({ ...booking, startsAt, endsAt }).startsAt).toBe(instant);
  });

  it.each([
    ['exactly 366 days', '2027-11-22T09:00:00Z'],
    ['one millisecond', '2026-11-21T09:00:00.001Z'],
  ])('accepts %s', (_what, endsAt) => {
    expect(parseBooking({ ...booking, endsAt }).endsAt).toBe(new Date(endsAt).toISOString());
  });

  it('accepts the first and the last year that it knows', () => {
    const first = parseBooking({ ...booking, startsAt: '2000-01-01T00:00:00Z', endsAt: '2000-01-02T00:00:00Z' });
    const last = parseBooking({ ...booking, startsAt: '2199-12-31T00:00:00Z', endsAt: '2199-12-31T23:59:59.999Z' });
    expect([first.startsAt, last.endsAt]).toEqual(['2000-01-01T00:00:00.000Z', '2199-12-31T23:59:59.999Z']);
  });

  it('accepts 500 holders and identifiers of 200 characters in any script', () => {
    const holders = Array.from({ length: 500 }, (_, index) => ({ holderId: `holder-${index}` }));
    const id = '予約😀'.repeat(50);
    expect(parseBooking({ ...booking, id, holders })).toMatchObject({ id, holders: { length: 500 } });
  });
});

describe('parseBooking: what it refuses', () => {
  const at = (startsAt: unknown) => ({ ...booking, startsAt });
  const until = (endsAt: unknown) => ({ ...booking, endsAt });
  const holders = (...list: unknown[]) => ({ ...booking, holders: list });
  it.each<[what: string, input: unknown, paths: string[]]>([
    ['a start without an offset', at('2026-11-21T09:00:00'), ['startsAt']],
    ['a start that is a date', at('2026-11-21'), ['startsAt']],
    ['30 February', at('2026-02-30T09:00:00Z'), ['startsAt']],
    ['29 February of a common year', at('2026-02-29T09:00:00Z'), ['startsAt']],
    ['31 April', at('2026-04-31T09:00:00Z'), ['startsAt']],
    ['month 13', at('2026-13-01T09:00:00Z'), ['startsAt']],
    ['hour 24', at('2026-11-20T24:00:00Z'), ['startsAt']],
    ['second 60', at('2026-11-20T23:59:60Z'), ['startsAt']],
    ['an offset of 24 hours', at('2026-11-21T09:00:00+24:00'), ['startsAt']],
    ['an invalid Date', at(new Date(Number.NaN)), ['startsAt']],
    ['milliseconds since the epoch', at(Date.parse(booking.startsAt)), ['startsAt']],
    ['a start in 1999', at('1999-12-31T23:59:59.999Z'), ['startsAt']],
    ['a start before the year 0', at(new Date(-1e14)), ['startsAt']],
    ['an end in 2200', until('2200-01-01T00:00:00Z'), ['endsAt']],
    ['an end beyond four-digit years', until(new Date(8.64e15)), ['endsAt']],
    ['an end before the start', until('2026-11-21T08:59:59.999Z'), ['endsAt']],
    ['an end at the start', until('2026-11-21T10:00:00+01:00'), ['endsAt']],
    ['more than 366 days', until('2027-11-22T09:00:00.001Z'), ['endsAt']],
    ['an unknown field', { ...booking, resource: 'gym' }, ['resource']],
    ['an unknown field of a holder', holders({ holderId: 'ada', name: 'x' }), ['holders[0].name']],
    ['no holder', holders(), ['holders']],
    ['501 holders', holders(...Array.from({ length: 501 }, (_, n) => ({ holderId: `h${n}` }))), ['holders']],
    ['a holder twice', holders({ holderId: 'a' }, { holderId: 'a', role: 'attendee' }), ['holders[1].holderId']],
    ['an unknown role', holders({ holderId: 'a', role: 'guest' }), ['holders[0].role']],
    ['an empty id', { ...booking, id: '' }, ['id']],
    ['an id of 201 characters', { ...booking, id: 'x'.repeat(201) }, ['id']],
    ['a line feed in an id', { ...booking, id: 'b\n1' }, ['id']],
    ['a DEL in an id', { ...booking, id: 'b\u007f1' }, ['id']],
    ['a C1 control character in an id', { ...booking, id: 'b\u00851' }, ['id']],
    ['half a surrogate pair in an id', { ...booking, id: 'b\ud83d' }, ['id']],
    ['a number as an id', { ...booking, id: 7 }, ['id']],
    ['a negative revision', { ...booking, revision: -1 }, ['revision']],
    ['a broken revision', { ...booking, revision: 1.5 }, ['revision']],
    ['a revision beyond whole numbers', { ...booking, revision: 2 ** 53 }, ['revision']],
    ['a revision that is no number', { ...booking, revision: Number.NaN }, ['revision']],
    ['an unknown kind', { ...booking, kind: 'loan' }, ['kind']],
    ['an unknown status', { ...booking, status: 'maybe' }, ['status']],
    ['nothing', undefined, ['']],
    ['null', null, ['']],
    ['a list', [booking], ['']],
    ['a text', 'b1', ['']],
  ])('%s', (_what, input, paths) => {
    expect(pathsOf(input)).toEqual(paths);
  });

  it('with one error that lists every problem, those between fields too', () => {
    const wrong = {
      id: '',
      kind: 'loan',
      status: 'maybe',
      resourceId: 'x'.repeat(201),
      startsAt: '2026-11-21T09:00:00Z',
      endsAt: '2026-11-21T08:00:00Z',
      holders: [{ holderId: 'ada' }, { holderId: 'ada', role: 'guest' }, { holderId: '' }],
      revision: -1,
      extra: true,
    };
    expect(pathsOf(wrong).sort()).toEqual([
      'endsAt',
      'extra',
      'holders[1].holderId',
      'holders[1].role',
      'holders[2].holderId',
      'id',
      'kind',
      'resourceId',
      'revision',
      'status',
    ]);
  });

  it('says nothing of the length while an end cannot be read', () => {
    expect(pathsOf({ ...booking, kind: 'loan', startsAt: 'nine', endsAt: '2026-11-21T08:00:00Z' }).sort()).toEqual([
      'kind',
      'startsAt',
    ]);
  });

  it('lists every field that is missing', () => {
    expect(pathsOf({}).sort()).toEqual(['endsAt', 'holders', 'id', 'resourceId', 'startsAt']);
  });

  it('without repeating a value, in whatever form the error is shown', () => {
    const canary = 'greta@example.org\n';
    const wrong = {
      id: canary,
      kind: canary,
      status: canary,
      resourceId: canary,
      startsAt: canary,
      endsAt: canary,
      holders: [{ holderId: canary, role: canary }, { holderId: canary }, canary],
      revision: canary,
      seriesId: canary,
    };
    const error = refusalOf(wrong);
    expect(error.problems.length).toBeGreaterThanOrEqual(11);
    const shown = [error.message, JSON.stringify(error), inspect(error, { depth: 10, showHidden: true })].join('\n');
    expect(shown).not.toContain('greta');
  });
});
