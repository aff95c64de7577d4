import type { LedgerTransaction } from '../../../ports/ledger';
import type { ModelRows } from './model-rows';

/** The storage of the model. */
export function modelStorage(rows: ModelRows): Pick<LedgerTransaction, 'storage'> {
  return {
    storage: {
      read: async (providerId, key) =>
        rows.storage.find((row) => row.providerId === providerId && row.key === key)?.stored,
      async compareAndSet(providerId, key, { expectedVersion, value }) {
        const former = rows.storage.find((row) => row.providerId === providerId && row.key === key);
        if (former?.stored.version !== expectedVersion) return false;
        rows.count += 1;
        rows.storage = rows.storage.filter((row) => row !== former);
        if (value !== undefined) rows.storage.push({ providerId, key, stored: { value, version: rows.count } });
        return true;
      },
    },
  };
}
