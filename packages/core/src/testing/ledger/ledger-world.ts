import type { Ledger } from '../../ports/ledger';

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
  /**
   * True when the text stands in the clear anywhere in what is stored now. Give it where you can: without it, nobody sees whether
   * credentials are sealed and forgotten.
   */
  holdsText?(text: string): boolean | Promise<boolean>;
  /** Closes everything that is still open and clears it away. */
  close(): Promise<void>;
}
