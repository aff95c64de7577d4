import type { LedgerTransaction } from '@acx/core';
import type { CredentialVault } from '@acx/core/ledger';
import type { Sql } from '../driver/connection';
import { eraseBooking } from '../stores/erase-booking';
import { pruneEnded } from '../stores/prune-ended';
import type { Sequence } from '../stores/sequence';
import { createSqliteBookings } from '../stores/sqlite-bookings';
import { createSqliteEvents } from '../stores/sqlite-events';
import { createSqliteGrants } from '../stores/sqlite-grants';
import { createSqliteJournal } from '../stores/sqlite-journal';
import { createSqliteLanes } from '../stores/sqlite-lanes';
import { createSqliteNotices } from '../stores/sqlite-notices';
import { createSqlitePermissions } from '../stores/sqlite-permissions';
import { createSqliteStorage } from '../stores/sqlite-storage';
import { NOTE_ERASURE, type Removal } from '../upkeep/remove-traces';

/** What outlives a transaction. */
export interface TransactionParts {
  readonly vault: CredentialVault;
  readonly numbers: Sequence;
  readonly positions: Sequence;
  readonly versions: Sequence;
}

/** Everything of the ledger on the statements of one transaction. What is removed for good is noted in `removal`. */
export function createLedgerTransaction(sql: Sql, removal: Removal, parts: TransactionParts): LedgerTransaction {
  const events = createSqliteEvents(sql, parts.positions);
  const noteErasure = (): void => {
    sql.run(NOTE_ERASURE);
    removal.isErased = true;
  };
  return {
    bookings: createSqliteBookings(sql),
    permissions: createSqlitePermissions(sql),
    grants: createSqliteGrants(sql, parts.vault),
    lanes: createSqliteLanes(sql),
    journal: createSqliteJournal(sql, parts.numbers),
    notices: createSqliteNotices(sql, parts.vault),
    events: {
      ...events,
      async dropOfSubject(options) {
        await events.dropOfSubject(options);
        noteErasure();
      },
    },
    storage: createSqliteStorage(sql, parts.versions),
    async eraseBooking(bookingId) {
      eraseBooking(sql, bookingId);
      noteErasure();
    },
    async prune(before) {
      pruneEnded(sql, before);
      removal.prunedBefore = before;
    },
  };
}
