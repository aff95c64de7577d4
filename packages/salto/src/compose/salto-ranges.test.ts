import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { intersectRanges, mergeRanges, type Range, subtractRanges } from './salto-ranges';

/** `0-5 8-9` as ranges. */
function ranges(text: string): Range[] {
  return text
    .split(' ')
    .filter(Boolean)
    .map((part) => {
      const [from = 0, to = 0] = part.split('-').map(Number);
      return { from, to };
    });
}
const told = (list: readonly Range[]): string => list.map(({ from, to }) => `${from}-${to}`).join(' ');

describe('ranges of a day', () => {
  it.each([
    ['nothing stays nothing', '', ''],
    ['ranges apart stay apart, in order', '8-9 0-5', '0-5 8-9'],
    ['touching ones become one', '5-8 0-5', '0-8'],
    ['overlapping ones become one', '0-6 5-8', '0-8'],
    ['one inside of another vanishes', '0-9 2-3', '0-9'],
    ['equal ones become one', '2-3 2-3', '2-3'],
    ['empty and reversed ones are nothing', '4-4 9-7', ''],
    ['a whole day swallows everything', '0-86400 1-2 86000-86400', '0-86400'],
  ])('united: %s', (_title, given, expected) => {
    expect(told(mergeRanges(ranges(given)))).toBe(expected);
  });

  it.each([
    ['what is outside is cut off', '0-5 8-9', '3-8', '3-5'],
    ['a range that only touches is nothing', '0-5', '5-9', ''],
    ['what is inside stays', '3-4 6-7', '0-9', '3-4 6-7'],
    ['empty limits leave nothing', '0-9', '4-4', ''],
  ])('within limits: %s', (_title, given, limits, expected) => {
    const [limit = { from: 0, to: 0 }] = ranges(limits);
    expect(told(intersectRanges(ranges(given), limit))).toBe(expected);
  });

  it.each([
    ['a hole makes two', '0-9', '3-4', '0-3 4-9'],
    ['several holes', '0-9', '3-4 6-7', '0-3 4-6 7-9'],
    ['overlapping holes', '0-9', '3-5 4-7', '0-3 7-9'],
    ['both ends', '2-8', '0-3 7-9', '3-7'],
    ['everything', '2-8', '0-9', ''],
    ['nothing', '2-8', '', '2-8'],
    ['a hole that only touches', '2-8', '8-9', '2-8'],
  ])('without others: %s', (_title, given, others, expected) => {
    expect(told(subtractRanges(ranges(given), ranges(others)))).toBe(expected);
  });

  const someRanges = fc.array(fc.record({ from: fc.nat({ max: 30 }), to: fc.nat({ max: 30 }) }), { maxLength: 6 });
  const seconds = (list: readonly Range[]): Set<number> =>
    new Set(list.flatMap(({ from, to }) => Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index)));

  it('hold the very seconds that sets of seconds would hold, and never overlap or touch when united', () => {
    fc.assert(
      fc.property(
        someRanges,
        someRanges,
        fc.record({ from: fc.nat({ max: 30 }), to: fc.nat({ max: 30 }) }),
        (a, b, limit) => {
          const merged = mergeRanges(a);
          expect(seconds(merged)).toEqual(seconds(a));
          merged.forEach(({ from }, index) => {
            expect(from).toBeGreaterThan(merged[index - 1]?.to ?? -1);
          });
          expect(seconds(subtractRanges(a, b))).toEqual(without(seconds(a), seconds(b)));
          expect(seconds(intersectRanges(a, limit))).toEqual(
            new Set([...seconds(a)].filter((second) => limit.from <= second && second < limit.to)),
          );
        },
      ),
    );
  });
});

function without(a: ReadonlySet<number>, b: ReadonlySet<number>): Set<number> {
  return new Set([...a].filter((second) => !b.has(second)));
}
