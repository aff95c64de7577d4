import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seeded } from '../testing/laws/seeded';
import { canonicalJson, isSameJson } from './json';

/** The same value with the keys of every object the other way round. */
function reversed(value: unknown): unknown {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(reversed);
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, item]) => [key, reversed(item)]),
  );
}

describe('canonicalJson', () => {
  it.each<[value: unknown, text: string]>([
    [{ b: 1, a: [true, null, 'x"y'] }, '{"a":[true,null,"x\\"y"],"b":1}'],
    [{ a: undefined, b: { c: undefined } }, '{"b":{}}'],
    [{ é: 1, z: 2, Z: 3 }, '{"Z":3,"z":2,"é":1}'],
    [[undefined, 1], '[null,1]'],
    [-0, '0'],
    [null, 'null'],
    [undefined, 'null'],
    ['', '""'],
  ])('of %j is %s', (value, text) => {
    expect(canonicalJson(value)).toBe(text);
  });

  it('is JSON of the same value, whatever the order of the keys', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = canonicalJson(value);
        expect(text).toBe(canonicalJson(reversed(value)));
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
      }),
      seeded(300),
    );
  });
});

describe('isSameJson', () => {
  it.each<[a: unknown, b: unknown, isSame: boolean]>([
    [{ a: 1, b: 2 }, { b: 2, a: 1 }, true],
    [{ a: 1 }, { a: 1, b: undefined }, true],
    [{ a: 1 }, { a: '1' }, false],
    [[1, 2], [2, 1], false],
    [{}, [], false],
    [undefined, undefined, true],
    [undefined, null, false],
    [null, undefined, false],
    [{ a: null }, {}, false],
  ])('of %j and %j is %s', (a, b, isSame) => {
    expect(isSameJson(a, b)).toBe(isSame);
  });

  it('agrees with a comparison of the parsed text', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 2 }), fc.jsonValue({ maxDepth: 2 }), (a, b) => {
        expect(isSameJson(a, b)).toBe(canonicalJson(a) === canonicalJson(b));
        expect(isSameJson(a, structuredClone(a))).toBe(true);
      }),
      seeded(200),
    );
  });
});
