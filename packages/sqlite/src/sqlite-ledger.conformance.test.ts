import { describeLedger } from '@acx/core/testing';
import { describe, it } from 'vitest';
import { sealingKey } from './__fixtures__/sealing-key';
import { createTemporaryFolder } from './__fixtures__/temporary-folder';
import { createSqliteLedger } from './create-sqlite-ledger';

describeLedger({
  title: 'SQLite',
  describe,
  it,
  async createWorld() {
    const folder = await createTemporaryFolder();
    const open = () => createSqliteLedger({ path: folder.path, key: sealingKey });
    let ledger = await open();
    return {
      ledger,
      async reopen() {
        await ledger.close();
        ledger = await open();
        return ledger;
      },
      async holdsText(text) {
        // What is removed goes out of the log and the free space with the next prune; this one removes nothing itself.
        await ledger.transaction((transaction) => transaction.prune('1970-01-01T00:00:00.000Z'));
        return folder.holds(text);
      },
      async close() {
        await ledger.close();
        await folder.remove();
      },
    };
  },
});
