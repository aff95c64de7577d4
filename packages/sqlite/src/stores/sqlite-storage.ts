import type { JsonValue, StorageStore } from '@acx/core';
import { toKeyText } from '@acx/core/ledger';
import type { Sql } from '../driver/connection';
import { jsonOf, numberOf } from '../driver/read-row';
import type { Sequence } from './sequence';

const READ = 'SELECT version, record FROM storage WHERE provider_id = ? AND key = ?';

/** What providers remember, in SQLite. One sequence for all keys: so a key that is made again never has a version that it had before. */
export function createSqliteStorage(sql: Sql, versions: Sequence): StorageStore {
  return {
    async read(providerId, key) {
      const row = sql.get(READ, toKeyText(providerId), toKeyText(key));
      return row && { value: jsonOf<JsonValue>(row, 'record'), version: numberOf(row, 'version') };
    },
    async compareAndSet(providerId, key, { expectedVersion, value }) {
      const keys = [providerId, key].map(toKeyText);
      const stored = sql.get(READ, ...keys);
      if ((stored && numberOf(stored, 'version')) !== expectedVersion) return false;
      sql.run('DELETE FROM storage WHERE provider_id = ? AND key = ?', ...keys);
      if (value !== undefined)
        sql.run(
          'INSERT INTO storage (version, provider_id, key, record) VALUES (?, ?, ?, ?)',
          versions.next(),
          ...keys,
          JSON.stringify(value),
        );
      return true;
    },
  };
}
