import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { brokenDeliveries } from './__fixtures__/broken-deliveries';
import { brokenLanes } from './__fixtures__/broken-lanes';
import { brokenRecords } from './__fixtures__/broken-records';
import { brokenTransactions } from './__fixtures__/broken-transactions';
import { createBrokenWorld } from './__fixtures__/broken-world';
import { failingLedgerTests } from './__fixtures__/failing-ledger-tests';

const brokenLedgers = [...brokenTransactions, ...brokenRecords, ...brokenLanes, ...brokenDeliveries];

describe('the ledger suite', () => {
  // Random histories find most faults, and one seed finds the same ones every time.
  beforeAll(() => void vi.stubEnv('ACX_SEED', '1'));
  afterAll(() => void vi.unstubAllEnvs());

  it('passes a ledger without faults, with reopening and two views', async () => {
    // The large ledger takes as long as everything else, and the memory ledger has it already.
    const isRun = (title: string): boolean => !title.startsWith('a large ledger');
    expect(await failingLedgerTests(async () => createBrokenWorld(), isRun)).toEqual([]);
  });

  it.each(brokenLedgers)('fails a ledger that $name', async ({ alter, caughtBy }) => {
    const failing = await failingLedgerTests(async () => createBrokenWorld(alter), beginsLike(caughtBy));
    for (const title of caughtBy)
      expect(
        failing.filter((other) => other.startsWith(title)),
        `Nothing fails of: ${title}`,
      ).not.toEqual([]);
  });

  it('fails a ledger in whose storage credentials and events can be read', async () => {
    const createWorld = async () => ({ ...createBrokenWorld(), holdsText: () => true });
    const caughtBy = [
      'grants > keep their issued credential sealed',
      'notices > keep their credential until they are delivered',
      'door events > leave nothing of their content',
      'erasing a booking > delivers waiting notices with a credential',
    ];
    expect(await failingLedgerTests(createWorld, beginsLike(caughtBy))).toHaveLength(caughtBy.length);
  });
});

function beginsLike(beginnings: readonly string[]): (title: string) => boolean {
  return (title) => beginnings.some((beginning) => title.startsWith(beginning));
}
