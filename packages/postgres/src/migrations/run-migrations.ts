import { ConfigurationError } from '@acx/core';
import { numberOf } from '../driver/read-row';
import { firstRow, type Sql } from '../driver/sql';
import type { Migration } from './migration';

/** Not `to_regclass`: in the transaction that has asked before, that may not see what somebody else has made since. */
const HAS_LOG = `
  SELECT 1 AS found FROM pg_catalog.pg_class JOIN pg_catalog.pg_namespace ON pg_namespace.oid = relnamespace
  WHERE nspname = $1 AND relname = 'migrations'`;
const NEWEST = 'SELECT coalesce(max(version), 0)::text AS version FROM acx.migrations';
/** Not `IF NOT EXISTS`: that asks for the privilege also where there is nothing to make. */
const HAS_SCHEMA = 'SELECT 1 AS found FROM pg_catalog.pg_namespace WHERE nspname = $1';
const BEGIN_LOG = `
  CREATE TABLE acx.migrations (version integer PRIMARY KEY, applied_at timestamptz NOT NULL DEFAULT now())`;
/** No lock of a ledger is negative. */
const MIGRATION_LOCK = -1;

/** Which steps of the schema have been done: 0 for none. */
export async function readSchemaVersion(sql: Sql, schema: string): Promise<number> {
  if ((await sql.query(HAS_LOG, schema)).length === 0) return 0;
  return numberOf((await firstRow(sql.query(NEWEST))) ?? {}, 'version');
}

/** @throws ConfigurationError for a schema that is not exactly what this version of the package works with. */
export function checkSchemaVersion(schema: string, stored: number, migrations: readonly Migration[]): void {
  const newest = migrations.at(-1)?.version ?? 0;
  if (stored > newest)
    throw refusal(
      schema,
      `has version ${stored}, which is newer than ${newest}, the newest that this version of @acx/postgres knows; run the version that made it, or a newer one`,
    );
  if (stored < newest)
    throw refusal(
      schema,
      `has version ${stored} and needs ${newest}; run migratePostgresLedger as a user that may change it`,
    );
}

/**
 * Brings the schema to the newest version: all missing steps in the one transaction of `sql`, while everybody else who wants to do so waits.
 * @throws ConfigurationError for a schema of a newer version of this package. Nothing was changed then.
 */
export async function runMigrations(
  sql: Sql,
  options: { schema: string; space: number; migrations: readonly Migration[] },
): Promise<void> {
  const { schema, space, migrations } = options;
  await sql.query(
    'SELECT 1 AS taken WHERE pg_advisory_xact_lock($1::text::int4, $2::text::int4) IS NULL',
    String(space),
    String(MIGRATION_LOCK),
  );
  const stored = await readSchemaVersion(sql, schema);
  const missing = migrations.filter(({ version }) => version > stored);
  if (missing.length === 0) return checkSchemaVersion(schema, stored, migrations);
  if (stored === 0) {
    if ((await sql.query(HAS_SCHEMA, schema)).length === 0) await sql.query(`CREATE SCHEMA "${schema}"`);
    await sql.query(BEGIN_LOG);
  }
  for (const { version, sql: text } of missing) {
    // One statement at a time: some drivers take no more. None of them has a semicolon within.
    for (const statement of text.split(';')) if (statement.trim() !== '') await sql.query(statement);
    await sql.query('INSERT INTO acx.migrations (version) VALUES ($1::text::int4)', String(version));
  }
}

function refusal(schema: string, message: string): ConfigurationError {
  return new ConfigurationError({
    subject: `The ledger in schema ${schema}`,
    problems: [{ path: 'schema', message }],
  });
}
