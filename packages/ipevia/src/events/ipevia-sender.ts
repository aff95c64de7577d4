import { createHash, timingSafeEqual } from 'node:crypto';
import type { IpeviaSenderOptions } from './ipevia-event-options';

/** Tells whether a delivery comes from who knows the secret. */
export interface IpeviaSender {
  /** Looks at the head of the request only. */
  isGenuine(request: Request): boolean;
  /** What a refusal tells the sender about how to prove itself. */
  readonly challenge: Readonly<Record<string, string>>;
}

const BASIC = /^basic +([A-Za-z\d+/]+={0,2}) *$/i;

/**
 * Compares in constant time: both sides are hashed first, so that neither length nor content shows in how long it takes. A wrong name and a
 * wrong password look the same.
 */
export function createIpeviaSender(options: IpeviaSenderOptions): IpeviaSender {
  if (options.kind === 'path') {
    const expected = [digest(Buffer.from(options.secret, 'utf8'))];
    return { challenge: {}, isGenuine: ({ url }) => isOneOf(expected, Buffer.from(lastSegment(url), 'utf8')) };
  }
  const login = `${options.email}:${options.password}`;
  // Senders differ in how they write an accent: HTTP Basic used to leave it open.
  const isLatin = Array.from(login).every((character) => (character.codePointAt(0) ?? 0) <= 0xff);
  const expected = [digest(Buffer.from(login, 'utf8')), ...(isLatin ? [digest(Buffer.from(login, 'latin1'))] : [])];
  return {
    challenge: { 'WWW-Authenticate': 'Basic realm="events", charset="UTF-8"' },
    isGenuine({ headers }) {
      const encoded = BASIC.exec(headers.get('authorization') ?? '')?.[1] ?? '';
      return isOneOf(expected, Buffer.from(encoded, 'base64'));
    },
  };
}

function digest(secret: Uint8Array): Buffer {
  return createHash('sha256').update(secret).digest();
}

/** Looks at every one, whichever fits. */
function isOneOf(expected: readonly Buffer[], given: Uint8Array): boolean {
  const found = digest(given);
  return expected.map((one) => timingSafeEqual(one, found)).includes(true);
}

/** Without escapes; what cannot be unescaped is nobody's secret. */
function lastSegment(url: string): string {
  const segment = new URL(url).pathname.split('/').at(-1) ?? '';
  try {
    return decodeURIComponent(segment);
  } catch {
    return '';
  }
}
