import { AcxError, type Effect } from '@acx/core';

/**
 * What is wrong with the database. `denied`: a privilege is missing. `missing`: schema, table or column is not there. `read_only`: it is a
 * standby, or set so. `full`: disk, memory, locks or connections are used up. `unreadable`: a row is not what was written. `too_long`: an id is too long
 * for an index. `refused`: anything else that PostgreSQL says no to.
 */
export type LedgerDatabaseFailure = 'denied' | 'missing' | 'read_only' | 'full' | 'unreadable' | 'too_long' | 'refused';

const texts: Readonly<Record<LedgerDatabaseFailure, { happened: string; advice: string }>> = {
  denied: {
    happened: 'lacks a privilege',
    advice: 'Grant the privileges that the README of @acx/postgres lists to the user of the pool.',
  },
  missing: {
    happened: 'lacks its tables or a part of them',
    advice: 'Run migratePostgresLedger, and check the schema and the database of the pool.',
  },
  read_only: {
    happened: 'takes no changes',
    advice: 'Point the pool to the primary server; what was asked for can then be tried again.',
  },
  full: {
    happened: 'has used up its disk, memory, locks or connections',
    advice: 'Look at the server; what was asked for can then be tried again.',
  },
  unreadable: {
    happened: 'holds a row that is not as it was written',
    advice: 'Find out who else writes to its tables, and go back to a backup.',
  },
  too_long: {
    happened: 'cannot index an id of more than about 2000 bytes',
    advice: 'Use shorter ids.',
  },
  refused: {
    happened: 'refused a statement',
    advice: 'Look the code up in the log of the server; if it stays, report it.',
  },
};

const tellEffect: Readonly<Record<Effect, string>> = {
  none: 'nothing was changed',
  unknown: 'it is not known whether it was stored',
  applied: 'it was stored',
};

/** The database of the ledger cannot be used as it is: a person has to put it, or the set-up, right. */
export class LedgerDatabaseError extends AcxError {
  readonly reason: LedgerDatabaseFailure;
  /** The code that PostgreSQL gave, such as `42501`. */
  readonly sqlState?: string;

  /** @param options.schema Absent: where it happened is not known. */
  constructor(options: { reason: LedgerDatabaseFailure; schema?: string; sqlState?: string; effect?: Effect }) {
    const { reason, schema, sqlState, effect = 'none' } = options;
    const { happened, advice } = texts[reason];
    const place = schema === undefined ? 'The ledger' : `The ledger in schema ${schema}`;
    const code = sqlState === undefined ? '' : ` (SQLSTATE ${sqlState})`;
    super({
      code: 'configuration',
      message: `${place} ${happened}${code}; ${tellEffect[effect]}. ${advice}`,
      isRetryable: reason === 'full' || reason === 'read_only',
      effect,
    });
    this.reason = reason;
    this.sqlState = sqlState;
  }

  protected override details() {
    return { reason: this.reason, sqlState: this.sqlState };
  }
}
