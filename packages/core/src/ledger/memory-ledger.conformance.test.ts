import { describe, it } from 'vitest';
import { describeLedger } from '../testing/ledger/describe-ledger';
import { createMemoryLedger } from './memory-ledger';

describeLedger({
  ...{ title: 'memory', describe, it },
  createWorld: async () => {
    const ledger = createMemoryLedger();
    return { ledger, close: () => ledger.close() };
  },
});
