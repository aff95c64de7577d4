/** Algorithms that are known, the preferred ones first. */
const algorithms = ['SHA-256', 'SHA-256-sess', 'MD5', 'MD5-sess'] as const;

export type DigestAlgorithm = (typeof algorithms)[number];

/** What a server asks for. All texts are bytes, one per character, as they came. */
export interface DigestChallenge {
  readonly realm: string;
  readonly nonce: string;
  readonly opaque?: string;
  readonly algorithm: DigestAlgorithm;
  /** As the server wrote it, to be repeated; absent where it named none. */
  readonly algorithmText?: string;
  /** False: the older form without protection against repetition. */
  readonly hasQop: boolean;
  /** The former nonce was too old; the password was right. */
  readonly isStale: boolean;
  /** The server reads user names in UTF-8. */
  readonly isUtf8: boolean;
}

/** One challenge of a `WWW-Authenticate` header. */
interface AnyChallenge {
  readonly scheme: string;
  readonly parameters: Map<string, string>;
}

const MAXIMUM_HEADER_LENGTH = 8192;
const SEPARATOR = /[\s,]*/y;
const PARAMETER = /([\w!#$%&'*+.^`|~-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([\w!#$%&'*+.^`|~/:-][\w!#$%&'*+.^`|~/:=-]*))/y;
const SCHEME = /[\w!#$%&'*+.^`|~-]+(?=[\s,]|$)/y;

/** The best digest challenge of a `WWW-Authenticate` header, which may hold several of any kind; or why there is none. */
export function chooseDigestChallenge(header: string | null): DigestChallenge | { readonly problem: string } {
  const offered = readChallenges((header ?? '').slice(0, MAXIMUM_HEADER_LENGTH)).filter(
    ({ scheme }) => scheme.toLowerCase() === 'digest',
  );
  if (offered.length === 0) return { problem: 'it offers no login by digest' };
  const usable = offered.map(readDigest).filter((challenge) => challenge !== undefined);
  const best = algorithms.map((name) => usable.find(({ algorithm }) => algorithm === name)).find((one) => one);
  return best ?? { problem: 'it asks for an algorithm of digest login that is not known' };
}

function readDigest({ parameters }: AnyChallenge): DigestChallenge | undefined {
  const realm = parameters.get('realm');
  const nonce = parameters.get('nonce');
  const algorithmText = parameters.get('algorithm');
  const algorithm = algorithms.find((name) => name.toLowerCase() === (algorithmText ?? 'MD5').toLowerCase());
  const qop = parameters.get('qop');
  const hasQop = qop?.split(',').some((one) => one.trim().toLowerCase() === 'auth') ?? false;
  if (realm === undefined || nonce === undefined || algorithm === undefined) return undefined;
  // Only integrity of the body is offered, or a session without what a session is made of.
  if (!hasQop && (qop !== undefined || algorithm.endsWith('-sess'))) return undefined;
  return {
    realm,
    nonce,
    opaque: parameters.get('opaque'),
    algorithm,
    algorithmText,
    hasQop,
    isStale: parameters.get('stale')?.toLowerCase() === 'true',
    isUtf8: parameters.get('charset')?.toLowerCase() === 'utf-8',
  };
}

function readChallenges(header: string): AnyChallenge[] {
  const challenges: AnyChallenge[] = [];
  let at = 0;
  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    const match = pattern.exec(header);
    if (match !== null) at = pattern.lastIndex;
    return match;
  };
  while (at < header.length) {
    take(SEPARATOR);
    const parameter = take(PARAMETER);
    if (parameter !== null) {
      const [, name = '', quoted, plain = ''] = parameter;
      const known = challenges.at(-1)?.parameters;
      if (known?.has(name.toLowerCase()) === false)
        known.set(name.toLowerCase(), quoted?.replace(/\\(.)/g, '$1') ?? plain);
      continue;
    }
    const scheme = take(SCHEME)?.[0];
    if (scheme === undefined) at += 1;
    else challenges.push({ scheme, parameters: new Map() });
  }
  return challenges;
}

/** The nonce for later calls that an `Authentication-Info` header tells. */
export function readNextNonce(header: string | null): string | undefined {
  if (header === null) return undefined;
  return readChallenges(`Digest ${header.slice(0, MAXIMUM_HEADER_LENGTH)}`)[0]?.parameters.get('nextnonce');
}
