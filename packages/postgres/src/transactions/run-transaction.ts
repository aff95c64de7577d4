import { ConflictError } from '@acx/core';
import type { PostgresPool, PostgresPoolClient } from '../driver/postgres-pool';
import { toLedgerError } from '../driver/to-ledger-error';
import { BeginAnew } from '../locks/begin-anew';
import { openTransactionScope, type TransactionScope } from './transaction-scope';

/** Where transactions run. */
export interface TransactionPlace {
  readonly pool: PostgresPool;
  readonly schema: string;
  readonly qualify: (text: string) => string;
}

/** Each one begins anew at most so often: every time it knows more of the locks that it needs, so few are enough. */
const MOST_ATTEMPTS = 50;

/**
 * `READ COMMITTED`, because every statement has to see what was committed before the lock that it comes after was given. The time limits keep a
 * worker that hangs from stopping all others.
 */
const BEGIN = `BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE;
SET LOCAL lock_timeout = '15s'; SET LOCAL idle_in_transaction_session_timeout = '60s'`;

/**
 * Runs the work in a transaction of its own and commits, or takes everything back when anything fails. It may run the work several times: only
 * what the last one did stays. Resolves when the result is durable.
 * @param work `wanted`: locks that a former attempt has found to be needed.
 */
export async function runTransaction<T>(
  place: TransactionPlace,
  work: (scope: TransactionScope, wanted: ReadonlySet<number>) => Promise<T>,
): Promise<T> {
  let wanted: ReadonlySet<number> = new Set();
  for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt += 1)
    try {
      return await runOnce(place, (scope) => work(scope, wanted));
    } catch (failure) {
      if (!(failure instanceof BeginAnew)) throw failure;
      wanted = new Set([...wanted, ...failure.wanted]);
    }
  throw crowdedError(place.schema);
}

async function runOnce<T>(place: TransactionPlace, work: (scope: TransactionScope) => Promise<T>): Promise<T> {
  const { schema, qualify } = place;
  const client = await connect(place);
  // A connection that breaks between two statements would otherwise end the process.
  client.on('error', ignore);
  let isBroken = true;
  try {
    await begin(client, schema);
    const scope = openTransactionScope({ client, schema, qualify, mayRestart: true });
    let result: T;
    try {
      result = await work(scope);
    } catch (failure) {
      await scope.end();
      isBroken = !(await isRolledBack(client));
      throw scope.failure() instanceof BeginAnew ? scope.failure() : failure;
    }
    await scope.end();
    const failed = scope.failure();
    if (failed !== undefined) {
      isBroken = !(await isRolledBack(client));
      throw failed;
    }
    await commit(client, schema);
    isBroken = false;
    return result;
  } finally {
    client.removeListener('error', ignore);
    client.release(isBroken);
  }
}

function ignore(): void {}

async function connect({ pool, schema }: TransactionPlace): Promise<PostgresPoolClient> {
  try {
    return await pool.connect();
  } catch (failure) {
    throw toLedgerError(failure, { schema, operation: 'connect' });
  }
}

async function begin(client: PostgresPoolClient, schema: string): Promise<void> {
  try {
    await client.query(BEGIN);
  } catch (failure) {
    throw toLedgerError(failure, { schema, operation: 'connect' });
  }
}

async function commit(client: PostgresPoolClient, schema: string): Promise<void> {
  try {
    await client.query('COMMIT');
  } catch (failure) {
    throw toLedgerError(failure, { schema, operation: 'commit' });
  }
}

async function isRolledBack(client: PostgresPoolClient): Promise<boolean> {
  try {
    await client.query('ROLLBACK');
    return true;
  } catch {
    return false;
  }
}

function crowdedError(schema: string): ConflictError {
  return new ConflictError({
    what: 'ledger_rows',
    message: `Too many transactions wanted the same part of the ledger in schema ${schema}, so nothing was changed. It can be tried again.`,
    isRetryable: true,
  });
}
