import { ConfigurationError } from '@acx/core/provider';
import { describe, expect, it } from 'vitest';
import { createSaltoClient } from './salto-client';
import { type SaltoClientOptions, saltoClientOptionsSchema } from './salto-client-options';

const http = { kind: 'http', baseUrl: 'https://space.example:8100' } as const;
const stp = { kind: 'stp', host: '127.0.0.1', port: 9000 } as const;
const fetch = globalThis.fetch;
const fingerprint256 = 'ab'.repeat(32);

function problemsOf(options: unknown): readonly string[] {
  try {
    createSaltoClient(options as SaltoClientOptions);
  } catch (failure) {
    if (failure instanceof ConfigurationError) return failure.problems.map(({ path }) => path);
    throw failure;
  }
  return [];
}

describe('the options of a client', () => {
  it('have defaults', () => {
    expect(saltoClientOptionsSchema.parse({ id: 'house', transport: http })).toEqual({
      id: 'house',
      transport: http,
      timeoutMs: 15_000,
      pageSize: 100,
      maximumAnswerBytes: 10_485_760,
    });
  });

  it.each<[string, object]>([
    ['HTTPS', http],
    ['HTTP on this machine', { kind: 'http', baseUrl: 'http://localhost:8100' }],
    ['HTTP that is wanted', { kind: 'http', baseUrl: 'http://space.example:8100', allowPlainHttp: true }],
    ['a user', { ...http, authentication: { kind: 'basic', user: 'u', password: '' } }],
    ['a key', { ...http, authentication: { kind: 'key', key: 'k' } }],
    ['a fetch', { ...http, fetch }],
    ['a fingerprint', { ...http, tls: { fingerprint256 } }],
    ['STP on this machine', stp],
    ['STP on this machine by IPv6', { ...stp, host: '::1' }],
    ['STP that is wanted', { ...stp, host: 'space.example', allowPlainTcp: true }],
  ])('take %s', (_what, transport) => {
    expect(problemsOf({ id: 'house', transport })).toEqual([]);
  });

  it.each<[string, object, string[]]>([
    ['HTTP to another machine', { kind: 'http', baseUrl: 'http://space.example:8100' }, ['transport.baseUrl']],
    ['no address', { kind: 'http', baseUrl: 'space.example:8100' }, ['transport.baseUrl']],
    ['a fetch beside tls', { ...http, fetch, tls: { fingerprint256 } }, ['transport.tls']],
    ['tls without HTTPS', { kind: 'http', baseUrl: 'http://localhost', tls: { fingerprint256 } }, ['transport.tls']],
    ['tls that verifies nothing', { ...http, tls: {} }, ['transport.tls']],
    ['a wrong fingerprint', { ...http, tls: { fingerprint256: 'ab' } }, ['transport.tls.fingerprint256']],
    [
      'a user with a colon',
      { ...http, authentication: { kind: 'basic', user: 'a:b', password: '' } },
      ['transport.authentication.user'],
    ],
    [
      'a key over two lines',
      { ...http, authentication: { kind: 'key', key: 'SECRET\nx' } },
      ['transport.authentication.key'],
    ],
    ['a field of STP', { ...http, port: 9000 }, ['transport.port']],
    ['STP to another machine', { ...stp, host: '192.0.2.7' }, ['transport.host']],
    ['a host with a port', { ...stp, host: 'localhost:9000', allowPlainTcp: true }, ['transport.host']],
    ['a host that looks like this machine', { ...stp, host: 'localhost.example' }, ['transport.host']],
    ['port 0', { ...stp, port: 0 }, ['transport.port']],
    ['no connections', { ...stp, connections: 0 }, ['transport.connections']],
    ['another transport', { kind: 'pigeon' }, ['transport.kind']],
  ])('refuse %s', (_what, transport, paths) => {
    expect(problemsOf({ id: 'house', transport })).toEqual(paths);
  });

  it('list every problem at once', () => {
    const options = { id: '', transport: stp, timeoutMs: 0, pageSize: 1, maximumAnswerBytes: 1, more: 1, clock: {} };
    expect([...problemsOf(options)].sort()).toEqual(
      ['clock', 'id', 'maximumAnswerBytes', 'more', 'pageSize', 'timeoutMs'].sort(),
    );
    expect(problemsOf({ id: 'house', transport: stp, profile: { zone: { ident: 'x' } } })).toEqual([
      'profile.zone.ident',
    ]);
  });

  it('say why STP to another machine must be asked for, and repeat no secret', () => {
    const open = () => createSaltoClient({ id: 'house', transport: { ...stp, host: 'space.example' } });
    expect(open).toThrow(/neither login nor encryption/);
    const leak = () =>
      createSaltoClient({ id: 'house', transport: { ...http, authentication: { kind: 'key', key: 'SECRET\n' } } });
    expect(leak).toThrow(ConfigurationError);
    expect(leak).not.toThrow(/SECRET/);
  });
});
