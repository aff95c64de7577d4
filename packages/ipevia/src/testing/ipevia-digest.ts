import { createHash } from 'node:crypto';

export type DigestAlgorithm = 'MD5' | 'SHA-256';

/** What a digest is made of, as RFC 7616 names it; qop is `auth` always. */
export interface DigestParts {
  readonly algorithm: DigestAlgorithm;
  readonly username: string;
  readonly realm: string;
  readonly password: string;
  readonly method: string;
  readonly uri: string;
  readonly nonce: string;
  readonly nc: string;
  readonly cnonce: string;
}

/** The `response` of RFC 7616, 3.4.1, in lower-case hexadecimal. */
export function digestResponse(parts: DigestParts): string {
  const { algorithm, username, realm, password, method, uri, nonce, nc, cnonce } = parts;
  const hash = (text: string): string =>
    createHash(algorithm === 'MD5' ? 'md5' : 'sha256')
      .update(text, 'utf8')
      .digest('hex');
  const secret = hash(`${username}:${realm}:${password}`);
  return hash(`${secret}:${nonce}:${nc}:${cnonce}:auth:${hash(`${method}:${uri}`)}`);
}

/** The parameters of an `Authorization: Digest`, names in lower case; nothing when it is another scheme, malformed, or names one twice. */
export function readDigestParameters(header: string | null): ReadonlyMap<string, string> | undefined {
  const scheme = /^Digest +/i.exec(header ?? '');
  if (header === null || scheme === null) return undefined;
  const parameter = /\s*([\w-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s",]+))\s*(?:,|$)/y;
  const found = new Map<string, string>();
  parameter.lastIndex = scheme[0].length;
  while (parameter.lastIndex < header.length) {
    const match = parameter.exec(header);
    if (match === null) return undefined;
    const [, name = '', quoted, token = ''] = match;
    if (found.has(name.toLowerCase())) return undefined;
    found.set(name.toLowerCase(), quoted?.replace(/\\(.)/g, '$1') ?? token);
  }
  return found;
}
