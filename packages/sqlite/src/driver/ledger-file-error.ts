import { AcxError, type Effect } from '@acx/core';

/**
 * What is wrong with the file. `full`: no space is left. `read_only`: it may not be written. `corrupt`: its content is damaged.
 * `not_a_database`: it holds something else, or is encrypted. `cannot_open`: it may not be opened. `disk_error`: the disk failed.
 * `refused`: anything else that SQLite says no to.
 */
export type LedgerFileFailure =
  | 'full'
  | 'read_only'
  | 'corrupt'
  | 'not_a_database'
  | 'cannot_open'
  | 'disk_error'
  | 'refused';

const texts: Readonly<Record<LedgerFileFailure, { happened: string; advice: string }>> = {
  full: {
    happened: 'could not be written because its disk is full',
    advice: 'Free some space; what was asked for can then be tried again.',
  },
  read_only: {
    happened: 'could not be written because it is read-only',
    advice: 'Let this process write the file and its folder, then start it again.',
  },
  corrupt: {
    happened: 'is damaged',
    advice: 'Stop, keep the file, start with the newest backup, put all bookings again and run a healing check.',
  },
  not_a_database: {
    happened: 'is no SQLite database, or it is encrypted',
    advice: 'Give the path of a ledger, or of a file that is not there yet.',
  },
  cannot_open: {
    happened: 'could not be opened',
    advice: 'Let this process read and write the file and its folder, then start it again.',
  },
  disk_error: {
    happened: 'could not be read or written because its disk failed',
    advice: 'Look at the disk and at the log of the system, then start again.',
  },
  refused: {
    happened: 'refused a statement',
    advice: 'Update this package; if it stays, report it with the code.',
  },
};

const tellEffect: Readonly<Record<Effect, string>> = {
  none: 'nothing was changed',
  unknown: 'it is not known whether it was stored',
  applied: 'it was stored',
};

/** The file of the ledger cannot be used as it is: a person has to put the file, its disk or the set-up right. */
export class LedgerFileError extends AcxError {
  readonly reason: LedgerFileFailure;
  /** SQLite's own name of the failure, such as `SQLITE_FULL`, where it has one. */
  readonly sqliteCode?: string;

  /** @param options.path Absent: where it happened is not known. */
  constructor(options: { reason: LedgerFileFailure; path?: string; sqliteCode?: string; effect?: Effect }) {
    const { reason, path, sqliteCode, effect = 'none' } = options;
    const { happened, advice } = texts[reason];
    const place = path === undefined ? 'The ledger' : `The ledger ${path}`;
    const code = sqliteCode === undefined ? '' : ` (${sqliteCode})`;
    super({
      code: 'configuration',
      message: `${place} ${happened}${code}; ${tellEffect[effect]}. ${advice}`,
      isRetryable: reason === 'full',
      effect,
    });
    this.reason = reason;
    this.sqliteCode = sqliteCode;
  }

  protected override details() {
    return { reason: this.reason, sqliteCode: this.sqliteCode };
  }
}
