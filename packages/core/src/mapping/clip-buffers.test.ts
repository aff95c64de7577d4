import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instantFromMs } from '../model/instant';
import type { Adjustment } from '../model/permission';
import { isOverlapping, type Window } from '../model/window';
import { seeded } from '../testing/laws/seeded';
import { clipBuffers } from './clip-buffers';

const origin = Date.parse('2026-11-21T00:00:00.000Z');
const minute = (count: number): string => instantFromMs(origin + count * 60_000);
const window = (start: number, end: number): Window => ({ startsAt: minute(start), endsAt: minute(end) });

/** A booking from minute 100 to 160 that opens 15 minutes early and closes 10 minutes late. */
const clip = (...neighbours: Window[]) =>
  clipBuffers({ window: window(100, 160), earlyMinutes: 15, lateMinutes: 10, neighbours });

describe('clipBuffers', () => {
  it.each<[what: string, neighbours: Window[], opens: Window, adjustments: Adjustment[]]>([
    ['nobody', [], window(85, 170), ['buffered']],
    ['neighbours out of reach', [window(40, 85), window(170, 200)], window(85, 170), ['buffered']],
    ['one in the early buffer', [window(60, 90)], window(90, 170), ['buffered', 'clipped_by_neighbour']],
    ['one in the late buffer', [window(165, 200)], window(85, 165), ['buffered', 'clipped_by_neighbour']],
    ['one on either side', [window(60, 90), window(165, 200)], window(90, 165), ['buffered', 'clipped_by_neighbour']],
    ['one that touches the start', [window(60, 100)], window(100, 170), ['buffered', 'clipped_by_neighbour']],
    ['one that touches the end', [window(160, 200)], window(85, 160), ['buffered', 'clipped_by_neighbour']],
    ['ones that touch both', [window(60, 100), window(160, 200)], window(100, 160), ['clipped_by_neighbour']],
    ['a short one within the early buffer', [window(88, 92)], window(92, 170), ['buffered', 'clipped_by_neighbour']],
    [
      'two before, the nearer counts',
      [window(20, 95), window(30, 90)],
      window(95, 170),
      ['buffered', 'clipped_by_neighbour'],
    ],
    ['a double booking from before', [window(60, 120)], window(100, 170), ['buffered', 'clipped_by_neighbour']],
    ['a double booking to after', [window(120, 200)], window(85, 160), ['buffered', 'clipped_by_neighbour']],
    ['a double booking around it', [window(60, 200)], window(100, 160), ['clipped_by_neighbour']],
    ['a double booking inside it', [window(110, 120)], window(85, 170), ['buffered']],
    ['the same window', [window(100, 160)], window(85, 170), ['buffered']],
  ])('gives way to %s', (_what, neighbours, opens, adjustments) => {
    expect(clip(...neighbours)).toEqual({ window: opens, adjustments });
  });

  it('leaves a booking without buffers as it is, whoever is beside it', () => {
    const booked = window(100, 160);
    const neighbours = [window(60, 120)];
    expect(clipBuffers({ window: booked, earlyMinutes: 0, lateMinutes: 0, neighbours })).toEqual({
      window: booked,
      adjustments: [],
    });
  });

  it('walks minute by minute away from the booking and stops at the first that is a neighbour’s', () => {
    const length = fc.integer({ min: 1, max: 30 });
    const neighbour = fc.tuple(fc.nat(120), length).map(([start, minutes]) => window(start, start + minutes));
    fc.assert(
      fc.property(
        fc.integer({ min: 40, max: 80 }),
        length,
        fc.nat(35),
        fc.nat(35),
        fc.array(neighbour, { maxLength: 6 }),
        (start, minutes, earlyMinutes, lateMinutes, all) => {
          const booked = window(start, start + minutes);
          // A double booking has no minute of its own to walk over: the table above has those.
          const neighbours = all.filter((other) => !isOverlapping(other, booked));
          const isTaken = (at: number): boolean => neighbours.some((other) => isOverlapping(other, window(at, at + 1)));
          let first = start;
          while (first > start - earlyMinutes && !isTaken(first - 1)) first -= 1;
          let end = start + minutes;
          while (end < start + minutes + lateMinutes && !isTaken(end)) end += 1;

          const buffered = clipBuffers({ window: booked, earlyMinutes, lateMinutes, neighbours });
          expect(buffered.window).toEqual(window(first, end));
          expect(buffered.adjustments.includes('buffered')).toBe(first < start || end > start + minutes);
          const isClipped = first > start - earlyMinutes || end < start + minutes + lateMinutes;
          expect(buffered.adjustments.includes('clipped_by_neighbour')).toBe(isClipped);
        },
      ),
      seeded(500),
    );
  });

  it('never cuts the booked window and never opens more than the buffers, double bookings or not', () => {
    const any = fc.tuple(fc.nat(120), fc.integer({ min: 1, max: 60 })).map(([at, size]) => window(at, at + size));
    fc.assert(
      fc.property(any, fc.array(any, { maxLength: 6 }), (booked, neighbours) => {
        const { startsAt, endsAt } = clipBuffers({
          window: booked,
          earlyMinutes: 20,
          lateMinutes: 20,
          neighbours,
        }).window;
        expect(startsAt <= booked.startsAt && booked.endsAt <= endsAt).toBe(true);
        const outside = neighbours.filter((other) => !isOverlapping(other, booked));
        expect(outside.some((other) => isOverlapping(other, { startsAt, endsAt }))).toBe(false);
      }),
      seeded(300),
    );
  });
});
