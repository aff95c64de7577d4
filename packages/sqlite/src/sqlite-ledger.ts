import type { Ledger } from '@acx/core';
import type { LedgerHealth } from './upkeep/ledger-health';

/** A ledger in one file. */
export interface SqliteLedger extends Ledger {
  /**
   * Copies the ledger as it is now to a new file, complete and checked; sealed credentials stay sealed. It waits for its turn among the
   * transactions, and those that come later wait for it.
   * @throws InvalidInputError when there is a file at the path already, or it may not be written.
   */
  backup(path: string): Promise<void>;
  /** Looks at the content of the file, the sealed credentials, the disk and who may read the file. Reads the whole file. Never throws. */
  health(): Promise<LedgerHealth>;
  /** Takes no more work, finishes what it has, and lets go of the file. Safe to call twice. */
  close(): Promise<void>;
}
