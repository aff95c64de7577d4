import { AcxError, ConflictError, ConnectionError, type ConnectionFailure } from '@acx/core';
import { LedgerDatabaseError, type LedgerDatabaseFailure } from './ledger-database-error';

/** By the beginning of the SQLSTATE, see https://www.postgresql.org/docs/current/errcodes-appendix.html; the longest match counts. */
const failures: readonly [code: string, reason: LedgerDatabaseFailure | ConnectionFailure | 'busy'][] = [
  ['08', 'reset'],
  ['57P01', 'reset'],
  ['57P02', 'reset'],
  ['57P03', 'refused'],
  ['57014', 'timeout'],
  ['25P03', 'timeout'],
  ['25P04', 'timeout'],
  ['40', 'busy'],
  ['55P03', 'busy'],
  ['28', 'denied'],
  ['42501', 'denied'],
  ['3D000', 'missing'],
  ['3F000', 'missing'],
  ['42P01', 'missing'],
  ['42703', 'missing'],
  ['42883', 'missing'],
  ['25006', 'read_only'],
  ['53', 'full'],
  ['54000', 'too_long'],
];

/** What Node says when there is no connection. */
const connectionFailures: Readonly<Record<string, ConnectionFailure>> = {
  ECONNREFUSED: 'refused',
  ECONNRESET: 'reset',
  EPIPE: 'reset',
  ETIMEDOUT: 'timeout',
  ENOTFOUND: 'dns',
  EAI_AGAIN: 'dns',
};

const isOurs = (reason: string): reason is LedgerDatabaseFailure =>
  ['denied', 'missing', 'read_only', 'full', 'too_long'].includes(reason);

/** What was going on when it failed. */
export type SqlOperation = 'connect' | 'statement' | 'commit';

/**
 * A failure of the driver as one of our errors. Of the driver's own text nothing is kept, because it may repeat values.
 * Our own errors are returned as they are.
 */
export function toLedgerError(failure: unknown, context: { schema: string; operation: SqlOperation }): AcxError {
  if (AcxError.isInstance(failure)) return failure;
  const { schema, operation } = context;
  const sqlState = sqlStateOf(failure);
  const reason = failures.findLast(([code]) => sqlState?.startsWith(code))?.[1];
  if (reason === 'busy') return busyError(schema);
  // PostgreSQL has said no itself: then nothing of the transaction stays, also at its end.
  if (sqlState !== undefined && reason === undefined)
    return new LedgerDatabaseError({ reason: 'refused', schema, sqlState });
  if (sqlState !== undefined && reason !== undefined && isOurs(reason))
    return new LedgerDatabaseError({ reason, schema, sqlState });
  const code = codeOf(failure) ?? '';
  return new ConnectionError({
    providerId: `The database of the ledger (schema ${schema})`,
    operation: operation === 'commit' ? 'the end of a transaction' : operation,
    reason: isConnectionFailure(reason) ? reason : (connectionFailures[code] ?? 'network'),
    effect: operation === 'commit' ? 'unknown' : 'none',
  });
}

/** True for a failure after which the same transaction may pass at once: PostgreSQL has ended a deadlock, or two were too close. */
export function isWorthRepeating(failure: unknown): boolean {
  const sqlState = sqlStateOf(failure);
  return sqlState === '40001' || sqlState === '40P01';
}

function isConnectionFailure(reason: string | undefined): reason is ConnectionFailure {
  return reason === 'reset' || reason === 'refused' || reason === 'timeout';
}

function busyError(schema: string): ConflictError {
  return new ConflictError({
    what: 'ledger_rows',
    message: `Another transaction kept what this one needs in the ledger in schema ${schema} for too long, so nothing was changed. Look for transactions that stay open; what was asked for can be tried again.`,
    isRetryable: true,
  });
}

/** Five signs; Node's own codes are longer or have no digit. ORMs wrap the driver's error. */
function sqlStateOf(failure: unknown): string | undefined {
  const code = codeOf(failure);
  return code !== undefined && /^[0-9A-Z]{5}$/.test(code) && /\d/.test(code) ? code : undefined;
}

function codeOf(failure: unknown): string | undefined {
  if (typeof failure !== 'object' || failure === null) return undefined;
  if ('code' in failure && typeof failure.code === 'string' && !/^P\d{4}$/.test(failure.code)) return failure.code;
  if ('meta' in failure) return codeOf(failure.meta);
  return 'cause' in failure ? codeOf(failure.cause) : undefined;
}
