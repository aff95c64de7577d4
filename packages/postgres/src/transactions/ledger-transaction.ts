import type { LedgerTransaction } from '@acx/core';
import type { CredentialVault } from '@acx/core/ledger';
import type { Sql } from '../driver/sql';
import { createLockSet } from '../locks/lock-set';
import { eraseBooking } from '../stores/erase-booking';
import { createPostgresBookings } from '../stores/postgres-bookings';
import { createPostgresEvents } from '../stores/postgres-events';
import { createPostgresGrants } from '../stores/postgres-grants';
import { createPostgresJournal } from '../stores/postgres-journal';
import { createPostgresLanes } from '../stores/postgres-lanes';
import { createPostgresNotices } from '../stores/postgres-notices';
import { createPostgresPermissions } from '../stores/postgres-permissions';
import { createPostgresStorage } from '../stores/postgres-storage';
import { pruneEnded } from '../stores/prune-ended';
import type { Aftermath, StoreContext } from '../stores/store-context';

/** What outlives a transaction. */
export interface TransactionParts {
  /** Keeps the locks of this ledger apart from others. */
  readonly space: number;
  readonly vault: CredentialVault;
  readonly lanesOf?: (providerId: string) => number;
}

/**
 * Everything of the ledger on the statements of one transaction. What is left to do after its end is noted in `aftermath`.
 * @param options.wanted Locks to take first.
 */
export async function openLedgerTransaction(
  sql: Sql,
  parts: TransactionParts,
  options: { mayRestart: boolean; wanted: ReadonlySet<number>; aftermath: Aftermath },
): Promise<LedgerTransaction> {
  const { mayRestart, wanted, aftermath } = options;
  const { space, vault, lanesOf } = parts;
  const locks = createLockSet(sql, { space, mayRestart });
  await locks.takeAll(wanted);
  const context: StoreContext = { sql, locks, vault, lanesOf, aftermath };
  return {
    bookings: createPostgresBookings(context),
    permissions: createPostgresPermissions(context),
    grants: createPostgresGrants(context),
    lanes: createPostgresLanes(context, space),
    journal: createPostgresJournal(context),
    notices: createPostgresNotices(context),
    events: createPostgresEvents(context),
    storage: createPostgresStorage(context),
    eraseBooking: (bookingId) => eraseBooking(context, bookingId),
    async prune(before) {
      if (await pruneEnded(sql, before)) aftermath.prunedBefore = before;
    },
  };
}
