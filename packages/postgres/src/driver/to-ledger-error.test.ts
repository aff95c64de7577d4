import { AcxError, ConflictError } from '@acx/core';
import { describe, expect, it } from 'vitest';
import { isWorthRepeating, toLedgerError } from './to-ledger-error';

const SECRET = 'value-of-a-row';
const failureOf = (code: string): Error => Object.assign(new Error(SECRET), { code, detail: SECRET });
const context = { schema: 'acx', operation: 'statement' } as const;

describe('a failure of the driver', () => {
  it.each([
    ['42501', { code: 'configuration', reason: 'denied', isRetryable: false, effect: 'none' }],
    ['28P01', { code: 'configuration', reason: 'denied', isRetryable: false, effect: 'none' }],
    ['42P01', { code: 'configuration', reason: 'missing', isRetryable: false, effect: 'none' }],
    ['25006', { code: 'configuration', reason: 'read_only', isRetryable: true, effect: 'none' }],
    ['53300', { code: 'configuration', reason: 'full', isRetryable: true, effect: 'none' }],
    ['54000', { code: 'configuration', reason: 'too_long', isRetryable: false, effect: 'none' }],
    ['22P05', { code: 'configuration', reason: 'refused', isRetryable: false, effect: 'none' }],
    ['55P03', { code: 'conflict', what: 'ledger_rows', isRetryable: true, effect: 'none' }],
    ['40P01', { code: 'conflict', what: 'ledger_rows', isRetryable: true, effect: 'none' }],
    ['57P01', { code: 'connection', reason: 'reset', isRetryable: true, effect: 'none' }],
    ['57014', { code: 'connection', reason: 'timeout', isRetryable: true, effect: 'none' }],
    ['ECONNREFUSED', { code: 'connection', reason: 'refused', isRetryable: true, effect: 'none' }],
    ['EPIPE', { code: 'connection', reason: 'reset', isRetryable: true, effect: 'none' }],
    ['EHOSTUNREACH', { code: 'connection', reason: 'network', isRetryable: true, effect: 'none' }],
  ])('with the code %s says what it is, and nothing of the driver', (code, expected) => {
    const error = toLedgerError(failureOf(code), context);
    expect(error).toMatchObject(expected);
    expect(JSON.stringify([error.message, error.toJSON(), error.cause])).not.toContain(SECRET);
  });

  it('is found inside of what other libraries make of it', () => {
    const wrapped = Object.assign(new Error(SECRET), { code: 'P2010', meta: { code: '42501' } });
    expect(toLedgerError(wrapped, context)).toMatchObject({ reason: 'denied', sqlState: '42501' });
    const caused = new Error(SECRET, { cause: failureOf('40P01') });
    expect([isWorthRepeating(caused), isWorthRepeating(wrapped), isWorthRepeating(SECRET)]).toEqual([
      true,
      false,
      false,
    ]);
  });

  it('at the end of a transaction has an effect that nobody knows, unless the server itself has said no', () => {
    const atEnd = { schema: 'acx', operation: 'commit' } as const;
    expect(toLedgerError(failureOf('ECONNRESET'), atEnd).effect).toBe('unknown');
    expect(toLedgerError(new Error(SECRET), atEnd).effect).toBe('unknown');
    expect(toLedgerError(failureOf('53100'), atEnd).effect).toBe('none');
    expect(toLedgerError(failureOf('40001'), atEnd).effect).toBe('none');
  });

  it('that is one of ours already stays as it is', () => {
    const ours = new ConflictError({ what: 'lane', message: 'taken' });
    expect(toLedgerError(ours, context)).toBe(ours);
    expect(AcxError.isInstance(toLedgerError(undefined, context))).toBe(true);
  });
});
