import { expect, test } from 'vitest';
import type { TimelineBar } from '../../../contract/timeline';
import { layOut } from './lanes';

const bar = (bookingId: string, from: string, to: string, more: Partial<TimelineBar> = {}): TimelineBar => {
  const requested = { startsAt: `2026-11-23T${from}:00.000Z`, endsAt: `2026-11-23T${to}:00.000Z` };
  return { bookingId, label: bookingId, isOwn: false, requested, effective: [], state: 'ready', ...more };
};

const lanesOf = (bars: readonly TimelineBar[]) => layOut(bars).map((laidOut) => [laidOut.bar.bookingId, laidOut.lane]);

test('bars that follow each other share a line', () => {
  expect(lanesOf([bar('a', '10:00', '11:00'), bar('b', '11:00', '12:00')])).toEqual([
    ['a', 0],
    ['b', 0],
  ]);
});

test('bars that overlap are below each other, and a door that opens early counts', () => {
  const early = [{ startsAt: '2026-11-23T10:45:00.000Z', endsAt: '2026-11-23T12:00:00.000Z', adjustments: [] }];
  expect(lanesOf([bar('a', '10:00', '11:00'), bar('b', '11:00', '12:00', { effective: early })])).toEqual([
    ['a', 0],
    ['b', 1],
  ]);
});

test('one that waits for a hand-over is below what it waits for', () => {
  const waits = { state: 'waiting', expectedAt: '2026-11-23T11:00:00.000Z' } as const;
  expect(lanesOf([bar('a', '10:00', '11:00'), bar('b', '11:00', '12:00', waits)])).toEqual([
    ['a', 0],
    ['b', 1],
  ]);
});

test('a line says until when it was taken before, so that an arrow begins beside the earlier bar', () => {
  const waits = { state: 'waiting', expectedAt: '2026-11-23T10:45:00.000Z' } as const;
  const laidOut = layOut([
    bar('a', '09:00', '10:00'),
    bar('b', '10:00', '11:00', waits),
    bar('c', '12:00', '13:00', waits),
  ]);
  expect(laidOut.map(({ after }) => after)).toEqual([undefined, undefined, '2026-11-23T11:00:00.000Z']);
});
