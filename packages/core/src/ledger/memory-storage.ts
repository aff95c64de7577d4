import type { JsonValue } from '../model/json';
import type { StorageStore } from '../ports/ledger';
import type { ProviderStorage } from '../ports/provider-storage';
import { createMemoryTable } from './memory-table';
import { createUndoLog, type UndoLog } from './undo-log';

interface StoredRow {
  readonly key: string;
  /** As text, so that nobody holds a part of it in hand. */
  readonly text: string;
  readonly version: number;
}

/** What providers remember, in memory. */
export function createMemoryStorage(undoLog: UndoLog): StorageStore {
  const rows = createMemoryTable({ keyOf: ({ key }: StoredRow) => key, indexes: {}, undoLog });
  // One for all keys, never set back: so a key that is made again never has a version that it had before.
  let version = 0;
  return {
    async read(providerId, key) {
      const row = rows.get(JSON.stringify([providerId, key]));
      if (row === undefined) return undefined;
      const value: JsonValue = JSON.parse(row.text);
      return { value, version: row.version };
    },
    async compareAndSet(providerId, name, { expectedVersion, value }) {
      const key = JSON.stringify([providerId, name]);
      if (rows.get(key)?.version !== expectedVersion) return false;
      version += 1;
      if (value === undefined) rows.delete(key);
      else rows.set({ key, text: JSON.stringify(value), version });
      return true;
    },
  };
}

/** The storage of one provider in memory: for calling a provider by hand, and for tests. Use one for all calls. */
export function createMemoryProviderStorage(): ProviderStorage {
  const undoLog = createUndoLog();
  const storage = createMemoryStorage(undoLog);
  return {
    read: (key) => storage.read('', key),
    compareAndSet: (key, change) => {
      const result = storage.compareAndSet('', key, change);
      undoLog.commit();
      return result;
    },
  };
}
