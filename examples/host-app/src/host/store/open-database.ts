import { join } from 'node:path';
import type { Ledger } from '@acx/core';
import type { SealingKeys } from '@acx/core/ledger';
import type { PostgresLedger } from '@acx/postgres';
import type { HostConfig } from '../../config/host-config';
import { openFileRows } from './file-rows';
import type { HostRows } from './host-rows';
import { openPostgresRows } from './postgres-rows';

/** Everything durable. */
export interface HostDatabase {
  /** For people: what the ledger lies in. */
  readonly words: string;
  /** One for each worker. */
  readonly ledgers: readonly Ledger[];
  readonly rows: HostRows;
  close(): Promise<void>;
}

const WORKERS = 2;

/** Opens ledger and rows: in files of the data folder, or both in one PostgreSQL. */
export async function openDatabase(config: HostConfig, key: SealingKeys): Promise<HostDatabase> {
  return config.database === 'sqlite' ? openFiles(config.dataFolder, key) : openPostgres(config.databaseUrl ?? '', key);
}

async function openFiles(folder: string, key: SealingKeys): Promise<HostDatabase> {
  const { createSqliteLedger } = await import('@acx/sqlite');
  const ledger = await createSqliteLedger({ path: join(folder, 'ledger.db'), key });
  const rows = await openFileRows(join(folder, 'host-rows.json'));
  return {
    ...{ words: `SQLite, ${join(folder, 'ledger.db')}`, ledgers: [ledger], rows },
    async close() {
      await ledger.close();
      await rows.close();
    },
  };
}

/** Every worker has connections of its own, as it would have on a machine of its own. */
async function openPostgres(connectionString: string, key: SealingKeys): Promise<HostDatabase> {
  const [{ createPostgresLedger }, { Pool }] = await Promise.all([import('@acx/postgres'), import('pg')]);
  const pools = Array.from({ length: WORKERS }, () => new Pool({ connectionString, max: 8 }));
  // A connection that is lost is replaced by the next call; without a listener the process would end.
  for (const pool of pools) pool.on('error', () => {});
  const ledgers: PostgresLedger[] = [];
  try {
    for (const pool of pools) ledgers.push(await createPostgresLedger({ pool, key }));
  } catch (failure) {
    for (const pool of pools) await pool.end();
    const reason = failure instanceof Error ? failure.message : 'It gave no reason.';
    throw new Error(`The database that DATABASE_URL names cannot be used: ${reason}`, { cause: failure });
  }
  const [first] = pools;
  if (first === undefined) throw new Error('There is no connection to the database.');
  const rows = await openPostgresRows(first);
  return {
    ...{ words: `PostgreSQL, ${WORKERS} workers`, ledgers, rows },
    async close() {
      for (const ledger of ledgers) await ledger.close();
      for (const pool of pools) await pool.end();
    },
  };
}
