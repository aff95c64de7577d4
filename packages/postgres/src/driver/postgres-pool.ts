/** What a query answers: the part that is used here. */
export interface PostgresAnswer {
  readonly rows: readonly unknown[];
  /** `COMMIT`, `ROLLBACK`, `SELECT`, … */
  readonly command?: string;
}

/** A connection in the shape of `pg`: `Client` or `PoolClient`. */
export interface PostgresClient {
  query(text: string, values?: unknown[]): Promise<PostgresAnswer>;
}

/** What a connection tells by itself. */
export interface PostgresNotification {
  readonly channel: string;
  readonly payload?: string;
}

/** A connection that is taken out of a pool. */
export interface PostgresPoolClient extends PostgresClient {
  on(event: 'error' | 'end', listener: (failure?: Error) => void): unknown;
  on(event: 'notification', listener: (notification: PostgresNotification) => void): unknown;
  removeListener(event: 'error', listener: (failure?: Error) => void): unknown;
  /** Gives it back; with `true` it is closed instead. */
  release(isBroken?: boolean): void;
}

/** Connections in the shape of `Pool` from `pg`. It stays the host's: a ledger never ends it. */
export interface PostgresPool {
  connect(): Promise<PostgresPoolClient>;
}

/** True for what has the shape of a pool. */
export function isPostgresPool(value: unknown): value is PostgresPool {
  return typeof value === 'object' && value !== null && 'connect' in value && typeof value.connect === 'function';
}
