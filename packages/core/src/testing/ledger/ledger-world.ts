import type { Ledger } from '../../ports/ledger';

/** What a ledger may have and need not. */
export type LedgerOffer = 'join' | 'onWake';

/** An open transaction of a host, on the database that the ledger is in. */
export interface HostTransactionOnTrial {
  /** What the host would give to `putBooking`. */
  readonly transaction: unknown;
  commit(): Promise<void>;
  rollback(): Promise<void>;
}

/** One empty ledger, fresh for every test. */
export interface LedgerWorld {
  readonly ledger: Ledger;
  /**
   * Closes what it gave last (first: `ledger`) and opens the same data again. Absent for a ledger that keeps nothing beyond its process: it
   * then shows the same cases without a pause.
   */
  reopen?(): Promise<Ledger>;
  /**
   * Another process' view of the same data, open at the same time. Absent for a ledger that one process has for itself: it then shows
   * the same cases alone. Closed by `close`.
   */
  second?(): Promise<Ledger>;
  /** Opens a transaction of a host, for `join`. Absent for a ledger that joins none. Rolled back by `close` if it is still open. */
  openTransaction?(): Promise<HostTransactionOnTrial>;
  /** How long it may take until a listener of `onWake` is told, in milliseconds. Default 30000: it must be heard, and machines are busy. */
  readonly wakeWithinMs?: number;
  /**
   * True when the text stands in the clear anywhere in what is stored now. Give it where you can: without it, nobody sees whether
   * credentials are sealed and forgotten.
   */
  holdsText?(text: string): boolean | Promise<boolean>;
  /** Closes everything that is still open and clears it away. */
  close(): Promise<void>;
}
