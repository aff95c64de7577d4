import type { IpeviaContext } from './ipevia-context';
import { type DigestAlgorithm, digestResponse, readDigestParameters } from './ipevia-digest';

const REALM = 'iPevia';
const NONCE_LIFE_MS = 5 * 60_000;

/** HTTP Digest with `qop=auth`. */
export interface IpeviaDigestCheck {
  /** The 401 for a request that may not pass, nothing for one that may. */
  refuse(request: Request): Response | undefined;
  /** Every nonce that was given out is stale from now on. */
  expireNonces(): void;
}

interface Nonce {
  readonly algorithm: DigestAlgorithm;
  readonly expiresMs: number;
  lastCount: number;
}

/** A nonce lives for five minutes of the simulator's clock (assumed). */
export function createIpeviaDigestCheck(context: IpeviaContext): IpeviaDigestCheck {
  const { switches, credentials, clock, newId } = context;
  const nonces = new Map<string, Nonce>();
  const opaque = newId();

  const challenge = (isStale: boolean): Response => {
    const headers = new Headers();
    for (const algorithm of switches.digestAlgorithms) {
      const nonce = newId();
      nonces.set(nonce, { algorithm, expiresMs: clock.nowMs() + NONCE_LIFE_MS, lastCount: 0 });
      const parameters = [
        `realm="${REALM}"`,
        'qop="auth"',
        `algorithm=${algorithm}`,
        `nonce="${nonce}"`,
        `opaque="${opaque}"`,
        'charset="UTF-8"',
        ...(isStale ? ['stale=true'] : []),
      ];
      headers.append('www-authenticate', `Digest ${parameters.join(', ')}`);
    }
    return new Response('Unauthorized', { status: 401, headers });
  };

  return {
    expireNonces: () => nonces.clear(),
    refuse(request) {
      const given = readDigestParameters(request.headers.get('authorization'));
      if (given === undefined) return challenge(false);
      const algorithm = switches.digestAlgorithms.find((known) => known === (given.get('algorithm') ?? 'MD5'));
      const { pathname, search } = new URL(request.url);
      const [nonce = '', nc = '', cnonce = '', uri = ''] = ['nonce', 'nc', 'cnonce', 'uri'].map((name) =>
        given.get(name),
      );
      const isComplete =
        algorithm !== undefined &&
        given.get('qop') === 'auth' &&
        given.get('realm') === REALM &&
        given.get('opaque') === opaque &&
        given.get('username') === credentials.user &&
        /^[\da-f]{8}$/i.test(nc) &&
        cnonce !== '' &&
        uri === pathname + search;
      if (!isComplete) return challenge(false);
      const { user: username, password } = credentials;
      const { method } = request;
      const expected = digestResponse({ algorithm, username, realm: REALM, password, method, uri, nonce, nc, cnonce });
      if (given.get('response') !== expected) return challenge(false);
      const known = nonces.get(nonce);
      // who knows the password but not a fresh nonce need not ask for the password again
      if (known === undefined || known.expiresMs <= clock.nowMs() || known.algorithm !== algorithm)
        return challenge(true);
      const count = Number.parseInt(nc, 16);
      if (count <= known.lastCount) return challenge(false);
      known.lastCount = count;
      return undefined;
    },
  };
}
