import { AcxError, type LedgerTransaction } from '@acx/core';
import type { Connection } from '../driver/connection';
import type { Removal } from '../upkeep/remove-traces';
import { createLedgerTransaction, type TransactionParts } from './ledger-transaction';
import { openTransactionScope } from './transaction-scope';

/**
 * Runs the work between `BEGIN IMMEDIATE` and `COMMIT`, and takes everything back when anything fails. Resolves when the result is on the
 * disk, with what was removed for good. Never two at once on one connection.
 */
export async function runTransaction<T>(
  connection: Connection,
  parts: TransactionParts,
  work: (transaction: LedgerTransaction) => Promise<T>,
): Promise<{ result: T; removal: Removal }> {
  connection.run('BEGIN IMMEDIATE');
  const scope = openTransactionScope(connection);
  const removal: Removal = { isErased: false };
  try {
    const result = await work(createLedgerTransaction(scope, removal, parts));
    scope.assertSound();
    scope.end();
    connection.commit();
    return { result, removal };
  } catch (failure) {
    scope.end();
    rollBack(connection);
    throw failure;
  }
}

/** After some failures SQLite has rolled back by itself, and says that there is nothing to roll back. */
function rollBack(connection: Connection): void {
  try {
    connection.run('ROLLBACK');
  } catch (failure) {
    if (!AcxError.isInstance(failure)) throw failure;
  }
}
