import { open, rename, rm, stat } from 'node:fs/promises';
import { ConfigurationError, InvalidInputError } from '@acx/core';
import { type Connection, createConnection } from '../driver/connection';
import type { SqliteConstructor } from '../driver/sqlite-driver';
import { syncFile, syncFolder } from './sync-file';

/**
 * Copies the ledger as it is now to a new file that only its owner may read. It gets its name when it is complete and has passed SQLite's
 * integrity check.
 * @throws InvalidInputError when there is something at the path already, or its folder may not be written.
 * @throws LedgerFileError when the disk is full or fails. Nothing is at the path then.
 */
export async function backupFile(connection: Connection, Driver: SqliteConstructor, path: string): Promise<void> {
  if (await stat(path).catch(() => undefined)) throw refusal('is there already; a backup is made to a new file only');
  const unfinished = `${path}.unfinished`;
  await rm(unfinished, { force: true });
  try {
    await (await open(unfinished, 'wx', 0o600)).close();
  } catch {
    throw refusal('may not be written by this process');
  }
  try {
    connection.run('VACUUM INTO ?', unfinished);
    checkIntegrity(unfinished, Driver);
    // SQLite leaves it to us.
    await syncFile(unfinished);
    await rename(unfinished, path);
    await syncFolder(path);
  } catch (failure) {
    await rm(unfinished, { force: true });
    throw failure;
  }
}

function checkIntegrity(path: string, Driver: SqliteConstructor): void {
  const copy = createConnection({ database: new Driver(path), path });
  try {
    if (copy.all('PRAGMA integrity_check')[0]?.['integrity_check'] === 'ok') return;
  } finally {
    copy.close();
  }
  const problems = [{ path: '', message: 'is damaged, so is the ledger itself; use an older backup' }];
  throw new ConfigurationError({ subject: `The backup ${path}`, problems });
}

function refusal(message: string): InvalidInputError {
  return new InvalidInputError({ subject: 'backup', problems: [{ path: 'path', message }] });
}
