import Database from 'libsql';
import type { SqliteConstructor, SqliteDatabase, SqliteStatement, SqlValue } from '../driver/sqlite-driver';

/**
 * A driver that opens real databases, but asks before each statement. `alter` may throw as a driver would, or answer with rows of its own;
 * `undefined` lets the statement go on.
 */
export function createAlteredDriver(alter: (sql: string, path: string) => unknown[] | undefined): SqliteConstructor {
  return class AlteredDatabase implements SqliteDatabase {
    readonly #database: SqliteDatabase;
    readonly #path: string;

    constructor(path: string) {
      this.#database = new Database(path);
      this.#path = path;
    }

    exec(sql: string): void {
      if (alter(sql, this.#path) === undefined) this.#database.exec(sql);
    }

    prepare(sql: string): SqliteStatement {
      const statement = this.#database.prepare(sql);
      const all = (...values: SqlValue[]) => alter(sql, this.#path) ?? statement.all(...values);
      return {
        run: (...values) => alter(sql, this.#path) ?? statement.run(...values),
        get: (...values) => all(...values)[0],
        all,
      };
    }

    close(): void {
      this.#database.close();
    }
  };
}

/** What a driver throws. */
export function sqliteFailure(code: string, message: string): Error {
  return Object.assign(new Error(message), { code });
}
