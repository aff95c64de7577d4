import { type AcxError, ConflictError } from '@acx/core';
import type { Connection, Sql } from '../driver/connection';
import { toLedgerError } from '../driver/to-ledger-error';

/** The statements of one transaction: none after its end, and none after one that failed. */
export interface TransactionScope extends Sql {
  /** @throws what a statement failed with, even if the work went on as if nothing had happened. */
  assertSound(): void;
  end(): void;
}

/** Of a transaction that has just begun on the connection. */
export function openTransactionScope(connection: Connection): TransactionScope {
  let isOpen = true;
  let failed: AcxError | undefined;
  const assertSound = (): void => {
    if (failed !== undefined) throw failed;
  };
  const guarded = <Result>(action: () => Result): Result => {
    if (!isOpen) throw endedError();
    assertSound();
    try {
      return action();
    } catch (failure) {
      // SQLite may have rolled back by itself: what came now would be stored at once and alone.
      failed = toLedgerError(failure, { path: connection.path, operation: 'statement' });
      throw failed;
    }
  };
  return {
    run: (sql, ...values) => guarded(() => connection.run(sql, ...values)),
    get: (sql, ...values) => guarded(() => connection.get(sql, ...values)),
    all: (sql, ...values) => guarded(() => connection.all(sql, ...values)),
    assertSound,
    end() {
      isOpen = false;
    },
  };
}

function endedError(): ConflictError {
  return new ConflictError({
    what: 'transaction',
    message:
      'This transaction of the ledger has ended, so nothing was done. Await every call within the work that it was opened for.',
  });
}
