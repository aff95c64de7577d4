import { ConflictError } from '@acx/core';
import type { PostgresClient } from '../driver/postgres-pool';
import type { Row, Sql, SqlValue } from '../driver/sql';
import { isWorthRepeating, toLedgerError } from '../driver/to-ledger-error';
import { BeginAnew } from '../locks/begin-anew';

/** The statements of one transaction: none after its end, and none after one that failed. */
export interface TransactionScope extends Sql {
  /** What it has to end with, even if its work went on as if nothing had happened. */
  failure(): Error | undefined;
  /** Takes no more statements. Resolves when the last one has been answered. */
  end(): Promise<void>;
}

/** Of a transaction that has just begun on the connection. */
export function openTransactionScope(options: {
  client: PostgresClient;
  schema: string;
  qualify: (text: string) => string;
  mayRestart: boolean;
}): TransactionScope {
  const { client, schema, qualify, mayRestart } = options;
  let isOpen = true;
  let failed: Error | undefined;
  // A connection takes one statement at a time.
  let tail: Promise<unknown> = Promise.resolve();
  const send = async (text: string, values: readonly SqlValue[]): Promise<readonly Row[]> => {
    if (failed !== undefined) throw failed;
    try {
      const { rows } = await client.query(qualify(text), [...values]);
      return rows.filter(isRow);
    } catch (failure) {
      // PostgreSQL takes nothing more from this transaction.
      failed ??=
        mayRestart && isWorthRepeating(failure)
          ? new BeginAnew()
          : toLedgerError(failure, { schema, operation: 'statement' });
      throw failed;
    }
  };
  return {
    query(text, ...values) {
      if (!isOpen) return Promise.reject(endedError());
      const answer = tail.then(() => send(text, values));
      tail = answer.catch(() => {});
      return answer;
    },
    giveUp(failure) {
      failed ??= failure;
      throw failed;
    },
    failure: () => failed,
    async end() {
      isOpen = false;
      await tail;
    },
  };
}

function isRow(row: unknown): row is Row {
  return typeof row === 'object' && row !== null;
}

function endedError(): ConflictError {
  return new ConflictError({
    what: 'transaction',
    message:
      'This transaction of the ledger has ended, so nothing was done. Await every call within the work that it was opened for.',
  });
}
