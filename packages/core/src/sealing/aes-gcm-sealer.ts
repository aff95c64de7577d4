import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { ConfigurationError } from '../errors/configuration-error';
import type { Sealer } from './sealer';
import { keyBytes, type SealingKeys } from './sealing-keys';

const CIPHER = 'aes-256-gcm';
/** Says how the rest is to be read. */
const FORMAT = 'acx1';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * A sealer with AES-256-GCM. Every text gets a random nonce of 96 bits of its own; key id and context are additional data.
 *
 *     acx1.<key id>.<base64url of nonce, cipher text and tag>
 */
export function createAesGcmSealer({ keyId, keys }: SealingKeys): Sealer {
  const bytesById = new Map(Object.entries(keys).map(([id, key]) => [id, keyBytes(key)]));
  const bytesOf = (id: string): Uint8Array => {
    const bytes = bytesById.get(id);
    if (bytes !== undefined) return bytes;
    throw refusal(
      `holds no key "${id}", with which a stored credential is sealed; give that key again beside the others`,
    );
  };

  return {
    seal(text, context) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv(CIPHER, bytesOf(keyId), nonce, { authTagLength: TAG_BYTES });
      cipher.setAAD(additionalData(keyId, context));
      const parts = [nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()];
      return `${FORMAT}.${keyId}.${Buffer.concat(parts).toString('base64url')}`;
    },
    open(sealed, context) {
      const [format, id = '', content = ''] = sealed.split('.');
      const bytes = Buffer.from(content, 'base64url');
      if (format !== FORMAT || bytes.length < NONCE_BYTES + TAG_BYTES)
        throw refusal('did not seal a stored credential: it has another form; give the sealer that made it');
      const nonce = bytes.subarray(0, NONCE_BYTES);
      const decipher = createDecipheriv(CIPHER, bytesOf(id), nonce, { authTagLength: TAG_BYTES });
      decipher.setAAD(additionalData(id, context));
      decipher.setAuthTag(bytes.subarray(bytes.length - TAG_BYTES));
      try {
        const text = decipher.update(bytes.subarray(NONCE_BYTES, bytes.length - TAG_BYTES));
        return Buffer.concat([text, decipher.final()]).toString('utf8');
      } catch {
        throw refusal(
          `has other bytes for "${id}" than a stored credential was sealed with, or that credential was tampered with`,
        );
      }
    },
  };
}

function additionalData(keyId: string, context: string): Buffer {
  return Buffer.from(JSON.stringify([FORMAT, keyId, context]), 'utf8');
}

function refusal(message: string): ConfigurationError {
  return new ConfigurationError({ subject: 'The sealing key', problems: [{ path: 'key.keys', message }] });
}
