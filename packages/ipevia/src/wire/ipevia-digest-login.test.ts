import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { chooseDigestChallenge, type DigestChallenge } from './ipevia-digest-challenge';
import { createDigestLogin } from './ipevia-digest-login';

function challengeOf(header: string): DigestChallenge {
  const challenge = chooseDigestChallenge(header);
  if ('problem' in challenge) throw new Error(challenge.problem);
  return challenge;
}

const rfc7616 = (algorithm: string): string =>
  `Digest realm="http-auth@example.org", qop="auth, auth-int", algorithm=${algorithm}, nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS"`;
const rfc2617 = 'realm="testrealm@host.com", nonce="dcd98b7102dd2f0e8b11d0f600bfb0c093"';
const mufasa = { user: 'Mufasa', password: 'Circle of Life' };
const md5 = (text: string): string => createHash('md5').update(text).digest('hex');
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
/** A parameter of an `Authorization` header. */
const parameterOf = (header: string, name: string): string | undefined =>
  new RegExp(`[ ,]${name}="?([^",]*)`).exec(header)?.[1];

describe('a login by digest', () => {
  it.each([
    ['MD5', '8ca523f5e9506fed4657c9700eebdbec'],
    ['SHA-256', '753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1'],
  ])('is the one of RFC 7616 §3.9.1 with %s', (algorithm, response) => {
    const clientNonce = 'f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ';
    const login = createDigestLogin({ challenge: challengeOf(rfc7616(algorithm)), ...mufasa, clientNonce });
    expect(login.authorize('GET', '/dir/index.html')).toBe(
      `Digest username="Mufasa", realm="http-auth@example.org", uri="/dir/index.html", algorithm=${algorithm}, nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", nc=00000001, cnonce="${clientNonce}", qop=auth, response="${response}", opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS"`,
    );
  });

  it('is the one of RFC 2617 §3.5', () => {
    const header = `Digest ${rfc2617}, qop="auth,auth-int", opaque="5ccc069c403ebaf9f0171e9517f40e41"`;
    const options = { challenge: challengeOf(header), user: 'Mufasa', password: 'Circle Of Life' };
    const login = createDigestLogin({ ...options, clientNonce: '0a4f113b' });
    const sent = login.authorize('GET', '/dir/index.html');
    expect(parameterOf(sent, 'response')).toBe('6629fae49393a05397450978507c4ef1');
    expect(parameterOf(sent, 'algorithm')).toBeUndefined();
  });

  it('has neither count nor client nonce where the server names no quality', () => {
    const login = createDigestLogin({
      challenge: challengeOf(`Digest ${rfc2617}`),
      user: 'Mufasa',
      password: 'Circle Of Life',
    });
    const sent = login.authorize('GET', '/dir/index.html');
    // The two halves as RFC 2617 §3.5 gives them.
    const expected = md5(
      '939e7578ed9e3c518a452acee763bce9:dcd98b7102dd2f0e8b11d0f600bfb0c093:39aff3a2bab6126f332b942af96d3366',
    );
    expect(parameterOf(sent, 'response')).toBe(expected);
    expect(sent).not.toMatch(/nc=|cnonce=|qop=/);
  });

  it.each([
    ['MD5-sess', md5],
    ['SHA-256-sess', sha256],
  ])('keeps the key of a session with %s, also for a later nonce', (algorithm, hash) => {
    const challenge = challengeOf(`Digest realm="r", nonce="n1", qop=auth, algorithm=${algorithm}`);
    const login = createDigestLogin({ challenge, user: 'u', password: 'p', clientNonce: 'c' });
    const key = hash(`${hash('u:r:p')}:n1:c`);
    const target = hash('POST:/x');
    expect(parameterOf(login.authorize('POST', '/x'), 'response')).toBe(hash(`${key}:n1:00000001:c:auth:${target}`));
    expect(parameterOf(login.withNonce('n2').authorize('POST', '/x'), 'response')).toBe(
      hash(`${key}:n2:00000001:c:auth:${target}`),
    );
  });

  it('counts every use of a nonce', () => {
    const login = createDigestLogin({ challenge: challengeOf(rfc7616('MD5')), ...mufasa });
    const counts = Array.from({ length: 17 }, () => parameterOf(login.authorize('POST', '/x'), 'nc'));
    expect(counts.slice(0, 2)).toEqual(['00000001', '00000002']);
    expect(counts.at(-1)).toBe('00000011');
  });

  it('hashes a name with accents as UTF-8, and sends it as the server reads names', () => {
    const user = 'Jäsøn "Doe"';
    const plain = challengeOf('Digest realm="r", nonce="n"');
    const sent = createDigestLogin({ challenge: plain, user, password: 'pä' }).authorize('POST', '/x');
    expect(Buffer.from(sent, 'latin1').toString('utf8')).toContain('username="Jäsøn \\"Doe\\""');
    expect(parameterOf(sent, 'response')).toBe(md5(`${md5(`${user}:r:pä`)}:n:${md5('POST:/x')}`));
    const utf8 = challengeOf('Digest realm="r", nonce="n", charset=UTF-8');
    expect(createDigestLogin({ challenge: utf8, user, password: 'pä' }).authorize('POST', '/x')).toContain(
      "username*=UTF-8''J%C3%A4s%C3%B8n%20%22Doe%22,",
    );
  });

  it('draws a nonce of its own each time', () => {
    const challenge = challengeOf(rfc7616('MD5'));
    const nonces = [1, 2].map(() =>
      parameterOf(createDigestLogin({ challenge, ...mufasa }).authorize('POST', '/'), 'cnonce'),
    );
    expect(nonces[0]).not.toBe(nonces[1]);
    expect(nonces[0]?.length).toBeGreaterThanOrEqual(22);
  });
});
