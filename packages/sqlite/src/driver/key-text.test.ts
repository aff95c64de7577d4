import { fromKeyText, toKeyText } from '@acx/core/ledger';
import { seeded } from '@acx/core/testing';
import * as fc from 'fast-check';
import Database from 'libsql';
import { describe, expect, it } from 'vitest';

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

describe('the text of keys', () => {
  it('leaves ordinary text as it is', () => {
    for (const text of ['', 'site-1/b%20"x"', 'Zoë 東京 😀 ～']) expect(toKeyText(text)).toBe(text);
  });

  const runs = seeded(300);
  it(`comes back out of SQLite as it was, in the order of code points, whatever is in it (seed ${runs.seed})`, () => {
    const database = new Database(':memory:');
    database.exec('CREATE TABLE t (k TEXT PRIMARY KEY) STRICT');
    fc.assert(
      fc.property(fc.uniqueArray(anyText, { maxLength: 12 }), (texts) => {
        database.exec('DELETE FROM t');
        for (const text of texts) database.prepare('INSERT INTO t VALUES (?)').run(toKeyText(text));
        const stored = database.prepare('SELECT k FROM t ORDER BY k').pluck().all();
        expect(stored.map((text) => fromKeyText(String(text)))).toEqual([...texts].sort(byCodePoints));
      }),
      runs,
    );
    database.close();
  });
});
