import type { JsonValue, StorageStore } from '@acx/core';
import { toKeyText } from '@acx/core/ledger';
import { jsonOf, numberOf } from '../driver/read-row';
import { firstRow } from '../driver/sql';
import type { StoreContext } from './store-context';

const READ = 'SELECT version, record FROM acx.storage WHERE provider_id = $1 AND key = $2';
const CREATE = `
  INSERT INTO acx.storage (provider_id, key, record) VALUES ($1, $2, $3) ON CONFLICT (provider_id, key) DO NOTHING RETURNING key`;
const CHANGE = `
  UPDATE acx.storage SET record = $4, version = nextval('acx.storage_versions')
  WHERE provider_id = $1 AND key = $2 AND version = $3::text::int8 RETURNING key`;
const REMOVE = 'DELETE FROM acx.storage WHERE provider_id = $1 AND key = $2 AND version = $3::text::int8 RETURNING key';

/** What providers remember, in PostgreSQL. One sequence for all keys: so a key that is made again never has a version that it had before. */
export function createPostgresStorage({ sql, locks }: Pick<StoreContext, 'sql' | 'locks'>): StorageStore {
  return {
    async read(providerId, key) {
      const row = await firstRow(sql.query(READ, toKeyText(providerId), toKeyText(key)));
      return row && { value: jsonOf<JsonValue>(row, 'record'), version: numberOf(row, 'version') };
    },
    async compareAndSet(providerId, key, { expectedVersion, value }) {
      const keys = [toKeyText(providerId), toKeyText(key)] as const;
      const record = value === undefined ? undefined : JSON.stringify(value);
      await locks.take(['storage', providerId, key]);
      if (expectedVersion === undefined) {
        if (record === undefined) return (await sql.query(READ, ...keys)).length === 0;
        return (await sql.query(CREATE, ...keys, record)).length > 0;
      }
      const version = String(expectedVersion);
      const changed =
        record === undefined
          ? await sql.query(REMOVE, ...keys, version)
          : await sql.query(CHANGE, ...keys, version, record);
      return changed.length > 0;
    },
  };
}
