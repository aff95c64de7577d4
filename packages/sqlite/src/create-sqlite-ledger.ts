import { AcxError, ConflictError } from '@acx/core';
import { type CredentialVault, createAesGcmSealer, createCredentialVault, createMemoryTurns } from '@acx/core/ledger';
import type { Connection } from './driver/connection';
import { backupFile } from './file/backup-file';
import { type LedgerFile, openLedgerFile } from './file/open-ledger-file';
import { parseSqliteLedgerOptions, type SqliteLedgerOptions } from './options/sqlite-ledger-options';
import type { SqliteLedger } from './sqlite-ledger';
import { continueSequence } from './stores/sequence';
import type { TransactionParts } from './transactions/ledger-transaction';
import { runTransaction } from './transactions/run-transaction';
import { createSerialQueue } from './transactions/serial-queue';
import { checkLedgerHealth, type LedgerHealth } from './upkeep/ledger-health';
import { isRemoval, NOTE_ERASURE, removeTraces, rewriteFile } from './upkeep/remove-traces';
import { checkStoredCredentials } from './upkeep/stored-credentials';

/**
 * Opens a durable ledger in one SQLite file, for one process on one machine. Transactions run one after the other, and each is on the disk
 * when it resolves.
 * @throws ConfigurationError for wrong options, a file of another application or of a newer version, and credentials that cannot be opened.
 * @throws ConflictError when another process has the ledger open.
 * @throws LedgerFileError when the file cannot be used.
 */
export async function createSqliteLedger(options: SqliteLedgerOptions): Promise<SqliteLedger> {
  const settings = parseSqliteLedgerOptions(options);
  const { key, seal } = settings;
  const vault = createCredentialVault(key === undefined ? seal : createAesGcmSealer(key));
  const file = await openLedgerFile(settings);
  try {
    return startLedger(file, vault);
  } catch (failure) {
    file.close();
    throw failure;
  }
}

function startLedger({ connection, Driver, close }: LedgerFile, vault: CredentialVault): SqliteLedger {
  let traces = checkStoredCredentials(connection, vault) ? rewriteNow(connection) : undefined;
  const parts: TransactionParts = {
    vault,
    numbers: continueSequence(connection, 'journal'),
    positions: continueSequence(connection, 'events'),
    versions: continueSequence(connection, 'storage'),
  };
  const queue = createSerialQueue();
  let closing: Promise<void> | undefined;
  const enqueue = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    if (closing !== undefined) throw closedError(connection.path);
    return queue.add(work);
  };

  return {
    transaction: (work) =>
      enqueue(async () => {
        const { result, removal } = await runTransaction(connection, parts, work);
        // What was committed stays so, whether or not its traces could be taken away.
        if (isRemoval(removal)) traces = failureOf(() => removeTraces(connection, removal));
        return result;
      }),
    // One process has the file; what it gave out before a crash is forgotten.
    takeTurns: createMemoryTurns(),
    backup: (path) => enqueue(() => backupFile(connection, Driver, path)),
    health: () =>
      enqueue(() => checkLedgerHealth({ connection, vault, traces })).catch(() => closedHealth(connection.path)),
    close() {
      closing ??= queue.add(async () => close());
      return closing;
    },
  };
}

/** Credentials that were stored without a key are sealed now; this takes the former ones out of the file. */
function rewriteNow(connection: Connection): AcxError | undefined {
  connection.run(NOTE_ERASURE);
  return failureOf(() => rewriteFile(connection));
}

function failureOf(action: () => void): AcxError | undefined {
  try {
    action();
    return undefined;
  } catch (failure) {
    if (AcxError.isInstance(failure)) return failure;
    throw failure;
  }
}

function closedError(path: string): ConflictError {
  const message = `The ledger ${path} has been closed, so nothing was done. Stop the access control before its ledger.`;
  return new ConflictError({ what: 'ledger_file', message });
}

function closedHealth(path: string): LedgerHealth {
  return { status: 'failed', findings: [{ area: 'content', status: 'failed', message: closedError(path).message }] };
}
