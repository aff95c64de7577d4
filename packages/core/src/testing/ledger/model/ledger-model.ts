import type { Ledger, LedgerTransaction } from '../../../ports/ledger';
import { modelBookings } from './model-bookings';
import { modelDeliveries } from './model-deliveries';
import { modelForgetting } from './model-forgetting';
import { modelGrants } from './model-grants';
import { modelLanes } from './model-lanes';
import { modelPermissions } from './model-permissions';
import { type ModelRows, noModelRows } from './model-rows';
import { modelStorage } from './model-storage';

/**
 * The simplest ledger that keeps the contract: lists, read from end to end, copied for every transaction. One transaction at a time; to be
 * compared with, not to be used.
 */
export function createLedgerModel(): Ledger {
  let rows = noModelRows();
  return {
    async transaction(work) {
      const draft = structuredClone(rows);
      const result = await work(modelTransaction(draft));
      rows = draft;
      return result;
    },
    close: async () => {},
  };
}

function modelTransaction(rows: ModelRows): LedgerTransaction {
  return {
    ...modelBookings(rows),
    ...modelPermissions(rows),
    ...modelGrants(rows),
    ...modelLanes(rows),
    ...modelStorage(rows),
    ...modelDeliveries(rows),
    ...modelForgetting(rows),
  };
}
