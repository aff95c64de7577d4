import { createHash, timingSafeEqual } from 'node:crypto';
import type { BookingsOneCallback } from '../bookings-one-source-options';

/** The whole address that Bookings ONE is told. A secret. */
export function toCallUrl({ url, secret }: BookingsOneCallback): string {
  return `${url.replace(/\/+$/, '')}/${secret}`;
}

/**
 * Tells whether an address ends in the secret. Compares in constant time: both sides are hashed first, so that neither length nor
 * content shows in how long it takes. What comes before the last segment does not count, because proxies change it.
 */
export function createSecretCheck(secret: string): (url: string) => boolean {
  const expected = digest(secret);
  return (url) => timingSafeEqual(expected, digest(lastSegment(url)));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text, 'utf8').digest();
}

/** Without escapes; what cannot be unescaped is nobody's secret. */
function lastSegment(url: string): string {
  try {
    return decodeURIComponent(new URL(url).pathname.split('/').at(-1) ?? '');
  } catch {
    return '';
  }
}
