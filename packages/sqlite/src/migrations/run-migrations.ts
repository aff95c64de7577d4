import { ConfigurationError } from '@acx/core';
import type { Connection } from '../driver/connection';
import { numberOf } from '../driver/read-row';
import type { Migration } from './migration';

/** `ACX1`: says in the head of the file that it is a ledger. */
const APPLICATION_ID = 0x41435831;

/**
 * Brings the file to the schema of this version: all missing steps in one transaction, so a crash leaves the former schema.
 * @throws ConfigurationError for a file of another application, or of a newer version of this package. Nothing was changed then.
 */
export function runMigrations(connection: Connection, migrations: readonly Migration[]): void {
  connection.run('BEGIN IMMEDIATE');
  try {
    checkOwner(connection);
    const stored = numberAt(connection, 'user_version');
    const newest = migrations.at(-1)?.version ?? 0;
    if (stored > newest) {
      const message = `has schema ${stored}, which is newer than ${newest}, the newest that this version of @acx/sqlite knows; run the version that made it, or a newer one`;
      throw refusal(connection, message);
    }
    const missing = migrations.filter(({ version }) => version > stored);
    for (const { sql } of missing) connection.exec(sql);
    if (missing.length > 0)
      connection.exec(`PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${newest}`);
    connection.commit();
  } catch (failure) {
    connection.run('ROLLBACK');
    throw failure;
  }
}

function checkOwner(connection: Connection): void {
  const owner = numberAt(connection, 'application_id');
  if (owner === APPLICATION_ID) return;
  const isEmpty = connection.get('SELECT name FROM sqlite_schema LIMIT 1') === undefined;
  if (owner === 0 && isEmpty && numberAt(connection, 'user_version') === 0) return;
  throw refusal(
    connection,
    'is a database of another application and was left as it is; give the ledger a file of its own',
  );
}

function numberAt(connection: Connection, pragma: 'application_id' | 'user_version'): number {
  return numberOf(connection.get(`PRAGMA ${pragma}`) ?? {}, pragma);
}

function refusal({ path }: Connection, message: string): ConfigurationError {
  return new ConfigurationError({ subject: `The ledger ${path}`, problems: [{ path: '', message }] });
}
