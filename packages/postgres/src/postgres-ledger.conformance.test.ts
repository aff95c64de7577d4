import { describeLedger } from '@acx/core/testing';
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
  async createWorld() {
    let ledger = await test.open();
    return {
      ledger,
      async reopen() {
        await ledger.close();
        ledger = await test.open();
        return ledger;
      },
      second: () => test.open({ pool: other }),
      holdsText: test.holdsText,
      close: test.clear,
    };
  },
});
