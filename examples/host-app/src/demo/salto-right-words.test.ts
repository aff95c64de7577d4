import { expect, test } from 'vitest';
import { saltoRightWords } from './salto-right-words';

const line = (days: readonly string[]) => [{ from: '17:00:00', to: '18:00:00', days }];
const week = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

test('days are told where a right is for more than one', () => {
  const years = { from: '2020-01-01T00:00:00', to: '2049-12-31T23:59:59' };
  expect(saltoRightWords(years, line([...week, 'special1', 'special2', 'holiday']))).toMatch(
    /every day 17:00 to 18:00$/,
  );
  expect(saltoRightWords(years, line(week))).toMatch(/1 Jan 2020 to .*31 Dec 2049, every day/);
  expect(saltoRightWords(years, line(['monday', 'tuesday', 'holiday']))).toMatch(
    /, Mon, Tue, holidays 17:00 to 18:00$/,
  );
});

test('the day of a right is told once', () => {
  const day = { from: '2026-11-23T00:00:00', to: '2026-11-23T23:59:59' };
  expect(saltoRightWords(day, line(week))).toMatch(/^Mon,? 23 Nov, 17:00 to 18:00$/);
});
