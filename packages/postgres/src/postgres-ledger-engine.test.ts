import { createAccessControl, createInMemoryDirectory, type Ledger } from '@acx/core';
import { createFakeProvider, createFakeVendor, createFixedClock, describeEngineOnLedger } from '@acx/core/testing';
import { afterAll, describe, expect, it } from 'vitest';
import { createTestSchema } from './__fixtures__/test-schema';

// Making the tables takes longer than most tests: those who come one after the other share them.
const test = createTestSchema();
const other = test.otherPool();
afterAll(test.drop);

describeEngineOnLedger({
  title: 'PostgreSQL',
  describe,
  it,
  async createLedger() {
    let opened = 0;
    return {
      // In turn on two pools, as two machines have them.
      connect() {
        opened += 1;
        return opened % 2 === 1 ? test.open() : test.open({ pool: other });
      },
      close: test.clear,
    };
  },
});

const START = '2026-11-21T08:00:00.000Z';
const MINUTE_MS = 60_000;
const at = (minutes: number): string => new Date(Date.parse(START) + minutes * MINUTE_MS).toISOString();

describe('two processes of a host on PostgreSQL', () => {
  it('take over from each other at once: what one stores, the other writes when it hears of it', async () => {
    const clock = createFixedClock(START);
    const vendor = createFakeVendor({ clock });
    const directory = createInMemoryDirectory({
      timeZone: 'Europe/Dublin',
      resources: [{ id: 'gym', places: [{ provider: 'fake', place: 'gym-door' }] }],
      holders: [{ id: 'ada', subjects: [{ provider: 'fake', subject: 'card-ada' }] }],
    });
    const start = (ledger: Ledger) =>
      createAccessControl({ directory, ledger, clock, providers: [createFakeProvider({ vendor })] });
    const ledgers = [await test.open(), await test.open({ pool: other })] as const;
    const [storing, working] = [start(ledgers[0]), start(ledgers[1])];
    await working.start();
    await new Promise<void>((resolve) => ledgers[1].onWake(resolve));
    const live = new Promise<unknown>((resolve) => working.on('permission.live', resolve));
    const [resourceId, startsAt, endsAt] = ['gym', at(-1), at(60)];
    await storing.putBooking({ id: 'b1', resourceId, startsAt, endsAt, holders: [{ holderId: 'ada' }] });
    // The clock stands still: nobody looks by themselves.
    await live;
    expect(vendor.opens({ subject: 'card-ada', place: 'gym-door' })).toBe(true);
    for (const access of [storing, working]) await access.stop();
    await test.clear();
  });
});
