import { InvalidInputError } from '@acx/core/provider';
import { describe, expect, it } from 'vitest';
import { parseSaltoGrantState, parseSaltoOwner, saltoGrantKey, saltoLane } from './salto-grant-state';

const state = {
  accessLevel: 'APT-501',
  zone: 'GYM',
  period: { from: '2026-06-01', to: '2026-06-02' },
  intervals: [{ from: '18:00:00', to: '24:00:00', days: ['monday'] }],
};

describe('a grant state', () => {
  it('comes back from storage as it was', () => {
    expect(parseSaltoGrantState(JSON.parse(JSON.stringify(state)))).toEqual(state);
    const exact = { ...state, period: { from: '2026-06-01T10:00:00', to: '2026-06-02T11:00:00' } };
    expect(parseSaltoGrantState(exact)).toEqual(exact);
  });

  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['a text', 'APT-501'],
    ['a list', [state]],
    ['no access level', { ...state, accessLevel: '' }],
    ['no zone', { ...state, zone: undefined }],
    ['a period without an end', { ...state, period: { from: '2026-06-01' } }],
    ['a period with an offset', { ...state, period: { from: '2026-06-01T10:00:00Z', to: '2026-06-02T10:00:00Z' } }],
    ['no period, as a record of somebody else may have', { ...state, period: null }],
    ['a time without seconds', { ...state, intervals: [{ from: '18:00', to: '20:00', days: [] }] }],
    ['a day that is none', { ...state, intervals: [{ from: '18:00:00', to: '20:00:00', days: ['Monday'] }] }],
    ['something that this version does not know', { ...state, floor: 5 }],
  ])('is refused when it is %s', (_what, wrong) => {
    expect(() => parseSaltoGrantState(wrong)).toThrow(InvalidInputError);
  });

  it('is refused without repeating what it says', () => {
    const wrong = () =>
      parseSaltoGrantState({ ...state, accessLevel: 7, zone: 'SECRET-ZONE', period: 'SECRET-PERIOD' });
    expect(wrong).toThrow(/accessLevel/);
    expect(wrong).not.toThrow(/SECRET/);
  });

  it('tells whose it is also when it was read from Space and says more than we would write', () => {
    expect(parseSaltoOwner({ ...state, period: null, floor: 5 })).toEqual({ accessLevel: 'APT-501', zone: 'GYM' });
    expect(() => parseSaltoOwner({ zone: 'GYM' })).toThrow(InvalidInputError);
  });
});

describe('keys', () => {
  it('are one for each access level and zone, and one lane for each level', () => {
    const pairs = [
      ['APT-501', 'GYM'],
      ['APT-501', 'POOL'],
      ['APT-502', 'GYM'],
      ['APT-50', '1GYM'],
      ['APT-501GYM', ''],
      ['apt-501', 'GYM'],
    ].map(([subject = '', place = '']) => ({ subject, place }));
    expect(new Set(pairs.map(saltoGrantKey)).size).toBe(pairs.length);
    expect(new Set(pairs.map(saltoLane)).size).toBe(5);
    expect(saltoGrantKey({ subject: 'APT-501', place: 'GYM' })).toBe(
      saltoGrantKey({ subject: 'APT-501', place: 'GYM' }),
    );
  });

  it('do not say who lives there', () => {
    const someone = { subject: 'MULLER-ANNA', place: 'GYM' };
    for (const key of [saltoGrantKey(someone), saltoLane(someone)]) expect(key).not.toMatch(/MULLER|ANNA/i);
  });
});
