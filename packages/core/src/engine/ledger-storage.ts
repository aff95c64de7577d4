import type { Ledger } from '../ports/ledger';
import type { ProviderStorage } from '../ports/provider-storage';

/** The storage of one provider, kept in the ledger. Each call is one transaction. */
export function ledgerStorage(ledger: Ledger, providerId: string): ProviderStorage {
  // Apart from the engine's own keys.
  const keyOf = (key: string): string => `provider/${key}`;
  return {
    read: (key) => ledger.transaction(({ storage }) => storage.read(providerId, keyOf(key))),
    compareAndSet: (key, change) =>
      ledger.transaction(({ storage }) => storage.compareAndSet(providerId, keyOf(key), change)),
  };
}
