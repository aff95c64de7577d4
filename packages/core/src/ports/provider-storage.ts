import type { JsonValue } from '../model/json';

/** A value and which one it is. */
export interface StoredValue {
  readonly value: JsonValue;
  /** Another one after every change. A key never has the same version twice, not even after it was removed. */
  readonly version: number;
}

/** What somebody wants to store, and what has to be there for it. */
export interface StorageChange {
  /** The version that was read; `undefined`: there must be nothing. */
  readonly expectedVersion: number | undefined;
  /** `undefined` removes the key. */
  readonly value: JsonValue | undefined;
}

/**
 * A small durable memory of one provider: what several lanes, or several processes, must agree on before they write at the vendor. Not for
 * rights: those are in the ledger already. Keys are free text of up to 200 characters without personal data. A call is durable when it
 * resolves; so a crash between two calls leaves what the first has stored.
 */
export interface ProviderStorage {
  read(key: string): Promise<StoredValue | undefined>;
  /**
   * Stores the value if the key still is what the caller has read. False: somebody was faster and nothing was stored; read again and decide
   * anew. An exception leaves it open whether the value was stored.
   */
  compareAndSet(key: string, change: StorageChange): Promise<boolean>;
}
