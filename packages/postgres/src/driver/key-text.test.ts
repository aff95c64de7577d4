import { seeded } from '@acx/core/testing';
import * as fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { createTestSchema } from '../__fixtures__/test-schema';
import { fromKeyText, toKeyText } from './key-text';

/** Any code units, also halves of characters, with those at the borders often. */
const unit = fc.oneof(
  fc.constantFrom(0, 1, 2, 0x7f, 0xd7ff, 0xd800, 0xdbff, 0xdc00, 0xdfff, 0xe000, 0xe001, 0xfffd, 0xffff),
  fc.nat(0xffff),
);
const anyText = fc.array(unit, { maxLength: 8 }).map((units) => String.fromCharCode(...units));

function byCodePoints(a: string, b: string): number {
  const [first, second] = [[...a], [...b]].map((text) => text.map((character) => character.codePointAt(0) ?? 0));
  for (const [index, point] of (first ?? []).entries()) {
    const other = second?.[index];
    if (other === undefined) return 1;
    if (point !== other) return point - other;
  }
  return (first?.length ?? 0) - (second?.length ?? 0);
}

const test = createTestSchema();
afterAll(test.drop);

describe('the text of keys', () => {
  it('leaves ordinary text as it is', () => {
    for (const text of ['', 'site-1/b%20"x"', 'Zoë 東京 😀 ～']) expect(toKeyText(text)).toBe(text);
  });

  const runs = seeded(50);
  it(`comes back out of PostgreSQL as it was, in the order of code points, whatever is in it (seed ${runs.seed})`, async () => {
    const sort = 'SELECT key FROM json_array_elements_text($1::text::json) AS key ORDER BY key COLLATE "C"';
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(anyText, { maxLength: 12 }), async (texts) => {
        const { rows } = await test.pool.query<{ key: string }>(sort, [JSON.stringify(texts.map(toKeyText))]);
        expect(rows.map(({ key }) => fromKeyText(key))).toEqual([...texts].sort(byCodePoints));
      }),
      runs,
    );
  });
});
