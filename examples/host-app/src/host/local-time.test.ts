import { expect, test } from 'vitest';
import { instantToLocal, localToInstant, tellWindow } from './local-time';

test.each([
  ['2026-11-23T18:00', 'Europe/Dublin', '2026-11-23T18:00:00.000Z'],
  ['2026-07-01T18:00', 'Europe/Dublin', '2026-07-01T17:00:00.000Z'],
  // The hour that comes twice: the first one.
  ['2026-10-25T01:30', 'Europe/Dublin', '2026-10-25T00:30:00.000Z'],
  ['2026-03-29T02:00', 'Europe/Dublin', '2026-03-29T01:00:00.000Z'],
  ['2026-01-01T00:30', 'Pacific/Auckland', '2025-12-31T11:30:00.000Z'],
  ['2026-01-01T00:30', 'America/Los_Angeles', '2026-01-01T08:30:00.000Z'],
])('%s in %s is %s, and back', (local, timeZone, instant) => {
  expect(localToInstant(local, timeZone)).toBe(instant);
  expect(instantToLocal(instant, timeZone)).toBe(local);
});

test.each(['2026-03-29T01:30', '2026-02-30T10:00', 'tomorrow', '2026-11-23', '2026-11-23T25:00'])(
  '%s is no time in Dublin',
  (local) => expect(localToInstant(local, 'Europe/Dublin')).toBeUndefined(),
);

test('a window names its day once', () => {
  const tell = (startsAt: string, endsAt: string) => tellWindow({ startsAt, endsAt }, 'Europe/Dublin');
  expect(tell('2026-11-23T18:00:00.000Z', '2026-11-23T19:00:00.000Z')).toBe('23 November, 18:00 to 19:00');
  expect(tell('2026-11-23T18:00:00.000Z', '2026-11-24T01:00:00.000Z')).toBe('23 November, 18:00 to 24 November, 01:00');
});
