import type { SqliteDatabase, SqliteStatement, SqlValue } from './sqlite-driver';
import { type SqlOperation, toLedgerError } from './to-ledger-error';

/** A row by column. */
export type Row = Readonly<Record<string, unknown>>;

/** Carries out statements. Statements are prepared once and kept, so give constant texts, with `?` for what varies. */
export interface Sql {
  run(sql: string, ...values: SqlValue[]): void;
  get(sql: string, ...values: SqlValue[]): Row | undefined;
  all(sql: string, ...values: SqlValue[]): Row[];
}

/** The one connection to the file. Every failure is one of our errors. */
export interface Connection extends Sql {
  readonly path: string;
  /** Several statements in one text, not kept. */
  exec(sql: string): void;
  /** Makes what was written since `BEGIN` durable. */
  commit(): void;
  close(): void;
}

/** @param options.path Only for the texts of errors. */
export function createConnection(options: { database: SqliteDatabase; path: string }): Connection {
  const { database, path } = options;
  const statements = new Map<string, SqliteStatement>();
  const prepare = (sql: string): SqliteStatement => {
    const known = statements.get(sql);
    if (known !== undefined) return known;
    const statement = database.prepare(sql);
    statements.set(sql, statement);
    return statement;
  };
  const attempt = <Result>(action: () => Result, operation: SqlOperation = 'statement'): Result => {
    try {
      return action();
    } catch (failure) {
      throw toLedgerError(failure, { path, operation });
    }
  };

  return {
    path,
    exec: (sql) => attempt(() => void database.exec(sql)),
    run: (sql, ...values) => attempt(() => void prepare(sql).run(...values)),
    get: (sql, ...values) =>
      attempt(() => {
        const row = prepare(sql).get(...values);
        return isRow(row) ? row : undefined;
      }),
    all: (sql, ...values) =>
      attempt(() =>
        prepare(sql)
          .all(...values)
          .filter(isRow),
      ),
    commit: () => attempt(() => void prepare('COMMIT').run(), 'commit'),
    close() {
      statements.clear();
      attempt(() => void database.close());
    },
  };
}

function isRow(value: unknown): value is Row {
  return typeof value === 'object' && value !== null;
}
