import { createMemoryLedger } from '../../../../ledger/memory-ledger';
import type { LedgerWorld } from '../../ledger-world';
import type { AlterLedger } from './broken-ledger';

/** A world around the memory ledger that can be reopened and looked at from two sides; each opening is altered anew. */
export function createBrokenWorld(alter: AlterLedger = (ledger) => ledger): LedgerWorld {
  const data = createMemoryLedger();
  let opening = 0;
  return {
    ledger: alter(data, opening),
    async reopen() {
      opening += 1;
      return alter(data, opening);
    },
    second: async () => alter(data, opening),
    close: () => data.close(),
  };
}
