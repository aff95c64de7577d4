import { describe, expect, it } from 'vitest';
import { createMemoryLedger } from '../../ledger/memory-ledger';
import { failingTests } from '../conformance/failing-tests';
import { type AlterLedger, alterStore } from '../ledger/broken/__fixtures__/broken-ledger';
import { describeEngineOnLedger } from './describe-engine-on-ledger';

/** Titles of the tests of one section that fail on a ledger with a fault. */
function failingEngineTests(alter: AlterLedger, section: string): Promise<string[]> {
  const createLedger = async () => {
    const ledger = alter(createMemoryLedger(), 0);
    return { connect: async () => ledger, close: () => ledger.close() };
  };
  return failingTests(
    (runner) => describeEngineOnLedger({ ...runner, title: 'on trial', createLedger }),
    (title) => title.startsWith(section),
  );
}

const faults: readonly { name: string; alter: AlterLedger; section: string }[] = [
  {
    name: 'fences nobody',
    alter: alterStore('lanes', () => ({ fence: async () => {} })),
    section: 'two workers > cannot write down',
  },
  {
    name: 'hears of no urgency',
    alter: alterStore('lanes', (lanes) => ({ wake: (lane, dueAt) => lanes.wake(lane, dueAt) })),
    section: 'after an outage > ',
  },
  {
    name: 'forgets what was about to be written',
    alter: alterStore('grants', (grants) => ({
      save: async (record) => (record.certainty === 'unknown' ? undefined : grants.save(record)),
    })),
    section: 'a process that follows another one > reads what is in doubt',
  },
  {
    name: 'forgets which events were delivered',
    alter: alterStore('events', () => ({ markDelivered: async () => {} })),
    section: 'door events > ',
  },
  {
    name: 'keeps the rights of who is erased',
    alter: alterStore('permissions', () => ({ remove: async () => {}, listOfBooking: async () => [] })),
    section: 'a person who is erased > loses the rights',
  },
];

describe('the suite of the engine on a ledger', () => {
  it.each(faults)('fails on a ledger that $name', async ({ alter, section }) => {
    expect(await failingEngineTests(alter, section)).not.toEqual([]);
    expect(await failingEngineTests((ledger) => ledger, section)).toEqual([]);
  });
});
