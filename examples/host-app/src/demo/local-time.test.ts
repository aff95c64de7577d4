import { describe, expect, it } from 'vitest';
import { instantOfLocal, localTimeOf, nextDate } from './local-time';

describe('local times', () => {
  it.each([
    ['winter', '2026-11-23T18:00', '2026-11-23T18:00:00.000Z'],
    ['summer', '2026-07-01T18:00', '2026-07-01T17:00:00.000Z'],
    ['the first of two equal hours', '2026-10-25T01:30', '2026-10-25T00:30:00.000Z'],
    ['an hour that is left out', '2026-03-29T01:30', '2026-03-29T01:30:00.000Z'],
    ['just after a change', '2026-03-29T02:00', '2026-03-29T01:00:00.000Z'],
  ])('become instants: %s', (_what, local, instant) => {
    expect(instantOfLocal(local, 'Europe/Dublin')).toBe(instant);
  });

  it('come back from instants', () => {
    expect(localTimeOf(Date.parse('2026-07-01T17:00:00Z'), 'Europe/Dublin')).toBe('2026-07-01T18:00:00');
  });

  it('know the next date', () => {
    expect([nextDate('2026-12-31'), nextDate('2028-02-28')]).toEqual(['2027-01-01', '2028-02-29']);
  });
});
