import { inspect } from 'node:util';
import { ConfigurationError } from '@acx/core/provider';
import { describe, expect, it } from 'vitest';
import { createBookingsOneClient } from './bookings-one-client';
import { bookingsOneClientOptionsSchema } from './bookings-one-client-options';

const good = { id: 'house', baseUrl: 'https://one.example/site', token: 's3cret' };
const fingerprint256 = 'a'.repeat(64);

function problemsOf(options: object): string[] {
  const result = bookingsOneClientOptionsSchema.safeParse({ ...good, ...options });
  return result.success ? [] : result.error.issues.map(({ path }) => path.join('.')).sort();
}

describe('the options', () => {
  it('have defaults', () => {
    expect(bookingsOneClientOptionsSchema.parse(good)).toEqual({
      ...good,
      auth: 'raw',
      timeoutMs: 15_000,
      allowPlainHttp: false,
    });
  });

  it.each([
    ['plain HTTP on this machine', { baseUrl: 'http://127.0.0.1:8080' }],
    ['plain HTTP that is wanted', { baseUrl: 'http://10.0.0.5', allowPlainHttp: true }],
    ['a fingerprint', { tls: { fingerprint256 } }],
    ['a colon in a token that is no user name', { token: 'a:b' }],
    ['corrections of the profile', { profile: { statuses: { tentative: 'pending' } } }],
  ])('take %s', (_what, options) => {
    expect(problemsOf(options)).toEqual([]);
  });

  it.each([
    ['plain HTTP', { baseUrl: 'http://10.0.0.5' }, 'baseUrl'],
    ['plain HTTP in capitals', { baseUrl: 'HTTP://one.example' }, 'baseUrl'],
    ['an address that is none', { baseUrl: 'bookings' }, 'baseUrl'],
    ['a password in the address', { baseUrl: 'https://api:s3cret@one.example' }, 'baseUrl'],
    ['a query in the address', { baseUrl: 'https://one.example?token=s3cret' }, 'baseUrl'],
    ['no token', { token: '' }, 'token'],
    ['a token with its scheme', { token: 'Bearer s3cret' }, 'token'],
    ['a line end in the token', { token: 's3cret\n' }, 'token'],
    ['a token that no header can hold', { token: 's3crét' }, 'token'],
    ['a colon in the user of basic', { token: 'a:b', auth: 'basic' }, 'token'],
    ['an unknown way to log in', { auth: 'digest' }, 'auth'],
    ['both fetch and tls', { fetch, tls: { fingerprint256 } }, 'tls'],
    ['tls for plain HTTP', { baseUrl: 'http://127.0.0.1', tls: { fingerprint256 } }, 'tls'],
    ['no time', { timeoutMs: 0 }, 'timeoutMs'],
    ['a wrong profile', { profile: { paths: { visitor: 'v' } } }, 'profile.paths.visitor'],
    ['a clock that is none', { clock: {} }, 'clock'],
    ['a logger that is none', { logger: { debug: 1 } }, 'logger'],
    ['a field that is not known', { retries: 3 }, ''],
  ])('refuse %s', (_what, options, path) => {
    expect(problemsOf(options)).toEqual([path]);
  });

  it('list every problem at once and repeat no value', () => {
    const wrong = { ...good, token: 's3cret s3cret', auth: 's3cret', timeoutMs: 0, profile: { times: 's3cret' } };
    try {
      Reflect.apply(createBookingsOneClient, undefined, [wrong]);
      throw new Error('It was accepted.');
    } catch (failure) {
      if (!(failure instanceof ConfigurationError)) throw failure;
      expect(failure.problems.map(({ path }) => path).sort()).toEqual(['auth', 'profile.times', 'timeoutMs', 'token']);
      expect(inspect(failure, { depth: 9 })).not.toContain('s3cret');
    }
  });
});
