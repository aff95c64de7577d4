import { expect, it } from 'vitest';
import { createBookingsOneStandings } from './bookings-one-standings';

it('answers that are kept make room for new ones, those unused for longest first', () => {
  const standings = createBookingsOneStandings(2);
  const kept = { standing: undefined, askedAtMs: 1 };
  standings.keep('a', kept);
  standings.keep('b', kept);
  standings.find('a');
  standings.keep('c', kept);
  expect(['a', 'b', 'c'].map((key) => standings.find(key) !== undefined)).toEqual([true, false, true]);
  standings.keep('c', { ...kept, askedAtMs: 2 });
  expect(['a', 'c'].map((key) => standings.find(key)?.askedAtMs)).toEqual([1, 2]);
  standings.forget('a');
  expect(standings.find('a')).toBeUndefined();
  standings.clear();
  expect(standings.find('c')).toBeUndefined();
});
