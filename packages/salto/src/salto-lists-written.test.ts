import { describe, expect, it } from 'vitest';
import { createTestHost, directoryDocument, type TestHost } from './__fixtures__/salto-host';

const UPDATE = 'SaltoDBGroup.Update';
const READ = 'SaltoDBGroupList.Read';
const evening = '2026-06-01T18:30:00.000Z';

async function bookGymThenPool(host: TestHost, between: () => void = () => {}): Promise<void> {
  await host.access.putBooking(host.booking());
  await host.access.runDue();
  between();
  await host.access.putBooking(host.booking({ id: 'b2', resourceId: 'pool' }));
  await host.access.runDue();
}

describe('the list of an access level', () => {
  it('is written once, in words that Space reads, where it refuses dates as it writes them itself', async () => {
    const host = createTestHost({ switches: { awkward: true, acceptsOwnDates: false } });
    await bookGymThenPool(host, () => void host.calls());
    expect(host.calls()).toEqual([READ, UPDATE]);
    await host.playUntil(evening);
    expect([host.opens('501'), host.opens('501', 'POOL'), host.opens('501', 'LOBBY')]).toEqual([true, true, true]);
  });

  it('is not written for a right that somebody has taken away already', async () => {
    const host = createTestHost();
    await host.access.putBooking(host.booking());
    await host.access.runDue();
    host.simulator.removeZonePermission('APT-501', 'GYM');
    host.calls();
    await host.access.cancelBooking('b1');
    await host.access.runDue();
    expect(host.calls()).toEqual([READ]);
  });

  it('is remembered over a new process where Space does not tell it', async () => {
    const host = createTestHost({
      switches: { readsLevels: false },
      salto: { readsAccessLevels: false, fixedZones: [{ accessLevel: '*', zone: 'LOBBY', timetable: 0 }] },
    });
    await bookGymThenPool(host, () => host.restart());
    await host.playUntil(evening);
    expect([host.opens('501'), host.opens('501', 'POOL'), host.opens('501', 'LOBBY')]).toEqual([true, true, true]);
  });

  it('is tried zone by zone after a refusal, so that a zone that does not exist keeps no other one closed', async () => {
    const host = createTestHost();
    host.directory.replace(directoryDocument('Europe/Dublin', { gym: 'NOWHERE' }));
    await host.access.putBooking(host.booking());
    await host.access.putBooking(host.booking({ id: 'b2', resourceId: 'pool' }));
    await host.playUntil(evening);
    expect([host.opens('501', 'POOL'), host.opens('501', 'LOBBY')]).toEqual([true, true]);
    expect(host.notices).toMatchObject([{ type: 'permission_failed', bookingId: 'b1' }]);
  });

  it('gets a record without effect in place of one that is taken back, where Space merges lists', async () => {
    const host = createTestHost({
      switches: { zoneList: 'merge', duplicate: 'overwrite' },
      salto: { zoneLists: 'merge' },
    });
    await host.access.putBooking(host.booking());
    await host.access.runDue();
    await host.access.cancelBooking('b1');
    await host.playUntil(evening);
    expect([host.opens('501'), host.opens('501', 'LOBBY')]).toEqual([false, true]);
    expect(host.notices).toEqual([]);
  });

  it('ends a period a day later where its last date does not count', async () => {
    const host = createTestHost({ switches: { lastDay: 'excluded' }, salto: { lastDate: 'excluded' } });
    await host.access.putBooking(host.booking());
    await host.playUntil(evening);
    expect(host.opens('501')).toBe(true);
    expect((await host.access.check({ providerId: 'house' })).drift).toEqual([]);
    const tomorrow = { accessLevel: 'APT-501', zone: 'GYM', at: '2026-06-02T18:30:00Z' };
    expect(host.simulator.levelOpensZone(tomorrow)).toBe(false);
  });
});
