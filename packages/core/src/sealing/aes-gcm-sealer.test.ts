import { describe, expect, it } from 'vitest';
import { ConfigurationError } from '../errors/configuration-error';
import { createAesGcmSealer } from './aes-gcm-sealer';

const bytes = (fill: number) => new Uint8Array(32).fill(fill);
const sealer = createAesGcmSealer({ keyId: 'k1', keys: { k1: bytes(1) } });
const context = 'grants/site-1/grant-1';

/** The error of an attempt to open; it must hold nothing of what was sealed. */
function refusalOf(action: () => string): string {
  try {
    return `opened to ${action()}`;
  } catch (failure) {
    expect(failure).toBeInstanceOf(ConfigurationError);
    const { message } = failure as ConfigurationError;
    expect(message).not.toContain('4711');
    return message;
  }
}

describe('sealing with AES-256-GCM', () => {
  it.each(['', '4711', 'ü 東京 😀', 'x'.repeat(5000)])('gives the text back for the same context', (text) => {
    expect(sealer.open(sealer.seal(text, context), context)).toBe(text);
  });

  it('never seals a text the same way twice, and names the key', () => {
    const sealed = Array.from({ length: 50 }, () => sealer.seal('4711', context));
    expect(new Set(sealed).size).toBe(50);
    expect(sealed.every((text) => text.startsWith('acx1.k1.') && !text.includes('4711'))).toBe(true);
  });

  it('does not open for another context', () => {
    const sealed = sealer.seal('4711', context);
    expect(refusalOf(() => sealer.open(sealed, 'grants/site-1/grant-2'))).toContain('tampered');
  });

  it('does not open what was changed at any place', () => {
    const sealed = sealer.seal('4711', context);
    const start = 'acx1.k1.'.length;
    const content = Buffer.from(sealed.slice(start), 'base64url');
    for (let index = 0; index < content.length; index += 1) {
      const changed = Buffer.from(content);
      changed[index] = (changed[index] ?? 0) ^ 1;
      const text = sealed.slice(0, start) + changed.toString('base64url');
      expect(refusalOf(() => sealer.open(text, context))).toContain('tampered');
    }
  });

  it.each(['', '4711', 'acx2.k1.AAAA', 'acx1.k1.AAAA', 'acx1.k1'])('refuses "%s", which it did not make', (text) => {
    expect(refusalOf(() => sealer.open(text, context))).toContain('another form');
  });

  it('seals with the new key and opens with former ones, as long as they are given', () => {
    const former = sealer.seal('4711', context);
    const rotated = createAesGcmSealer({
      keyId: 'k2',
      keys: { k1: bytes(1), k2: Buffer.from(bytes(2)).toString('base64') },
    });
    expect(rotated.open(former, context)).toBe('4711');
    const now = rotated.seal('4711', context);
    expect(now).toMatch(/^acx1\.k2\./);
    const later = createAesGcmSealer({ keyId: 'k2', keys: { k2: bytes(2) } });
    expect(later.open(now, context)).toBe('4711');
    expect(refusalOf(() => later.open(former, context))).toContain('holds no key "k1"');
  });

  it('says so when an id has got other bytes, and does not take one key for another', () => {
    const former = sealer.seal('4711', context);
    const other = createAesGcmSealer({ keyId: 'k1', keys: { k1: bytes(9), k2: bytes(1) } });
    expect(refusalOf(() => other.open(former, context))).toContain('other bytes for "k1"');
    expect(refusalOf(() => other.open(former.replace('.k1.', '.k2.'), context))).toContain('other bytes for "k2"');
  });
});
