import { createQualifier } from './driver/qualify';
import { lockSpaceOf } from './locks/lock-name';
import { allMigrations } from './migrations/all-migrations';
import { runMigrations } from './migrations/run-migrations';
import { type PostgresLedgerOptions, parsePostgresLedgerOptions } from './options/postgres-ledger-options';
import { runTransaction } from './transactions/run-transaction';

/**
 * Makes the tables, or brings them to the newest version, all in one transaction. For a user that may do so, where the ledger itself is opened
 * with `migrate: false` by one that may not. Safe to call twice, and by several machines at once.
 * @throws ConfigurationError for a schema of a newer version of this package; nothing was changed.
 */
export async function migratePostgresLedger(options: Pick<PostgresLedgerOptions, 'pool' | 'schema'>): Promise<void> {
  const { pool, schema } = parsePostgresLedgerOptions({ ...options, allowUnsealedCredentials: true });
  await runTransaction({ pool, schema, qualify: createQualifier(schema) }, (sql) =>
    runMigrations(sql, { schema, space: lockSpaceOf(schema), migrations: allMigrations }),
  );
}
