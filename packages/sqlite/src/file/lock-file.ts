import { ConflictError } from '@acx/core';
import { createConnection } from '../driver/connection';
import type { SqliteConstructor } from '../driver/sqlite-driver';
import { createFile } from './create-file';
import { openFiles } from './open-files';

/** The ledger is ours alone until it is let go. */
export interface FileLock {
  release(): void;
}

interface LockOptions {
  readonly path: string;
  readonly Driver: SqliteConstructor;
  readonly busyTimeoutMs: number;
}

/**
 * Keeps other processes, and other ledgers in this one, away from the file: an exclusive transaction on a second, empty database beside it,
 * held as long as the ledger is open. The lock belongs to the process, so the operating system takes it away however the process ends.
 * @throws ConflictError when somebody else has it.
 */
export async function lockFile(options: LockOptions): Promise<FileLock> {
  const { path } = options;
  const files = openFiles();
  if (files.has(path)) throw takenError(path);
  files.add(path);
  try {
    const release = await takeLock(options);
    return {
      release() {
        files.delete(path);
        release();
      },
    };
  } catch (failure) {
    files.delete(path);
    throw failure;
  }
}

async function takeLock({ path, Driver, busyTimeoutMs }: LockOptions): Promise<() => void> {
  const lockPath = await createFile(`${path}-lock`);
  const connection = createConnection({ database: new Driver(lockPath), path: lockPath });
  try {
    connection.exec(`PRAGMA busy_timeout = ${busyTimeoutMs}`);
    connection.exec('BEGIN EXCLUSIVE');
  } catch (failure) {
    connection.close();
    throw failure instanceof ConflictError ? takenError(path) : failure;
  }
  return () => {
    // A driver may keep a closed connection for a while: what ends the lock is the end of the transaction.
    connection.exec('ROLLBACK');
    connection.close();
  };
}

function takenError(path: string): ConflictError {
  return new ConflictError({
    what: 'ledger_file',
    message: `Another process, or another ledger in this one, has the ledger ${path} open, so it was not opened. Close that one first. Many processes on one ledger need @acx/postgres.`,
    isRetryable: true,
  });
}
