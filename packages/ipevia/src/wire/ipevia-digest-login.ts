import { createHash, randomBytes } from 'node:crypto';
import type { DigestChallenge } from './ipevia-digest-challenge';

/** A login by digest to one challenge. It counts how often its nonce was used. */
export interface DigestLogin {
  readonly nonce: string;
  /** The `Authorization` header of the next request. @param uri Path and query exactly as they are sent. */
  authorize(method: string, uri: string): string;
  /** The same login with another nonce that the server has told. */
  withNonce(nonce: string): DigestLogin;
}

/** Answers a challenge (RFC 7616, and RFC 2617 before it). @param options.clientNonce Default: random. */
export function createDigestLogin(options: {
  readonly challenge: DigestChallenge;
  readonly user: string;
  readonly password: string;
  readonly clientNonce?: string;
}): DigestLogin {
  const { challenge, clientNonce = randomBytes(18).toString('base64url') } = options;
  const { realm, nonce: firstNonce, algorithm } = challenge;
  const isSession = algorithm.endsWith('-sess');
  const hash = (text: string): string =>
    createHash(algorithm.startsWith('SHA-256') ? 'sha256' : 'md5')
      .update(text, 'latin1')
      .digest('hex');
  // One character per byte, as the texts of the challenge are.
  const user = Buffer.from(options.user, 'utf8').toString('latin1');
  const secret = hash(`${user}:${realm}:${Buffer.from(options.password, 'utf8').toString('latin1')}`);
  // Made once for each challenge (RFC 7616 §3.4.2), also when a later nonce is used.
  const key = isSession ? hash(`${secret}:${firstNonce}:${clientNonce}`) : secret;
  const username = usernameOf(options.user, user, challenge.isUtf8);

  const loginOf = (nonce: string): DigestLogin => {
    let count = 0;
    return {
      nonce,
      withNonce: loginOf,
      authorize(method, uri) {
        const target = hash(`${method}:${uri}`);
        const start = [
          username,
          `realm=${quoted(realm)}`,
          `uri=${quoted(uri)}`,
          ...(challenge.algorithmText === undefined ? [] : [`algorithm=${algorithm}`]),
          `nonce=${quoted(nonce)}`,
        ];
        const end = challenge.opaque === undefined ? [] : [`opaque=${quoted(challenge.opaque)}`];
        if (!challenge.hasQop)
          return `Digest ${[...start, `response="${hash(`${key}:${nonce}:${target}`)}"`, ...end].join(', ')}`;
        count += 1;
        const countText = count.toString(16).padStart(8, '0');
        const response = hash(`${key}:${nonce}:${countText}:${clientNonce}:auth:${target}`);
        const proof = [`nc=${countText}`, `cnonce="${clientNonce}"`, 'qop=auth', `response="${response}"`];
        return `Digest ${[...start, ...proof, ...end].join(', ')}`;
      },
    };
  };
  return loginOf(firstNonce);
}

function usernameOf(user: string, bytes: string, isUtf8: boolean): string {
  if (!isUtf8 || /^[\x20-\x7e]*$/.test(user)) return `username=${quoted(bytes)}`;
  const encoded = encodeURIComponent(user).replace(
    /['()*]/g,
    (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `username*=UTF-8''${encoded}`;
}

function quoted(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&')}"`;
}
