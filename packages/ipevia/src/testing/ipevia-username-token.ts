import { createHash } from 'node:crypto';
import type { IpeviaContext } from './ipevia-context';
import { readInstantMs } from './ipevia-lexical';
import { attributeOf, childOf, type IpeviaNode, textOf } from './ipevia-xml-node';

const MOST_AGE_MS = 5 * 60_000;

/** The password digest of the UsernameToken profile: Base64(SHA-1(nonce, created, password)). */
export function passwordDigest(token: { nonce: Uint8Array; created: string; password: string }): string {
  return createHash('sha1').update(token.nonce).update(token.created).update(token.password).digest('base64');
}

export function isSecurityHeader({ profile: { security } }: Pick<IpeviaContext, 'profile'>, node: IpeviaNode): boolean {
  return node.namespace === security.namespace && node.name === security.item;
}

/**
 * Answers whether the headers hold a token that is right, at most five minutes old, not from later than in five minutes (assumed), and new. A plain
 * password is none.
 */
export function createIpeviaTokenCheck(context: IpeviaContext): (headers: readonly IpeviaNode[]) => boolean {
  const { credentials, clock, profile } = context;
  const { security: words } = profile;
  const seen = new Set<string>();
  return (headers) => {
    const security = headers.filter((header) => isSecurityHeader(context, header));
    const token = security[0] && childOf(security[0], words.usernameToken);
    if (token === undefined || security.length > 1) return false;
    const password = childOf(token, words.password);
    const nonce = childOf(token, words.nonce);
    const created = childOf(token, words.created, words.utilityNamespace)?.text;
    if (password === undefined || nonce === undefined || created === undefined) return false;
    const createdMs = readInstantMs(created);
    const isFresh = createdMs !== undefined && Math.abs(clock.nowMs() - createdMs) <= MOST_AGE_MS;
    const isEncoded = (attributeOf(nonce, words.nonceKind) ?? words.nonceEncoding) === words.nonceEncoding;
    const bytes = Buffer.from(nonce.text, 'base64');
    const expected = passwordDigest({ nonce: bytes, created, password: credentials.password });
    const isRight =
      textOf(token, words.username) === credentials.user &&
      attributeOf(password, words.passwordKind) === words.passwordType &&
      password.text === expected;
    if (!isFresh || !isEncoded || !isRight || bytes.length === 0 || seen.has(nonce.text)) return false;
    seen.add(nonce.text);
    return true;
  };
}
