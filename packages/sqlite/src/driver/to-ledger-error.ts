import { AcxError, ConflictError } from '@acx/core';
import { LedgerFileError, type LedgerFileFailure } from './ledger-file-error';

/** By the primary result code, see https://sqlite.org/rescode.html; the names come from the drivers, the numbers from `node:sqlite`. */
const failures: readonly [name: string, number: number, reason: LedgerFileFailure | 'busy'][] = [
  ['SQLITE_PERM', 3, 'cannot_open'],
  ['SQLITE_BUSY', 5, 'busy'],
  ['SQLITE_LOCKED', 6, 'busy'],
  ['SQLITE_READONLY', 8, 'read_only'],
  ['SQLITE_IOERR', 10, 'disk_error'],
  ['SQLITE_CORRUPT', 11, 'corrupt'],
  ['SQLITE_FULL', 13, 'full'],
  ['SQLITE_CANTOPEN', 14, 'cannot_open'],
  ['SQLITE_NOTADB', 26, 'not_a_database'],
];

/** What was going on when it failed. */
export type SqlOperation = 'statement' | 'commit';

/**
 * A failure of the driver as one of our errors. Of the driver's own text nothing is kept, because it may repeat values.
 * Our own errors are returned as they are.
 */
export function toLedgerError(failure: unknown, context: { path: string; operation: SqlOperation }): AcxError {
  if (AcxError.isInstance(failure)) return failure;
  const { path, operation } = context;
  const sqliteCode = sqliteCodeOf(failure);
  const known = failures.find(([name, number]) => sqliteCode?.startsWith(name) || numberOf(failure) === number);
  const reason = known?.[2] ?? 'refused';
  if (reason === 'busy') return busyError(path);
  // The end of a transaction that was being written when the disk failed may be found again after a restart.
  const effect = operation === 'commit' && reason === 'disk_error' ? 'unknown' : 'none';
  return new LedgerFileError({ reason, path, sqliteCode: sqliteCode ?? known?.[0], effect });
}

function busyError(path: string): ConflictError {
  return new ConflictError({
    what: 'ledger_file',
    message: `Another program holds the ledger ${path}, so nothing was changed. End its transaction; what was asked for can then be tried again.`,
    isRetryable: true,
  });
}

function sqliteCodeOf(failure: unknown): string | undefined {
  const code = typeof failure === 'object' && failure !== null && 'code' in failure ? failure.code : undefined;
  return typeof code === 'string' && code.startsWith('SQLITE_') ? code : undefined;
}

function numberOf(failure: unknown): number | undefined {
  if (typeof failure !== 'object' || failure === null || !('errcode' in failure)) return undefined;
  return typeof failure.errcode === 'number' ? failure.errcode & 0xff : undefined;
}
