import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chooseDigestChallenge, readNextNonce } from './ipevia-digest-challenge';

describe('a challenge', () => {
  it('is read whatever its spelling', () => {
    expect(
      chooseDigestChallenge(
        'dIgEsT  REALM = "a \\"b\\", c" ,nonce=abc==,,opaque="", ALGORITHM="md5", Stale=TRUE, qop=" auth-int , AUTH ", charset=utf-8',
      ),
    ).toEqual({
      realm: 'a "b", c',
      nonce: 'abc==',
      opaque: '',
      algorithm: 'MD5',
      algorithmText: 'md5',
      hasQop: true,
      isStale: true,
      isUtf8: true,
    });
  });

  it.each([
    ['Digest realm="r", nonce="1", algorithm=MD5, Digest realm="r", nonce="2", algorithm=SHA-256', '2'],
    ['Digest realm="r", nonce="1", algorithm=SHA-256-sess, qop="auth", Digest realm="r", nonce="2"', '1'],
    ['Basic realm="Digest", Digest realm="r", nonce="1"', '1'],
    ['Negotiate abc==, Digest realm="r", nonce="1", Basic realm="b", nonce="2"', '1'],
    [
      'Digest realm="r", nonce="1", algorithm=SHA-512-256, Digest realm="r", nonce="2", algorithm=MD5-sess, qop=auth',
      '2',
    ],
    ['Digest realm="r", nonce="1", nonce="2"', '1'],
  ])('is the best that is offered: %s', (header, nonce) => {
    expect(chooseDigestChallenge(header)).toMatchObject({ nonce });
  });

  it.each([
    [null, 'it offers no login by digest'],
    ['', 'it offers no login by digest'],
    ['Basic realm="r"', 'it offers no login by digest'],
    ['Digest realm="r", nonce="1", algorithm=SHA-512-256', 'an algorithm of digest login that is not known'],
    ['Digest realm="r", nonce="1", qop="auth-int"', 'not known'],
    ['Digest realm="r", nonce="1", algorithm=MD5-sess', 'not known'],
    ['Digest realm="r"', 'not known'],
  ])('is refused when it cannot be answered: %s', (header, problem) => {
    expect(chooseDigestChallenge(header)).toEqual({ problem: expect.stringContaining(problem) });
  });

  it('never breaks the reader', () => {
    const part = fc.constantFrom('Digest ', 'realm=', '"', '\\', ',', ' ', 'nonce="x"', 'qop=auth', '=', 'a', 'é');
    const header = fc.oneof(
      fc.string(),
      fc.array(part, { maxLength: 400 }).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(header, (text) => {
        const startedAt = performance.now();
        expect(typeof chooseDigestChallenge(text)).toBe('object');
        readNextNonce(text);
        expect(performance.now() - startedAt).toBeLessThan(20_000);
      }),
      { numRuns: 2000, verbose: true },
    );
  });

  it('is followed by nonces for later calls', () => {
    expect(readNextNonce('nextnonce="n2", qop=auth, rspauth="x"')).toBe('n2');
    expect(readNextNonce('qop=auth')).toBeUndefined();
    expect(readNextNonce(null)).toBeUndefined();
  });
});
