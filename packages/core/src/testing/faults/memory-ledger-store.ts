import { createMemoryLedger } from '../../ledger/memory-ledger';
import type { FaultLedgerStore } from './play-fault-history';

/** A ledger in memory that all processes of a history share, and that outlives them. */
export async function memoryLedgerStore(): Promise<FaultLedgerStore> {
  const ledger = createMemoryLedger();
  return { connect: async () => ledger, close: () => ledger.close() };
}
