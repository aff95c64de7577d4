/** A key for tests. */
export const sealingKey = { keyId: 'k1', keys: { k1: new Uint8Array(32).fill(1) } };
