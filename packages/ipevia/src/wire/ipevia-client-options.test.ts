import { inspect } from 'node:util';
import { ConfigurationError } from '@acx/core/provider';
import { describe, expect, it } from 'vitest';
import { createIpeviaClient } from './ipevia-client';
import { ipeviaClientOptionsSchema } from './ipevia-client-options';

const good = {
  id: 'house',
  baseUrl: 'https://parking.example/site',
  authentication: { user: 'api', password: 's3cret' },
};
const fingerprint256 = 'a'.repeat(64);

function problemsOf(options: object): string[] {
  const result = ipeviaClientOptionsSchema.safeParse({ ...good, ...options });
  return result.success ? [] : result.error.issues.map(({ path }) => path.join('.')).sort();
}

describe('the options', () => {
  it('have defaults', () => {
    expect(ipeviaClientOptionsSchema.parse(good)).toEqual({
      ...good,
      authentication: { kind: 'digest', user: 'api', password: 's3cret' },
      timeoutMs: 15_000,
      pageSize: 100,
      maximumAnswerBytes: 10 * 1024 ** 2,
    });
  });

  it.each([
    ['plain HTTP on this machine', { baseUrl: 'http://127.0.0.1:8080' }],
    ['plain HTTP that is wanted', { baseUrl: 'http://10.0.0.5', allowPlainHttp: true }],
    ['a fingerprint', { tls: { fingerprint256 } }],
    ['a colon in the user of a digest', { authentication: { ...good.authentication, user: 'a:b' } }],
  ])('take %s', (_what, options) => {
    expect(problemsOf(options)).toEqual([]);
  });

  it.each([
    ['plain HTTP', { baseUrl: 'http://10.0.0.5' }, 'baseUrl'],
    ['an address that is none', { baseUrl: 'parking' }, 'baseUrl'],
    ['a password in the address', { baseUrl: 'https://api:s3cret@parking.example' }, 'baseUrl'],
    ['a query in the address', { baseUrl: 'https://parking.example?x=1' }, 'baseUrl'],
    ['no login', { authentication: undefined }, 'authentication'],
    ['no user', { authentication: { user: '', password: 'x' } }, 'authentication.user'],
    [
      'a colon in the user of basic',
      { authentication: { kind: 'basic', user: 'a:b', password: 'x' } },
      'authentication.user',
    ],
    ['a line end in the password', { authentication: { user: 'a', password: 'x\n' } }, 'authentication.password'],
    [
      'two kinds of login',
      { authentication: { kind: ['digest', 'basic'], user: 'a', password: 'x' } },
      'authentication.kind',
    ],
    ['both fetch and tls', { fetch, tls: { fingerprint256 } }, 'tls'],
    ['tls for plain HTTP', { baseUrl: 'http://127.0.0.1', tls: { fingerprint256 } }, 'tls'],
    ['a page of nothing', { pageSize: 0 }, 'pageSize'],
    ['no time', { timeoutMs: 0 }, 'timeoutMs'],
    ['a clock that is none', { clock: {} }, 'clock'],
    ['a field that is not known', { retries: 3 }, ''],
  ])('refuse %s', (_what, options, path) => {
    expect(problemsOf(options)).toEqual([path]);
  });

  it('list every problem at once and repeat no value', () => {
    const authentication = { kind: 's3cret', user: '', password: 's3cret\u0000' };
    try {
      Reflect.apply(createIpeviaClient, undefined, [
        { ...good, authentication, pageSize: 0, profile: { faults: { x: 's3cret' } } },
      ]);
      throw new Error('It was accepted.');
    } catch (failure) {
      if (!(failure instanceof ConfigurationError)) throw failure;
      expect(failure.problems.map(({ path }) => path).sort()).toEqual([
        'authentication.kind',
        'authentication.password',
        'authentication.user',
        'pageSize',
        'profile.faults.x',
      ]);
      expect(inspect(failure, { depth: 9 })).not.toContain('s3cret');
    }
  });
});
