import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { brokenDeliveries } from './__fixtures__/broken-deliveries';
import { brokenLanes } from './__fixtures__/broken-lanes';
import { brokenOffers } from './__fixtures__/broken-offers';
import { brokenRecords } from './__fixtures__/broken-records';
import { brokenTransactions } from './__fixtures__/broken-transactions';
import { brokenUrgency } from './__fixtures__/broken-urgency';
import { createBrokenWorld } from './__fixtures__/broken-world';
import { failingLedgerTests } from './__fixtures__/failing-ledger-tests';
import { createHostedWorld } from './__fixtures__/hosted-world';

const brokenLedgers = [...brokenTransactions, ...brokenRecords, ...brokenLanes, ...brokenUrgency, ...brokenDeliveries];

describe('the ledger suite', () => {
  // Random histories find most faults, and one seed finds the same ones every time.
  beforeAll(() => void vi.stubEnv('ACX_SEED', '1'));
  afterAll(() => void vi.unstubAllEnvs());

  it('passes a ledger without faults, with reopening and two views', async () => {
    // The large ledger takes as long as everything else, and the memory ledger has it already.
    const isRun = (title: string): boolean => !title.startsWith('a large ledger');
    expect(await failingLedgerTests(async () => createBrokenWorld(), isRun)).toEqual([]);
  });

  const offers = ['join', 'onWake'] as const;
  it('passes a ledger without faults that joins transactions and tells of its lanes', async () => {
    const sections = ['joined transactions', 'listeners', 'what a ledger may leave out', 'transactions at once'];
    expect(await failingLedgerTests(async () => createHostedWorld(), beginsLike(sections), offers)).toEqual([]);
  });

  it.each(brokenOffers)('fails a ledger that $name', async ({ alter, caughtBy }) => {
    const createWorld = async () => createHostedWorld(alter);
    const failing = await failingLedgerTests(createWorld, beginsLike(caughtBy), offers);
    expect(failing).toHaveLength(caughtBy.length);
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
