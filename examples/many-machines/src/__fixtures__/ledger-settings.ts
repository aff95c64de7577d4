import { randomBytes } from 'node:crypto';
import { Pool } from 'pg';

/** A key for tests. */
const LEDGER_KEY = Buffer.alloc(32, 1).toString('base64');

/** Settings of a worker for a ledger that nobody else uses. */
export interface TestLedger {
  readonly settings: Readonly<Record<string, string>>;
  /** Takes the tables away. */
  drop(): Promise<void>;
}

/** A schema of its own in PostgreSQL. */
export function postgresLedger(databaseUrl: string): TestLedger {
  const schema = `acx_many_${randomBytes(6).toString('hex')}`;
  return {
    settings: { DATABASE_URL: databaseUrl, DATABASE_SCHEMA: schema, LEDGER_KEY },
    async drop() {
      const pool = new Pool({ connectionString: databaseUrl, max: 1 });
      await pool.query(`DROP SCHEMA IF EXISTS "${schema}" CASCADE`);
      await pool.end();
    },
  };
}

/** A file. Goes with its folder. */
export function sqliteLedger(path: string): TestLedger {
  return { settings: { LEDGER_FILE: path, LEDGER_KEY }, drop: async () => {} };
}
