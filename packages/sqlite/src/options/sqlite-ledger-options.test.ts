import { ConfigurationError } from '@acx/core';
import { describe, expect, it } from 'vitest';
import { parseSqliteLedgerOptions, type SqliteLedgerOptions } from './sqlite-ledger-options';

const SECRET = Buffer.alloc(32, 7).toString('base64');

/** The problems of options, as a caller without types might give them. */
function problemsOf(options: unknown): readonly string[] {
  try {
    parseSqliteLedgerOptions(options as SqliteLedgerOptions);
    return [];
  } catch (failure) {
    if (!(failure instanceof ConfigurationError)) throw failure;
    expect(failure.message).not.toContain(SECRET.slice(0, 20));
    return failure.problems.map(({ path, message }) => `${path}: ${message}`);
  }
}

describe('the options of a ledger in SQLite', () => {
  it.each([
    ['a key in base64', { key: { keyId: '2026', keys: { '2026': SECRET } } }],
    ['a key in bytes', { key: { keyId: 'k', keys: { k: new Uint8Array(32), former: Buffer.alloc(32) } } }],
    ['a sealer', { seal: { seal: (text: string) => text, open: (text: string) => text } }],
    ['a decision against both', { allowUnsealedCredentials: true }],
  ])('need %s', (_title, more) => {
    expect(problemsOf({ path: 'ledger.db', ...more })).toEqual([]);
  });

  it('have defaults', () => {
    expect(parseSqliteLedgerOptions({ path: 'ledger.db', allowUnsealedCredentials: true })).toMatchObject({
      busyTimeoutMs: 5000,
    });
  });

  it.each<[string, object, RegExp]>([
    ['neither key nor sealer', {}, /^key: is needed/],
    ['an empty path', { path: '' }, /^path: /],
    ['a field that is not known', { colour: 'red' }, /^colour: is not a known field$/],
    ['a wait without end', { busyTimeoutMs: Number.POSITIVE_INFINITY }, /^busyTimeoutMs: /],
    ['a driver that is none', { driver: {} }, /^driver: must be a constructor or an open database$/],
    ['a sealer that is none', { seal: { seal: 1 } }, /^seal: must be an object with seal and open$/],
    ['a short key', { key: { keyId: 'k', keys: { k: SECRET.slice(4) } } }, /^key\.keys\.k: must be 32 bytes/],
    [
      'a key that is no base64',
      { key: { keyId: 'k', keys: { k: `${SECRET.slice(0, -2)}!!` } } },
      /^key\.keys\.k: must be 32/,
    ],
    [
      'a key with an id that is none',
      { key: { keyId: 'a.b', keys: { 'a.b': SECRET } } },
      /^key\.keyId: must be 1 to 64/,
    ],
    ['a key that is not there', { key: { keyId: 'new', keys: { old: SECRET } } }, /^key\.keyId: must be the id of one/],
    ['a key that only every object has', { key: { keyId: 'toString', keys: { old: SECRET } } }, /^key\.keyId: must be/],
    [
      'key and sealer',
      { key: { keyId: 'k', keys: { k: SECRET } }, seal: { seal() {}, open() {} } },
      /^seal: must not be/,
    ],
  ])('with %s are refused', (_title, more, problem) => {
    expect(problemsOf({ path: 'ledger.db', ...more }).some((text) => problem.test(text))).toBe(true);
  });
});
