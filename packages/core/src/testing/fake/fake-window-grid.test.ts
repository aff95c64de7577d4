import { describe, expect, it } from 'vitest';
import { shrinkToGrid } from './fake-window-grid';

const shrink = (startsAt: string, endsAt: string, resolutionSeconds: number, timeZone = 'UTC') =>
  shrinkToGrid({ startsAt, endsAt }, { resolutionSeconds, timeZone });

describe('shrinkToGrid', () => {
  it.each([
    ['keeps a window on the grid', '09:00:00.000', '10:00:00.000', 900, ['09:00:00.000', '10:00:00.000']],
    ['shrinks both ends inwards', '09:01:00.000', '10:14:59.999', 900, ['09:15:00.000', '10:00:00.000']],
    ['shrinks to whole seconds', '09:00:00.001', '10:00:00.999', 1, ['09:00:01.000', '10:00:00.000']],
    ['has nothing for a window inside one step', '09:01:00.000', '09:14:00.000', 900, undefined],
    ['has nothing for a window around one grid instant', '09:10:00.000', '09:20:00.000', 900, undefined],
  ] as const)('%s', (_title, start, end, resolutionSeconds, expected) => {
    const day = (time: string): string => `2026-11-16T${time}Z`;
    const window = expected && { startsAt: day(expected[0]), endsAt: day(expected[1]) };
    expect(shrink(day(start), day(end), resolutionSeconds)).toEqual(window);
  });

  it('counts from local midnight', () => {
    const [startsAt, endsAt] = ['2026-11-16T09:00:00.000Z', '2026-11-16T11:30:00.000Z'];
    // Kathmandu is 5:45 ahead, so its full hours are at a quarter past in UTC.
    const expected = { startsAt: '2026-11-16T09:15:00.000Z', endsAt: '2026-11-16T11:15:00.000Z' };
    expect(shrink(startsAt, endsAt, 3600, 'Asia/Kathmandu')).toEqual(expected);
  });
});
