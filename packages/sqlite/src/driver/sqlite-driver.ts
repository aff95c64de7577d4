/** What is bound to a `?` of a statement. */
export type SqlValue = string | number | null;

/** A prepared statement, as far as it is needed here. */
export interface SqliteStatement {
  run(...values: SqlValue[]): unknown;
  /** The first row as an object by column; `undefined` when there is none. */
  get(...values: SqlValue[]): unknown;
  all(...values: SqlValue[]): unknown[];
}

/** An open database in the shape of `better-sqlite3`: every call is synchronous. `libsql` and `node:sqlite` have it too. */
export interface SqliteDatabase {
  exec(sql: string): unknown;
  prepare(sql: string): SqliteStatement;
  close(): unknown;
}

/** Opens a database file, and makes it where there is none. */
export type SqliteConstructor = new (path: string) => SqliteDatabase;

/**
 * What speaks to SQLite (3.37 or newer): a constructor, or a database that is open already. An open one belongs to the ledger alone until
 * the ledger is closed; whoever opened it closes it.
 */
export type SqliteDriver = SqliteConstructor | SqliteDatabase;

/** True for what has the shape of a driver. */
export function isSqliteDriver(value: unknown): value is SqliteDriver {
  if (typeof value === 'function') return true;
  return typeof value === 'object' && value !== null && 'exec' in value && 'prepare' in value && 'close' in value;
}
