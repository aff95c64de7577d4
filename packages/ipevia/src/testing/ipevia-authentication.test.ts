import { createHash } from 'node:crypto';
import { createFixedClock } from '@acx/core/testing';
import { describe, expect, it } from 'vitest';
import { digestResponse, readDigestParameters } from './ipevia-digest';
import { createIpeviaSimulator } from './ipevia-simulator';
import type { IpeviaSwitches } from './ipevia-switches';
import { createIpeviaTestCaller, envelope, textsIn } from './ipevia-test-caller';
import { passwordDigest } from './ipevia-username-token';

const ASK = envelope('<tcr:GetServiceCapabilities/>');
const PATH = '/onvif/credential_service';
const setUp = (switches: Partial<IpeviaSwitches>) => {
  const clock = createFixedClock('2026-07-01T10:00:00Z');
  const authentication = { user: 'api "x"', password: 'pä:ss' };
  const simulator = createIpeviaSimulator({ clock, switches, authentication });
  const { send } = createIpeviaTestCaller(simulator);
  const ask = (authorization?: string, body = ASK) =>
    send({ body, headers: authorization === undefined ? {} : { authorization } });
  return { clock, simulator, ask, send };
};

describe('the digest', () => {
  const mufasa = { username: 'Mufasa', method: 'GET', uri: '/dir/index.html', nc: '00000001' };
  it('is the one of RFC 2617', () => {
    const parts = {
      ...mufasa,
      algorithm: 'MD5' as const,
      realm: 'testrealm@host.com',
      password: 'Circle Of Life',
      nonce: 'dcd98b7102dd2f0e8b11d0f600bfb0c093',
      cnonce: '0a4f113b',
    };
    expect(digestResponse(parts)).toBe('6629fae49393a05397450978507c4ef1');
  });

  it.each([
    ['MD5' as const, '8ca523f5e9506fed4657c9700eebdbec'],
    ['SHA-256' as const, '753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1'],
  ])('is the one of RFC 7616 with %s', (algorithm, expected) => {
    const parts = {
      ...mufasa,
      algorithm,
      realm: 'http-auth@example.org',
      password: 'Circle of Life',
      nonce: '7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v',
      cnonce: 'f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ',
    };
    expect(digestResponse(parts)).toBe(expected);
  });

  it('reads parameters, quoted or not', () => {
    expect([...(readDigestParameters('Digest a="x, \\"y\\"" , B=1,c=""') ?? [])]).toEqual([
      ['a', 'x, "y"'],
      ['b', '1'],
      ['c', ''],
    ]);
    for (const wrong of [null, 'Basic eA==', 'Digest a', 'Digest a="1', 'Digest a=1, a=2'])
      expect(readDigestParameters(wrong)).toBeUndefined();
  });
});

