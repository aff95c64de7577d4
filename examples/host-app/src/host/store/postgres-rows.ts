import { AcxError } from '@acx/core';
import type { Pool, PoolClient } from 'pg';
import type { HostRows, RowAccess } from './host-rows';

const CREATE = `CREATE SCHEMA IF NOT EXISTS host;
CREATE TABLE IF NOT EXISTS host.rows (
  kind text NOT NULL, id text NOT NULL, value jsonb NOT NULL, position bigserial, PRIMARY KEY (kind, id))`;
const MOST_TRIES = 3;

/** Rows in the database of the ledger, so that a row and its booking are stored in one transaction. */
export async function openPostgresRows(pool: Pool): Promise<HostRows> {
  await pool.query(CREATE);
  return {
    ...rowsOn(pool),
    async together(work) {
      for (let attempt = 1; ; attempt += 1) {
        const client = await pool.connect();
        try {
          await client.query('BEGIN');
          const result = await work(rowsOn(client), client);
          await client.query('COMMIT');
          return result;
        } catch (failure) {
          await client.query('ROLLBACK');
          // Somebody else had what we needed; nothing of ours is stored, so it begins anew.
          if (attempt < MOST_TRIES && AcxError.isInstance(failure) && failure.isRetryable) continue;
          throw failure;
        } finally {
          client.release();
        }
      }
    },
    close: async () => {},
  };
}

function rowsOn(connection: Pool | PoolClient): RowAccess {
  return {
    async list(table) {
      const text = 'SELECT id, value FROM host.rows WHERE kind = $1 ORDER BY position';
      return (await connection.query<{ id: string; value: unknown }>(text, [table])).rows;
    },
    async find(table, id) {
      const text = 'SELECT value FROM host.rows WHERE kind = $1 AND id = $2';
      return (await connection.query<{ value: unknown }>(text, [table, id])).rows[0]?.value;
    },
    async put(table, id, value) {
      const text =
        'INSERT INTO host.rows (kind, id, value) VALUES ($1, $2, $3) ON CONFLICT (kind, id) DO UPDATE SET value = excluded.value';
      await connection.query(text, [table, id, JSON.stringify(value)]);
    },
    async remove(table, id) {
      await connection.query('DELETE FROM host.rows WHERE kind = $1 AND id = $2', [table, id]);
    },
  };
}
