import { describeEngineOnLedger } from '@acx/core/testing';
import { describe, it } from 'vitest';
import { sealingKey } from './__fixtures__/sealing-key';
import { createTemporaryFolder } from './__fixtures__/temporary-folder';
import { createSqliteLedger } from './create-sqlite-ledger';

describeEngineOnLedger({
  title: 'SQLite',
  describe,
  it,
  async createLedger() {
    const folder = await createTemporaryFolder();
    const open = () => createSqliteLedger({ path: folder.path, key: sealingKey });
    let ledger = await open();
    return {
      // One process at a time has the file: several engines in it share the ledger.
      connect: async () => ledger,
      async reopen() {
        await ledger.close();
        ledger = await open();
        return ledger;
      },
      async close() {
        await ledger.close();
        await folder.remove();
      },
    };
  },
});
