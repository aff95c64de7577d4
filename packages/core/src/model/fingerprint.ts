import { createHash } from 'node:crypto';

/**
 * A short, stable stand-in for an identity that must not be seen in keys, logs or journals (a card number, a person's id):
 * the first 20 hexadecimal digits of its SHA-256. Equal input gives equal output on every machine and version.
 */
export function fingerprint(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex').slice(0, 20);
}
