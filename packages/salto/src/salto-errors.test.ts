import { inspect } from 'node:util';
import { AuthenticationError, ProviderCallError } from '@acx/core/provider';
import { describe, expect, it } from 'vitest';
import { isSaltoCode, saltoExceptionToError, saltoStatusToError } from './salto-errors';
import { SaltoConflictError } from './wire/salto-conflict-error';

const call = { providerId: 'house', operation: 'updateAccessLevel', isWrite: true };
const WORDS = 'Ada Lovelace, card 12345';

const KNOWN = [
  ...[1, 4, 5, 6, 7, 10, 11, 12, 13, 14, 100, 101, 102],
  ...[200, 201, 202, 203, 204, 205, 206, 300, 301, 302, 303, 304, 305, 306],
  ...[400, 401, 402, 403, 404, 405, 406, 407, 500, 501, 502, 503, 600, 601],
];
const RETRYABLE = [1, 4, 5, 101, 201, 402];
const CONFLICTS = new Map([
  [10, 'id'],
  [101, 'door'],
  [102, 'id'],
  [201, 'user'],
  [202, 'id'],
  [203, 'card'],
]);

const errorOf = (code: number | string, isWrite = true) =>
  saltoExceptionToError({
    ...call,
    isWrite,
    target: 'access level APT-501',
    vendorCode: String(code),
    vendorText: WORDS,
  });

describe('an exception of SHIP', () => {
  it.each(KNOWN)('with code %i tells what happened, whether it took effect and what to do', (code) => {
    const error = errorOf(code);
    const isBreakdown = code === 1 || code === 4;
    expect(error.message).toMatch(
      new RegExp(
        `^house: Space refused updateAccessLevel on access level APT-501: .{10,} \\(code ${code}\\); ${
          isBreakdown ? 'it is not known whether it took effect' : 'nothing was changed'
        }\\. .{10,}$`,
      ),
    );
    expect(error.isRetryable).toBe(RETRYABLE.includes(code));
    expect(error.effect).toBe(isBreakdown ? 'unknown' : 'none');
    expect(errorOf(code, false).effect).toBe('none');
    expect(error).toBeInstanceOf(CONFLICTS.has(code) ? SaltoConflictError : ProviderCallError);
    expect(error).toMatchObject({ vendorCode: String(code), vendorText: WORDS, providerId: 'house' });
    if (error instanceof SaltoConflictError)
      expect(error).toMatchObject({ what: CONFLICTS.get(code), code: 'conflict' });
    expect(error.message).not.toContain('reason that we do not know');
  });

  it.each([13, 14])('about the licence (%i) names the licence option', (code) => {
    expect(errorOf(code).message).toContain('SPACE-OPT-0018');
  });

  it('with a code that nobody knows is final, and nobody knows what it did', () => {
    expect(errorOf(999)).toMatchObject({ isRetryable: false, effect: 'unknown', vendorCode: '999' });
    expect(errorOf(999, false)).toMatchObject({ effect: 'none' });
    expect(errorOf('constructor').message).toContain('a reason that we do not know');
  });

  it.each(KNOWN)('with code %i keeps the words of Space to itself', (code) => {
    const error = errorOf(code);
    for (const shown of [error.message, JSON.stringify(error), inspect(error, { depth: 9, showHidden: true })])
      expect(shown).not.toMatch(/Lovelace|12345/);
  });

  it('is recognised by its code', () => {
    expect(isSaltoCode(errorOf(7), 7, 10, 12)).toBe(true);
    expect(isSaltoCode(errorOf(10), 7, '10')).toBe(true);
    expect(isSaltoCode(errorOf(11), 7, 10, 12)).toBe(false);
    expect(isSaltoCode(errorOf(11))).toBe(false);
    expect(isSaltoCode(saltoStatusToError({ ...call, status: 500 }), 500)).toBe(false);
    expect(isSaltoCode({ vendorCode: '11' }, 11)).toBe(false);
    expect(isSaltoCode(undefined, 11)).toBe(false);
  });
});

describe('an HTTP status', () => {
  const about = (status: number, isWrite = true) =>
    saltoStatusToError({ ...call, isWrite, status, retryAfterMs: 5000 });

  it.each([401, 403])('of %i is a matter of credentials', (status) => {
    expect(about(status)).toBeInstanceOf(AuthenticationError);
    expect(about(status)).toMatchObject({ status, effect: 'none', isRetryable: false });
    expect(about(status).message).toContain('System > General options > SHIP');
  });

  it.each([
    [500, true, 'unknown'],
    [503, true, 'unknown'],
    [408, true, 'unknown'],
    [429, true, 'none'],
    [404, false, 'none'],
    [400, false, 'none'],
    [302, false, 'none'],
    [204, false, 'unknown'],
  ])('of %i: tried again %s, effect of a write %s', (status, isRetryable, effect) => {
    expect(about(status)).toBeInstanceOf(ProviderCallError);
    expect(about(status)).toMatchObject({ status, isRetryable, effect, retryAfterMs: 5000, vendorCode: undefined });
    expect(about(status, false)).toMatchObject({ isRetryable, effect: 'none' });
  });
});
