import type { Instant } from '@acx/core';
import type { CredentialVault } from '@acx/core/ledger';
import type { Sql } from '../driver/sql';
import type { LockSet } from '../locks/lock-set';

/** What the stores of one transaction work with. */
export interface StoreContext {
  readonly sql: Sql;
  readonly locks: LockSet;
  readonly vault: CredentialVault;
  /** Most lanes of an installation that all workers together may have in hand; absent: each worker only looks at its own. */
  readonly lanesOf?: (providerId: string) => number;
  readonly aftermath: Aftermath;
}

/** What is to be done once the transaction has been committed. */
export interface Aftermath {
  /** The earliest instant for which others should look; absent: for none. */
  wakesAt?: Instant;
  /** Not everything from before this instant could be removed in one go. */
  prunedBefore?: Instant;
}
