import { ConfigurationError } from '@acx/core';
import type { SqliteConstructor } from './sqlite-driver';

/**
 * The driver that comes with this package. Loaded when it is needed, so that a host with a driver of its own needs no native code of it.
 * @throws ConfigurationError on a platform for which it has not been built.
 */
export async function loadLibsql(): Promise<SqliteConstructor> {
  try {
    const { default: Database } = await import('libsql');
    return Database;
  } catch {
    throw new ConfigurationError({
      subject: 'The SQLite driver libsql',
      problems: [
        { path: 'driver', message: 'is not there for this platform; install better-sqlite3 and give its constructor' },
      ],
    });
  }
}
