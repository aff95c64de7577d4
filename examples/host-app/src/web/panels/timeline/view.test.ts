import { expect, test } from 'vitest';
import { percentOf, viewOf } from './view';

const timeZone = 'Europe/Dublin';

test('a day runs from midnight to midnight of the place, also when it has 25 hours', () => {
  const { from, to, ticks } = viewOf({ zoom: 'day', steps: 0, now: '2026-10-25T12:00:00.000Z', timeZone });
  expect([from, to]).toEqual(['2026-10-24T23:00:00.000Z', '2026-10-26T00:00:00.000Z']);
  expect(ticks[3]?.local).toBe('2026-10-25T03:00');
});

test('hours begin two hours before now, and steps move by the whole width', () => {
  const view = { zoom: 'hour', now: '2026-11-23T17:20:00.000Z', timeZone } as const;
  expect(viewOf({ ...view, steps: 0 }).from).toBe('2026-11-23T15:00:00.000Z');
  expect(viewOf({ ...view, steps: -1 }).from).toBe('2026-11-23T09:00:00.000Z');
});

test('an instant has its share of the width, and none lies outside', () => {
  const view = { from: '2026-11-23T00:00:00.000Z', to: '2026-11-24T00:00:00.000Z' };
  expect(percentOf('2026-11-23T06:00:00.000Z', view)).toBe(25);
  expect(percentOf('2026-11-22T06:00:00.000Z', view)).toBe(0);
  expect(percentOf('2026-11-25T06:00:00.000Z', view)).toBe(100);
});
