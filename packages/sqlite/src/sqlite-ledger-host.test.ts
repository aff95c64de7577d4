import { createAccessControl, createInMemoryDirectory, type Ledger, type Notice } from '@acx/core';
import { createFakeProvider, createFakeVendor, createFixedClock } from '@acx/core/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sealingKey } from './__fixtures__/sealing-key';
import { createTemporaryFolder, type TemporaryFolder } from './__fixtures__/temporary-folder';
import { createSqliteLedger } from './create-sqlite-ledger';

const MINUTE_MS = 60_000;
const START = '2026-11-21T08:00:00.000Z';

let folder: TemporaryFolder;
beforeEach(async () => {
  folder = await createTemporaryFolder();
});
afterEach(() => folder.remove());

/** A vendor that outlives every process of the host. */
function createBuilding() {
  const clock = createFixedClock(START);
  const vendor = createFakeVendor({ clock });
  const directory = createInMemoryDirectory({
    timeZone: 'Europe/Dublin',
    resources: [{ id: 'gym', places: [{ provider: 'fake', place: 'gym-door' }] }],
    holders: [{ id: 'ada', subjects: [{ provider: 'fake', subject: 'subject-ada' }] }],
  });
  const startProcess = (ledger: Ledger) => {
    const notices: Notice[] = [];
    // A vendor that opens when it is told to, so that there is work at the start and at the end.
    const provider = createFakeProvider({ vendor, nativeValidity: false });
    const access = createAccessControl({
      providers: [provider],
      directory,
      ledger,
      clock,
      random: () => 0.5,
      onNotice: (notice) => void notices.push(notice),
    });
    return { access, notices };
  };
  return { clock, vendor, startProcess };
}
const at = (minutes: number): string => new Date(Date.parse(START) + minutes * MINUTE_MS).toISOString();
const booking = (id: string, startMinute: number, endMinute: number) => ({
  id,
  resourceId: 'gym',
  startsAt: at(startMinute),
  endsAt: at(endMinute),
  holders: [{ holderId: 'ada' }],
});
const open = () => createSqliteLedger({ path: folder.path, key: sealingKey });

describe('a host on a ledger in SQLite', () => {
  it('that has stored bookings and has gone is followed by another process that opens and closes the doors', async () => {
    const { clock, vendor, startProcess } = createBuilding();
    const first = await open();
    const { access: before } = startProcess(first);
    await before.putBooking(booking('b1', 60, 90));
    await before.putBooking(booking('b2', 120, 150));
    await before.cancelBooking('b2');
    await first.close();
    expect(vendor.writes).toBe(0);

    await clock.advanceTo(at(30));
    const second = await open();
    const { access } = startProcess(second);
    await access.start();
    const opensAt = async (minutes: number): Promise<boolean> => {
      await clock.advanceTo(at(minutes));
      await access.runDue();
      return vendor.opens({ subject: 'subject-ada', place: 'gym-door', at: at(minutes) });
    };
    expect([await opensAt(59), await opensAt(61), await opensAt(89), await opensAt(91), await opensAt(130)]).toEqual([
      false,
      true,
      true,
      false,
      false,
    ]);
    expect((await access.settled('b1')).permissions.map(({ status }) => status.state)).toEqual(['ended']);
    await access.stop();
    await second.close();
  });

  it('that dies while a right is written reads it at the vendor, and there are never two', async () => {
    const { clock, vendor, startProcess } = createBuilding();
    const first = await open();
    const { access: before } = startProcess(first);
    await before.putBooking(booking('b1', 0, 60));
    vendor.dropNextAnswer({ when: 'put' });
    await before.runDue();
    await first.close();
    expect(vendor.writes).toBe(1);

    await clock.advanceTo(at(5));
    const second = await open();
    const { access } = startProcess(second);
    await access.runDue();
    expect([vendor.writes, vendor.held().length]).toEqual([1, 1]);
    expect((await access.settled('b1')).permissions.map(({ status }) => status.state)).toEqual(['live']);
    await access.stop();
    await second.close();
  });

  it('offers a notice again after a restart, until the host has taken it', async () => {
    const { clock, startProcess } = createBuilding();
    const first = await open();
    const { access: before, notices } = startProcess(first);
    await before.putBooking(booking('b1', 0, 60));
    // Stored, but nobody is there to take it.
    await first.transaction(({ notices: store }) =>
      store.add({
        id: 'n1',
        type: 'drift',
        at: START,
        audience: ['administrator'],
        message: 'differs',
        action: 'repair',
        providerId: 'fake',
        missing: 1,
        altered: 0,
        extra: 0,
      }),
    );
    await first.close();
    expect(notices).toEqual([]);
    const second = await open();
    const after = startProcess(second);
    await clock.advanceTo(at(2));
    await after.access.runDue();
    expect(after.notices.filter(({ id }) => id === 'n1')).toHaveLength(1);
    await after.access.runDue();
    expect(after.notices.filter(({ id }) => id === 'n1')).toHaveLength(1);
    await after.access.stop();
    await second.close();
  });
});