/** What a browser would answer to the challenge of this algorithm. */
function authorize(challenges: string, change: Record<string, string> = {}): string {
  const algorithm = change['algorithm'] === 'MD5' ? 'MD5' : 'SHA-256';
  const challenge = challenges.split(/, (?=Digest )/).find((text) => text.includes(`algorithm=${algorithm}`)) ?? '';
  const given = readDigestParameters(challenge);
  const parts = {
    algorithm: algorithm as 'MD5' | 'SHA-256',
    username: 'api "x"',
    realm: given?.get('realm') ?? '',
    password: 'pä:ss',
    method: 'POST',
    uri: PATH,
    nonce: given?.get('nonce') ?? '',
    nc: '00000001',
    cnonce: 'abc',
    ...change,
  };
  const { password, method, ...shown } = parts;
  const all = { ...shown, qop: 'auth', opaque: given?.get('opaque') ?? '', response: digestResponse(parts), ...change };
  return `Digest ${Object.entries(all)
    .filter(([key]) => key !== 'password' && key !== 'method')
    .map(([key, value]) => `${key}="${value.replace(/["\\]/g, '\\$&')}"`)
    .join(', ')}`;
}

describe('a login with Digest', () => {
  const challenged = async (switches: Partial<IpeviaSwitches> = {}) => {
    const all = setUp({ auth: 'digest', ...switches });
    const challenge = async () => (await all.ask()).headers.get('www-authenticate') ?? '';
    return { ...all, challenge, first: await challenge() };
  };

  it('is asked for with every algorithm, the best first', async () => {
    expect((await challenged()).first).toMatch(/^Digest .*algorithm=SHA-256.*, Digest .*algorithm=MD5/);
    expect((await challenged({ digestAlgorithms: ['MD5'] })).first).not.toContain('SHA-256');
  });

  it('works with every algorithm, as often as the count grows', async () => {
    const { ask, first } = await challenged();
    expect((await ask(authorize(first))).status).toBe(200);
    expect((await ask(authorize(first))).status).toBe(401);
    expect((await ask(authorize(first, { nc: '0000000a' }))).status).toBe(200);
    expect((await ask(authorize(first, { nc: '00000009' }))).status).toBe(401);
    expect((await ask(authorize(first, { algorithm: 'MD5' }))).status).toBe(200);
  });

  it.each([
    [{ username: 'else' }],
    [{ password: 'wrong' }],
    [{ realm: 'else' }],
    [{ uri: '/onvif/event_service' }],
    [{ qop: 'auth-int' }],
    [{ cnonce: '' }],
    [{ nc: '1' }],
    [{ opaque: 'x' }],
    [{ method: 'GET' }],
    [{ response: '0' }],
    [{ algorithm: 'MD5', nc: '00000001', response: '0' }],
  ])('is refused for good with %o', async (change) => {
    const { ask, first, simulator } = await challenged();
    const response = await ask(authorize(first, change));
    expect([response.status, response.headers.get('www-authenticate')?.includes('stale')]).toEqual([401, false]);
    expect(simulator.calls).toHaveLength(2);
  });

  it('is refused with an algorithm that is not offered', async () => {
    const { ask, first } = await challenged({ digestAlgorithms: ['MD5'] });
    expect((await ask(authorize(first, { algorithm: 'MD5' }))).status).toBe(200);
    expect((await ask(authorize(first.replace('MD5', 'SHA-256')))).status).toBe(401);
  });

  it('begins anew when the nonce is old, without a wrong password', async () => {
    const { ask, first, simulator, clock, challenge } = await challenged();
    simulator.expireNonces();
    const stale = await ask(authorize(first));
    expect([stale.status, stale.headers.get('www-authenticate')]).toEqual([401, expect.stringContaining('stale=true')]);
    expect((await ask(authorize(stale.headers.get('www-authenticate') ?? ''))).status).toBe(200);
    const second = await challenge();
    await clock.advanceBy(5 * 60_000);
    expect((await ask(authorize(second))).headers.get('www-authenticate')).toContain('stale=true');
  });

  it('does not go with a token in the message', async () => {
    const { ask, first } = await challenged();
    const response = await ask(authorize(first), envelope('<tcr:GetServiceCapabilities/>', token()));
    expect([response.status, textsIn(await response.text(), 'Value')]).toEqual([
      400,
      ['s:Sender', 'ter:NotAuthorized'],
    ]);
  });
});

const WSS = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss';
function token(
  change: { user?: string; password?: string; created?: string; nonce?: string; type?: string } = {},
): string {
  const { user = 'api "x"', password = 'pä:ss', created = '2026-07-01T10:00:00Z', nonce = 'bm9uY2U=' } = change;
  const digest = createHash('sha1')
    .update(Buffer.concat([Buffer.from(nonce, 'base64'), Buffer.from(created + password)]))
    .digest('base64');
  return `<Security s:mustUnderstand="true" xmlns="${WSS}-wssecurity-secext-1.0.xsd"><UsernameToken>
    <Username>${user}</Username>
    <Password Type="${WSS}-username-token-profile-1.0#${change.type ?? 'PasswordDigest'}">${digest}</Password>
    <Nonce EncodingType="${WSS}-soap-message-security-1.0#Base64Binary">${nonce}</Nonce>
    <Created xmlns="${WSS}-wssecurity-utility-1.0.xsd">${created}</Created></UsernameToken></Security>`;
}

describe('a login with a UsernameToken', () => {
  it('has the digest that ONVIF shows', () => {
    const parts = {
      nonce: Buffer.from('LKqI6G/AikKCQrN0zqZFlg==', 'base64'),
      created: '2010-09-16T07:50:45Z',
      password: 'userpassword',
    };
    expect(passwordDigest(parts)).toBe('tuOSpGlFlIXsozq4HFNeeGeFLEI=');
  });

  it('works once per nonce, for five minutes', async () => {
    const { ask, clock } = setUp({ auth: 'username-token' });
    const outcome = async (header: string, authorization?: string) =>
      (await ask(authorization, envelope('<tcr:GetServiceCapabilities/>', header))).status;
    expect(await outcome(token())).toBe(200);
    expect(await outcome(token())).toBe(400);
    expect(await outcome(token({ nonce: 'bjI=' }))).toBe(200);
    expect(await outcome(token({ nonce: 'bjM=', created: '2026-07-01T10:05:01Z' }))).toBe(400);
    await clock.advanceBy(5 * 60_000);
    expect(await outcome(token({ nonce: 'bjQ=' }))).toBe(200);
    await clock.advanceBy(1);
    expect(await outcome(token({ nonce: 'bjU=' }))).toBe(400);
    const now = { created: '2026-07-01T10:05:00Z' };
    expect(await outcome(token({ nonce: 'bjY=', ...now }), 'Basic eDp5')).toBe(400);
    expect(await outcome(token({ nonce: 'bjY=', ...now }))).toBe(200);
  });

  it.each([
    [''],
    [token({ user: 'else' })],
    [token({ password: 'wrong' })],
    [token({ type: 'PasswordText' })],
    [token({ created: 'now' })],
    [token({ nonce: '' })],
    [token() + token({ nonce: 'bjI=' })],
  ])('is refused as %s', async (header) => {
    const { ask } = setUp({ auth: 'username-token' });
    const response = await ask(undefined, envelope('<tcr:GetServiceCapabilities/>', header));
    expect([response.status, textsIn(await response.text(), 'Value')]).toEqual([
      400,
      ['s:Sender', 'ter:NotAuthorized'],
    ]);
  });
});

describe('other logins', () => {
  const basic = (pair: string) => `Basic ${Buffer.from(pair).toString('base64')}`;
  it('are Basic, when switched to it', async () => {
    const { ask } = setUp({ auth: 'basic' });
    const statuses = [undefined, basic('api "x":pä:ss'), basic('api "x":pass'), basic('')].map(
      async (header) => (await ask(header)).status,
    );
    expect(await Promise.all(statuses)).toEqual([401, 200, 401, 401]);
  });

  it('are none, when switched to it', async () => {
    const { ask } = setUp({ auth: 'none' });
    expect([
      (await ask()).status,
      (await ask('Basic eDp5', envelope('<tcr:GetServiceCapabilities/>', token()))).status,
    ]).toEqual([200, 200]);
  });

  it('change nothing when they fail', async () => {
    const { simulator, send } = setUp({ auth: 'digest' });
    expect((await send({ body: envelope('<tcr:DeleteWhitelist/>') })).status).toBe(401);
    expect(simulator.operatorLog).toEqual([]);
  });
});
