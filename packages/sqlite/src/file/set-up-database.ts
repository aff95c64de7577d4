import { ConfigurationError } from '@acx/core';
import { type Connection, createConnection } from '../driver/connection';
import type { SqliteDatabase } from '../driver/sqlite-driver';
import { allMigrations } from '../migrations/all-migrations';
import { runMigrations } from '../migrations/run-migrations';
import { IN_MEMORY } from './create-file';

/** What every connection to a ledger must be set to, and what SQLite then answers. */
const settings: readonly [pragma: string, value: string, answer: unknown][] = [
  ['foreign_keys', 'ON', 1],
  // What is deleted is overwritten with zeros.
  ['secure_delete', 'ON', 1],
  // A transaction is on the disk when it ends.
  ['synchronous', 'FULL', 2],
  // On macOS nothing less reaches the disk; other systems do not know it.
  ['fullfsync', 'ON', 1],
  ['checkpoint_fullfsync', 'ON', 1],
];

/**
 * Sets up an open database as a ledger. What belongs to somebody else is refused before anything in it changes.
 * @throws ConfigurationError, LedgerFileError, ConflictError
 */
export function setUpDatabase(options: { database: SqliteDatabase; path: string; busyTimeoutMs: number }): Connection {
  const { path } = options;
  const connection = createConnection(options);
  connection.exec(`PRAGMA busy_timeout = ${options.busyTimeoutMs}`);
  for (const [pragma, value, answer] of settings) {
    connection.exec(`PRAGMA ${pragma} = ${value}`);
    check(connection, pragma, answer);
  }
  runMigrations(connection, allMigrations);
  connection.get('PRAGMA journal_mode = WAL');
  check(connection, 'journal_mode', path === IN_MEMORY ? 'memory' : 'wal');
  return connection;
}

function check(connection: Connection, pragma: string, expected: unknown): void {
  const answer = connection.get(`PRAGMA ${pragma}`)?.[pragma];
  if (answer === expected) return;
  const message = `answers ${String(answer)} to PRAGMA ${pragma} where a ledger needs ${String(expected)}; use another driver or another file system`;
  throw new ConfigurationError({ subject: `The ledger ${connection.path}`, problems: [{ path: 'driver', message }] });
}
