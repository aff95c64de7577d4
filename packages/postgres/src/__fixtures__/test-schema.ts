import { randomBytes } from 'node:crypto';
import { Pool } from 'pg';
import { inject } from 'vitest';
import { createPostgresLedger } from '../create-postgres-ledger';
import type { PostgresLedgerOptions } from '../options/postgres-ledger-options';
import type { PostgresLedger } from '../postgres-ledger';
import { sealingKey } from './sealing-key';

/** A schema of one test. */
export interface TestSchema {
  readonly schema: string;
  readonly pool: Pool;
  /** Another pool, as another process has. */
  otherPool(options?: { user?: string; max?: number }): Pool;
  /** Opens a ledger; closed by `drop`. */
  open(options?: Partial<PostgresLedgerOptions>): Promise<PostgresLedger>;
  /** True when the text stands in any column of any row. */
  holdsText(text: string): Promise<boolean>;
  /** Closes the ledgers and empties the tables. */
  clear(): Promise<void>;
  /** Closes everything and takes the schema away. */
  drop(): Promise<void>;
}

/** A schema that nobody else uses; empty. */
export function createTestSchema(): TestSchema {
  const schema = `acx_test_${randomBytes(6).toString('hex')}`;
  const pools: Pool[] = [];
  const ledgers: PostgresLedger[] = [];
  const otherPool: TestSchema['otherPool'] = ({ user, max = 8 } = {}) => {
    const url = new URL(inject('databaseUrl'));
    if (user !== undefined) [url.username, url.password] = [user, 'acx'];
    const pool = new Pool({ connectionString: url.href, max });
    pool.on('error', () => {});
    pools.push(pool);
    return pool;
  };
  const pool = otherPool();
  const listTables = async (): Promise<string[]> => {
    const { rows } = await pool.query<{ tablename: string }>('SELECT tablename FROM pg_tables WHERE schemaname = $1', [
      schema,
    ]);
    return rows.map(({ tablename }) => tablename);
  };
  const closeAll = (): Promise<unknown> => Promise.all(ledgers.splice(0).map((ledger) => ledger.close()));
  return {
    schema,
    pool,
    otherPool,
    async open(options = {}) {
      const ledger = await createPostgresLedger({ pool, schema, key: sealingKey, ...options });
      ledgers.push(ledger);
      return ledger;
    },
    async holdsText(text) {
      for (const tablename of await listTables()) {
        const found = await pool.query(
          `SELECT 1 FROM "${schema}"."${tablename}" AS content WHERE strpos(content::text, $1) > 0 LIMIT 1`,
          [text],
        );
        if (found.rows.length > 0) return true;
      }
      return false;
    },
    async clear() {
      await closeAll();
      const tables = (await listTables()).filter((name) => name !== 'migrations');
      await pool.query(tables.map((name) => `DELETE FROM "${schema}"."${name}"`).join(';'));
    },
    async drop() {
      await closeAll();
      await pool.query(`DROP SCHEMA IF EXISTS "${schema}" CASCADE`);
      await Promise.all(pools.map((each) => each.end()));
    },
  };
}
