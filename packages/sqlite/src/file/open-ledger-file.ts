import { realpath } from 'node:fs/promises';
import { ConfigurationError, ConflictError } from '@acx/core';
import type { Connection } from '../driver/connection';
import { loadLibsql } from '../driver/load-libsql';
import type { SqliteConstructor, SqliteDatabase } from '../driver/sqlite-driver';
import { toLedgerError } from '../driver/to-ledger-error';
import type { SqliteLedgerSettings } from '../options/sqlite-ledger-options';
import { createFile, IN_MEMORY } from './create-file';
import { type FileLock, lockFile } from './lock-file';
import { setUpDatabase } from './set-up-database';

/** The file of a ledger, open and ours alone. */
export interface LedgerFile {
  readonly connection: Connection;
  /** Opens further databases. */
  readonly Driver: SqliteConstructor;
  /** Lets go of the file, with everything in it. */
  close(): void;
}

/** Makes the file where there is none, locks it, opens it and brings it to the newest schema. */
export async function openLedgerFile(settings: SqliteLedgerSettings): Promise<LedgerFile> {
  const { driver, busyTimeoutMs } = settings;
  const Driver = typeof driver === 'function' ? driver : await loadLibsql();
  const isInMemory = settings.path === IN_MEMORY;
  const path = isInMemory ? IN_MEMORY : await createFile(settings.path);
  const lock = isInMemory ? undefined : await lockFile({ path, Driver, busyTimeoutMs });
  try {
    const given = typeof driver === 'object' ? driver : undefined;
    if (given !== undefined && !isInMemory) await checkGiven(given, path);
    return open({
      database: given ?? openDatabase(Driver, path),
      isGiven: given !== undefined,
      path,
      busyTimeoutMs,
      lock,
      Driver,
    });
  } catch (failure) {
    lock?.release();
    throw failure;
  }
}

function open(options: {
  database: SqliteDatabase;
  isGiven: boolean;
  path: string;
  busyTimeoutMs: number;
  lock: FileLock | undefined;
  Driver: SqliteConstructor;
}): LedgerFile {
  const { database, isGiven, lock, Driver } = options;
  try {
    const connection = setUpDatabase(options);
    return {
      connection,
      Driver,
      close() {
        try {
          leaveOneFile(connection);
          if (!isGiven) connection.close();
        } finally {
          lock?.release();
        }
      },
    };
  } catch (failure) {
    if (!isGiven) database.close();
    throw failure;
  }
}

/** Empties the log and removes it, so that the file alone is the ledger, also while a driver still keeps a closed connection. */
function leaveOneFile(connection: Connection): void {
  try {
    connection.all('PRAGMA journal_mode = DELETE');
  } catch (failure) {
    if (!(failure instanceof ConflictError)) throw failure;
    // Another program is reading: it removes the log when it closes the file.
    connection.all('PRAGMA wal_checkpoint(TRUNCATE)');
  }
}

function openDatabase(Driver: SqliteConstructor, path: string): SqliteDatabase {
  try {
    return new Driver(path);
  } catch (failure) {
    throw toLedgerError(failure, { path, operation: 'statement' });
  }
}

/** The lock lies beside `path`: of another file it would keep nobody away. */
async function checkGiven(database: SqliteDatabase, path: string): Promise<void> {
  const files = database.prepare('PRAGMA database_list').all();
  for (const entry of files) {
    const file = typeof entry === 'object' && entry !== null && 'file' in entry ? entry.file : undefined;
    if (typeof file === 'string' && file !== '' && (await realpath(file).catch(() => undefined)) === path) return;
  }
  const problems = [{ path: 'path', message: 'is not the file that the given database has open' }];
  throw new ConfigurationError({ subject: 'Options of createSqliteLedger', problems });
}
