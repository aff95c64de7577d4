import { describeLedger } from '@acx/core/testing';
import type { PoolClient } from 'pg';
import { afterAll, describe, it } from 'vitest';
import { createTestSchema } from './__fixtures__/test-schema';

// Making the tables takes longer than most tests: those who come one after the other share them.
const test = createTestSchema();
const other = test.otherPool();
afterAll(test.drop);

describeLedger({
  title: 'PostgreSQL',
  describe,
  it,
  offers: ['join', 'onWake'],
  async createWorld() {
    let ledger = await test.open();
    const clients = new Set<PoolClient>();
    return {
      ledger,
      async reopen() {
        await ledger.close();
        ledger = await test.open();
        return ledger;
      },
      second: () => test.open({ pool: other }),
      async openTransaction() {
        const transaction = await test.pool.connect();
        clients.add(transaction);
        await transaction.query('BEGIN');
        const end = async (command: string): Promise<void> => {
          await transaction.query(command);
          clients.delete(transaction);
          transaction.release();
        };
        return { transaction, commit: () => end('COMMIT'), rollback: () => end('ROLLBACK') };
      },
      holdsText: test.holdsText,
      async close() {
        for (const client of clients) client.release(true);
        await test.clear();
      },
    };
  },
});
