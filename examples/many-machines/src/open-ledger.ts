import type { Ledger } from '@acx/core';
import type { WorkerSettings } from './worker-settings';

/** A ledger, and how it is closed with everything below it. */
export interface OpenLedger {
  readonly ledger: Ledger;
  /** After the access control has stopped. */
  close(): Promise<void>;
}

/** Opens the ledger that the settings name. @throws what the ledger throws, for example when another worker has the SQLite file. */
export async function openLedger({
  DATABASE_URL,
  DATABASE_SCHEMA,
  LEDGER_FILE,
  LEDGER_KEY,
}: WorkerSettings): Promise<OpenLedger> {
  const key = { keyId: 'first', keys: { first: LEDGER_KEY } };
  // Loaded here, because a worker needs one driver of two.
  if (LEDGER_FILE !== undefined) {
    const { createSqliteLedger } = await import('@acx/sqlite');
    const ledger = await createSqliteLedger({ path: LEDGER_FILE, key });
    return { ledger, close: () => ledger.close() };
  }
  const [{ createPostgresLedger }, { Pool }] = await Promise.all([import('@acx/postgres'), import('pg')]);
  const pool = new Pool({ connectionString: DATABASE_URL, max: 8 });
  pool.on('error', () => console.error('A connection to the database was lost; the next call makes another one.'));
  const ledger = await createPostgresLedger({ pool, schema: DATABASE_SCHEMA, key });
  return {
    ledger,
    async close() {
      await ledger.close();
      await pool.end();
    },
  };
}
