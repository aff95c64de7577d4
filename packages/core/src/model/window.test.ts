import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seeded } from '../testing/laws/seeded';
import { earliest, instantFromMs } from './instant';
import { isInWindow, isOverlapping, mergeWindows, type Window } from './window';

const MINUTE_MS = 60_000;
const origin = Date.parse('2026-11-21T00:00:00.000Z');
const minute = (count: number): string => instantFromMs(origin + count * MINUTE_MS);
const window = (start: number, end: number): Window => ({ startsAt: minute(start), endsAt: minute(end) });
const DAY = Array.from({ length: 60 }, (_, index) => index);
const minutesOf = (windows: readonly Window[]): number[] =>
  DAY.filter((index) => windows.some(({ startsAt, endsAt }) => startsAt <= minute(index) && minute(index) < endsAt));

/** Also empty ones. */
const anyWindow = fc.tuple(fc.nat(50), fc.nat(9)).map(([start, length]) => window(start, start + length));

describe('a window', () => {
  it('holds its start and not its end', () => {
    expect([9, 10, 19, 20].map((at) => isInWindow(minute(at), window(10, 20)))).toEqual([false, true, true, false]);
  });

  it.each<[what: string, a: Window, b: Window, isShared: boolean]>([
    ['apart', window(0, 5), window(6, 9), false],
    ['touching', window(0, 5), window(5, 9), false],
    ['sharing a minute', window(0, 6), window(5, 9), true],
    ['one inside the other', window(0, 9), window(3, 4), true],
    ['equal', window(0, 9), window(0, 9), true],
    ['an empty one inside the other', window(0, 9), window(3, 3), false],
  ])('and another that are %s share an instant or not', (_what, a, b, isShared) => {
    expect([isOverlapping(a, b), isOverlapping(b, a)]).toEqual([isShared, isShared]);
  });

  it('overlaps another exactly when they share a minute', () => {
    fc.assert(
      fc.property(anyWindow, anyWindow, (a, b) => {
        const shared = minutesOf([a]).filter((index) => minutesOf([b]).includes(index));
        expect(isOverlapping(a, b)).toBe(shared.length > 0);
      }),
      seeded(300),
    );
  });
});

describe('mergeWindows', () => {
  it.each<[what: string, windows: Window[], merged: Window[]]>([
    ['nothing', [], []],
    ['an empty window', [window(3, 3)], []],
    ['touching windows as one', [window(5, 9), window(0, 5)], [window(0, 9)]],
    ['a window inside another as the outer', [window(0, 9), window(2, 3)], [window(0, 9)]],
    ['a gap as a gap', [window(6, 9), window(0, 5)], [window(0, 5), window(6, 9)]],
  ])('gives %s', (_what, windows, merged) => {
    expect(mergeWindows(windows)).toEqual(merged);
  });

  it('opens the same minutes, in order, with the fewest windows, and changes nothing of what it was given', () => {
    fc.assert(
      fc.property(fc.array(anyWindow, { maxLength: 8 }), (windows) => {
        const before = structuredClone(windows);
        const merged = mergeWindows(windows);
        expect(windows).toEqual(before);
        const minutes = minutesOf(windows);
        expect(minutesOf(merged)).toEqual(minutes);
        const runs = minutes.filter((index) => !minutes.includes(index - 1)).length;
        expect(merged).toHaveLength(runs);
        expect(merged.map(({ startsAt }) => startsAt)).toEqual(merged.map(({ startsAt }) => startsAt).sort());
      }),
      seeded(400),
    );
  });

  it('leaves out whatever else a window carries', () => {
    const marked = { ...window(0, 5), adjustments: ['buffered'] };
    expect(mergeWindows([marked])).toEqual([window(0, 5)]);
  });
});

describe('earliest', () => {
  it.each<[instants: (string | undefined)[], first: string | undefined]>([
    [[], undefined],
    [[undefined, undefined], undefined],
    [[minute(5), undefined, minute(3), minute(4)], minute(3)],
  ])('of %j is %j', (instants, first) => {
    expect(earliest(...instants)).toBe(first);
  });
});
