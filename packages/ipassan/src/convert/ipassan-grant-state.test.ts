import { InvalidInputError, ResponseValidationError } from '@acx/core/provider';
import { describe, expect, it } from 'vitest';
import { bookingToHeldState, parseIpassanGrantState, parseIpassanHeldState } from './ipassan-grant-state';

const context = { providerId: 'house', asset: 'gym' };
const booking = {
  uuid: 'b1',
  person: 'ada',
  startsAt: '2026-07-01T10:00:00+01:00',
  endsAt: '2026-07-01T11:00:00+01:00',
};

describe('bookingToHeldState', () => {
  it('gives the record of an asset in UTC', () => {
    expect(bookingToHeldState(booking, context)).toEqual({
      asset: 'gym',
      person: 'ada',
      startsAt: '2026-07-01T09:00:00.000Z',
      endsAt: '2026-07-01T10:00:00.000Z',
    });
  });

  it('says null for a record that is of nobody', () => {
    expect(bookingToHeldState({ ...booking, person: undefined }, context).person).toBeNull();
  });

  it('refuses a time without an offset and names the field, not the value', () => {
    const read = () => bookingToHeldState({ ...booking, endsAt: '2026-07-01T11:00:00' }, context);
    expect(read).toThrow(ResponseValidationError);
    expect(read).toThrow(/endsAt: must be ISO 8601 with an offset/);
    expect(read).not.toThrow(/11:00/);
  });
});

describe('parseIpassanGrantState', () => {
  const state = {
    asset: 'gym',
    person: 'ada',
    startsAt: '2026-07-01T09:00:00.000Z',
    endsAt: '2026-07-01T10:00:00.000Z',
  };

  it('takes what compose made', () => {
    expect(parseIpassanGrantState(state)).toEqual(state);
  });

  it('takes a record of nobody only as a held state', () => {
    expect(parseIpassanHeldState({ ...state, person: null }).person).toBeNull();
    expect(() => parseIpassanGrantState({ ...state, person: null })).toThrow(InvalidInputError);
  });

  it.each([
    ['nothing', undefined],
    ['a time that is no instant', { ...state, startsAt: '2026-07-01T10:00:00+01:00' }],
    ['a foreign field', { ...state, zone: 'x' }],
    ['an empty asset', { ...state, asset: '' }],
  ])('refuses %s', (_what, value) => {
    expect(() => parseIpassanGrantState(value)).toThrow(InvalidInputError);
  });
});
