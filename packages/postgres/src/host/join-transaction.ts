import { ConfigurationError, type Ledger, type LedgerTransaction } from '@acx/core';
import type { PostgresClient } from '../driver/postgres-pool';
import { firstRow } from '../driver/sql';
import { toLedgerError } from '../driver/to-ledger-error';
import type { Aftermath } from '../stores/store-context';
import { openLedgerTransaction, type TransactionParts } from '../transactions/ledger-transaction';
import { openTransactionScope } from '../transactions/transaction-scope';
import { toHostClient } from './host-client';

const ISOLATION = "SELECT current_setting('transaction_isolation') AS isolation";
const NOTIFY = 'SELECT pg_notify($1, $2)::text AS sent';

/** One piece of work at a time in each transaction of the host: savepoints lie within each other. */
const tails = new WeakMap<object, Promise<unknown>>();

/** The ledger on statements of the host's transaction. It cannot be begun anew, so the work runs once; the host may have to begin anew. */
export function joinTransaction(
  place: { schema: string; qualify: (text: string) => string; channel: string },
  parts: TransactionParts,
  transaction: unknown,
): Pick<Ledger, 'transaction'> {
  const client = toHostClient(transaction);
  return {
    transaction(work) {
      const run = () => runJoined({ ...place, parts, client }, work);
      if (typeof transaction !== 'object' || transaction === null) return run();
      const result = (tails.get(transaction) ?? Promise.resolve()).then(run);
      tails.set(
        transaction,
        result.catch(() => {}),
      );
      return result;
    },
  };
}

async function runJoined<T>(
  options: {
    client: PostgresClient;
    parts: TransactionParts;
    schema: string;
    qualify: (text: string) => string;
    channel: string;
  },
  work: (transaction: LedgerTransaction) => Promise<T>,
): Promise<T> {
  const { client, parts, schema, channel } = options;
  await begin(client, schema);
  const scope = openTransactionScope({ ...options, mayRestart: false });
  const aftermath: Aftermath = {};
  try {
    const isolation = (await firstRow(scope.query(ISOLATION)))?.['isolation'];
    if (isolation !== 'read committed') throw isolationError(String(isolation));
    const settings = { mayRestart: false, wanted: new Set<number>(), aftermath };
    const result = await work(await openLedgerTransaction(scope, parts, settings));
    // Heard when the host has committed, here too.
    if (aftermath.wakesAt !== undefined) await scope.query(NOTIFY, channel, '');
    await scope.end();
    const failed = scope.failure();
    if (failed !== undefined) throw failed;
    await client.query('RELEASE SAVEPOINT acx_ledger');
    return result;
  } catch (failure) {
    await scope.end();
    // After a lost connection there is nothing to go back to.
    await client.query('ROLLBACK TO SAVEPOINT acx_ledger').catch(() => {});
    await client.query('RELEASE SAVEPOINT acx_ledger').catch(() => {});
    throw failure;
  }
}

async function begin(client: PostgresClient, schema: string): Promise<void> {
  try {
    await client.query('SAVEPOINT acx_ledger');
  } catch (failure) {
    if (isOutsideOfTransaction(failure)) throw refusal('has not been begun, or has ended; run BEGIN first');
    throw toLedgerError(failure, { schema, operation: 'statement' });
  }
}

function isOutsideOfTransaction(failure: unknown): boolean {
  return typeof failure === 'object' && failure !== null && 'code' in failure && failure.code === '25P01';
}

function isolationError(isolation: string): ConfigurationError {
  return refusal(`runs at ${isolation}, where it could miss what others have stored; begin it with READ COMMITTED`);
}

function refusal(message: string): ConfigurationError {
  return new ConfigurationError({ subject: 'Storing a booking', problems: [{ path: 'transaction', message }] });
}
