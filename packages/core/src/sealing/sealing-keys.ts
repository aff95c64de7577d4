import * as z from 'zod/mini';

/** The host's own keys for what is sealed. */
export interface SealingKeys {
  /** With which of them is sealed from now on. */
  readonly keyId: string;
  /**
   * By id: 32 random bytes, as they are or in base64. The id is 1 to 64 letters, digits, `-` and `_`, is not secret, and never gets other
   * bytes. Former ones stay as long as something is sealed with them.
   */
  readonly keys: Readonly<Record<string, Uint8Array | string>>;
}

const KEY_BYTES = 32;

const keyIdSchema = z.string().check(z.regex(/^[A-Za-z0-9_-]{1,64}$/, 'must be 1 to 64 letters, digits, "-" and "_"'));

/** Reads them from a configuration. */
export const sealingKeysSchema = z
  .strictObject({
    keyId: keyIdSchema,
    keys: z.record(
      keyIdSchema,
      z.custom<Uint8Array | string>(
        (value) => keyBytes(value) !== undefined,
        'must be 32 bytes, as Uint8Array or as base64',
      ),
    ),
  })
  .check(
    z.refine(({ keyId, keys }) => Object.hasOwn(keys, keyId), {
      path: ['keyId'],
      message: 'must be the id of one of the keys',
    }),
  );

/** The bytes of a key; `undefined` for what is none. */
export function keyBytes(key: unknown): Uint8Array | undefined {
  const bytes = typeof key === 'string' ? fromBase64(key) : key;
  return bytes instanceof Uint8Array && bytes.length === KEY_BYTES ? bytes : undefined;
}

/** Node would pass over what is no base64. */
function fromBase64(text: string): Uint8Array | undefined {
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? bytes : undefined;
}
