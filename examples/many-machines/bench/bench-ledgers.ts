import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createMemoryLedger, type Ledger } from '@acx/core';
import { createPostgresLedger, type PostgresLedger } from '@acx/postgres';
import { createSqliteLedger } from '@acx/sqlite';
import { Pool } from 'pg';
import { startLocalServer } from '../../../packages/postgres/src/__fixtures__/local-server';

/** An empty ledger as several workers see it. */
export interface BenchLedger {
  readonly title: 'memory' | 'SQLite' | 'PostgreSQL';
  /** How many workers share it at most. */
  readonly workers: 1 | 2;
  connect(): Promise<Ledger>;
  /** Statements and bytes, where the ledger can tell: of all that happened so far. */
  size?(): Promise<{ transactions: number; bytes: number }>;
  close(): Promise<void>;
}

/** In memory: what the others are compared with. */
export async function openMemory(): Promise<BenchLedger> {
  const ledger = createMemoryLedger();
  return { title: 'memory', workers: 1, connect: async () => ledger, close: () => ledger.close() };
}

/** One file on this disk, written through as it is in use. */
export async function openSqlite(): Promise<BenchLedger> {
  const folder = await mkdtemp(join(tmpdir(), 'acx-bench-'));
  const ledger = await createSqliteLedger({ path: join(folder, 'ledger.db'), allowUnsealedCredentials: true });
  return {
    title: 'SQLite',
    workers: 1,
    connect: async () => ledger,
    async close() {
      await ledger.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A server of its own on this machine that writes through to the disk, as in use; the one of `DATABASE_URL`, where that is set. */
export async function openPostgres(): Promise<BenchLedger> {
  const given = process.env['DATABASE_URL'];
  const server = given === undefined ? await startLocalServer({ isDurable: true }) : undefined;
  const connectionString = given ?? server?.url ?? '';
  const schema = `acx_bench_${process.pid}_${Math.floor(Math.random() * 1e9)}`;
  const pools: Pool[] = [];
  const ledgers: PostgresLedger[] = [];
  const addPool = (): Pool => {
    const pool = new Pool({ connectionString, max: 10 });
    pool.on('error', () => {});
    pools.push(pool);
    return pool;
  };
  const own = addPool();
  return {
    title: 'PostgreSQL',
    workers: 2,
    async connect() {
      const ledger = await createPostgresLedger({ pool: addPool(), schema, allowUnsealedCredentials: true });
      ledgers.push(ledger);
      return ledger;
    },
    async size() {
      const { rows } = await own.query<{ transactions: string; bytes: string }>(
        `SELECT (SELECT xact_commit::text FROM pg_stat_database WHERE datname = current_database()) AS transactions,
          (SELECT sum(pg_total_relation_size(oid))::text FROM pg_class
            WHERE relkind = 'r' AND relnamespace = $1::regnamespace) AS bytes`,
        [schema],
      );
      return { transactions: Number(rows[0]?.transactions), bytes: Number(rows[0]?.bytes) };
    },
    async close() {
      await Promise.all(ledgers.map((ledger) => ledger.close()));
      await own.query(`DROP SCHEMA IF EXISTS "${schema}" CASCADE`);
      await Promise.all(pools.map((pool) => pool.end()));
      await server?.stop();
    },
  };
}
