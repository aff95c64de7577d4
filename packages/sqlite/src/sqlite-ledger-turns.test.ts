import { createAccessControl, createInMemoryDirectory } from '@acx/core';
import { createFakeProvider, createFakeVendor, createFixedClock } from '@acx/core/testing';
import { expect, it } from 'vitest';
import { sealingKey } from './__fixtures__/sealing-key';
import { createSqliteLedger } from './create-sqlite-ledger';

it('two hosts in the process share what a vendor takes', async () => {
  const clock = createFixedClock('2026-11-21T08:00:00.000Z');
  const startMs = clock.nowMs();
  const vendor = createFakeVendor({ clock });
  const ledger = await createSqliteLedger({ path: ':memory:', key: sealingKey });
  const directory = createInMemoryDirectory({ timeZone: 'Europe/London', resources: [], holders: [] });
  const hosts = Array.from({ length: 2 }, () =>
    createAccessControl({
      ...{ clock, ledger, directory },
      providers: [createFakeProvider({ vendor, callLimit: { perSecond: 5 } })],
    }),
  );
  const leftAfterMs: number[] = [];
  const calls = hosts.map(async ({ takeTurn }) => {
    await takeTurn('fake')({ operation: 'read' });
    leftAfterMs.push(clock.nowMs() - startMs);
  });
  await new Promise((resolve) => void setImmediate(resolve));
  await clock.advanceBy(1_000);
  await Promise.all(calls);
  expect(leftAfterMs).toEqual([0, 207]);
  await Promise.all(hosts.map((host) => host.stop()));
  await ledger.close();
});
