import { describe, expect, it } from 'vitest';
import { createTestHost, type TestHost, type TestHostOptions } from './__fixtures__/salto-host';

const UPDATE = 'SaltoDBGroup.Update';
const evening = '2026-06-01T18:30:00.000Z';
const late = '2026-06-01T20:30:00.000Z';
const moved = { startsAt: '2026-06-01T21:00:00+01:00', endsAt: '2026-06-01T22:00:00+01:00' };

const zonesOf = ({ simulator }: TestHost, level: string) =>
  simulator.state.accessLevels.get(level)?.zonePermissions.map(({ zone, timetable }) => `${zone}/${timetable}`);
const statusOf = async ({ access }: TestHost, id = 'b1') =>
  (await access.settled(id, { timeoutMs: 0 })).permissions[0]?.status;

describe('a Space that does not tell which zones an access level has', () => {
  const untold = (more: TestHostOptions = {}) =>
    createTestHost({
      switches: { readsLevels: false },
      ...more,
      salto: {
        readsAccessLevels: false,
        fixedZones: [
          { accessLevel: '*', zone: 'LOBBY', timetable: 0 },
          { accessLevel: 'APT-502', zone: 'POOL', timetable: 7 },
        ],
        ...more.salto,
      },
    });

  it('gets the zones that are always there with every list, and opens the booked one', async () => {
    const host = untold();
    await host.access.putBooking(host.booking());
    await host.access.putBooking(host.booking({ id: 'b2', holders: [{ holderId: '502' }] }));
    await host.access.runDue();
    expect([zonesOf(host, 'APT-501'), zonesOf(host, 'APT-502')]).toEqual([
      ['LOBBY/0', 'GYM/900'],
      ['LOBBY/0', 'POOL/7', 'GYM/900'],
    ]);
    await host.playUntil(evening);
    expect([host.opens('501'), host.opens('502'), host.opens('501', 'LOBBY')]).toEqual([true, true, true]);
  });

  it('keeps the other booked zones of a level when one is added, moved or taken back', async () => {
    const host = untold();
    await host.access.putBooking(host.booking());
    await host.access.runDue();
    await host.access.putBooking(host.booking({ id: 'b2', resourceId: 'pool' }));
    await host.access.runDue();
    expect(zonesOf(host, 'APT-501')).toEqual(['LOBBY/0', 'GYM/900', 'POOL/900']);
    await host.access.putBooking(host.booking({ id: 'b2', resourceId: 'pool', ...moved }));
    await host.access.runDue();
    expect(zonesOf(host, 'APT-501')).toEqual(['LOBBY/0', 'GYM/900', 'POOL/901']);
    await host.access.cancelBooking('b1');
    await host.access.runDue();
    expect(zonesOf(host, 'APT-501')).toEqual(['LOBBY/0', 'POOL/901']);
    await host.access.cancelBooking('b2');
    await host.access.runDue();
    expect(zonesOf(host, 'APT-501')).toEqual(['LOBBY/0']);
  });

  it('keeps them also when an answer was lost or the process has died', async () => {
    const host = untold();
    await host.access.putBooking(host.booking());
    await host.access.runDue();
    host.restart();
    host.simulator.levers.dropAnswer({ when: host.simulator.callOf(UPDATE) });
    await host.access.putBooking(host.booking({ id: 'b2', resourceId: 'pool' }));
    await host.playUntil(evening);
    expect([host.opens('501'), host.opens('501', 'POOL'), host.opens('501', 'LOBBY')]).toEqual([true, true, true]);
  });

  it('refuses a booking of a zone that is always there, and leaves it', async () => {
    const host = untold();
    await host.access.putBooking(host.booking({ resourceId: 'pool', holders: [{ holderId: '502' }] }));
    await host.access.runDue();
    expect((await statusOf(host))?.error).toMatchObject({ code: 'conflict' });
    expect(zonesOf(host, 'APT-502')).toEqual(['LOBBY/0']);
  });

  it('is told apart from a configuration that expects it to tell: nothing is written, and somebody hears what to do', async () => {
    const host = createTestHost({ switches: { readsLevels: false } });
    await host.access.putBooking(host.booking());
    await host.access.runDue();
    expect(await statusOf(host)).toMatchObject({ error: { code: 'provider_call', vendorCode: '502', effect: 'none' } });
    expect(host.notices).toMatchObject([{ type: 'permission_failed', bookingId: 'b1' }]);
    expect(zonesOf(host, 'APT-501')).toEqual(['LOBBY/0']);
  });
});

describe.each([7, 10, 12] as const)('a Space that merges lists and refuses a pair that it has with code %i', (code) => {
  const merging = () =>
    createTestHost({ switches: { zoneList: 'merge', duplicate: code }, salto: { zoneLists: 'merge' } });

  it('opens for the first booking', async () => {
    const host = merging();
    await host.access.putBooking(host.booking());
    await host.playUntil(evening);
    expect([host.opens('501'), host.opens('502'), host.opens('501', 'LOBBY')]).toEqual([true, false, true]);
    expect(host.notices).toEqual([]);
  });

  it('says of a change that it was refused, and opens at no time that was never booked', async () => {
    const host = merging();
    await host.access.putBooking(host.booking());
    await host.access.runDue();
    await host.access.putBooking(host.booking(moved));
    await host.access.runDue();
    const { error } = (await statusOf(host)) ?? {};
    expect(error).toMatchObject({ vendorCode: 'pair_refused', effect: 'none', isRetryable: false });
    expect(host.notices.length).toBeGreaterThan(0);
    for (const at of ['2026-06-01T16:59:00Z', '2026-06-01T19:01:00Z', late, '2026-06-02T18:30:00Z'])
      expect(host.simulator.levelOpensZone({ accessLevel: 'APT-501', zone: 'GYM', at })).toBe(false);
    expect(host.opens('501', 'LOBBY')).toBe(true);
  });

  it('empties the timetable of a right that it does not take away, and never uses it again', async () => {
    const host = merging();
    await host.access.putBooking(host.booking());
    await host.access.runDue();
    await host.access.cancelBooking('b1');
    await host.access.runDue();
    await host.access.putBooking(host.booking({ id: 'b2', holders: [{ holderId: '502' }] }));
    await host.playUntil(evening);
    expect([host.opens('501'), host.opens('502')]).toEqual([false, true]);
    expect(zonesOf(host, 'APT-501')).toEqual(['LOBBY/0', 'GYM/900']);
    expect(zonesOf(host, 'APT-502')).toEqual(['LOBBY/0', 'GYM/901']);
    expect(host.notices).toEqual([]);
  });

  it('says that it may still open where somebody else needs its timetable', async () => {
    const host = merging();
    await host.access.putBooking(host.booking());
    await host.access.putBooking(host.booking({ id: 'b2', holders: [{ holderId: '502' }] }));
    await host.access.runDue();
    await host.access.cancelBooking('b1');
    await host.playUntil(evening);
    expect(new Set(host.notices.map(({ type }) => type))).toEqual(new Set(['revocation_failed']));
    expect(host.opens('502')).toBe(true);
  });

  it('harms no other zone of the level with a change that it refuses', async () => {
    const host = merging();
    await host.access.putBooking(host.booking());
    await host.access.runDue();
    await host.access.putBooking(host.booking(moved));
    await host.access.putBooking(host.booking({ id: 'b2', resourceId: 'pool' }));
    await host.playUntil(evening);
    expect([host.opens('501', 'POOL'), host.opens('501', 'LOBBY')]).toEqual([true, true]);
  });
});

describe.each([2, 3, 1024])(
  'a Space whose pages begin behind the id that was asked for, with %i records on a page',
  (page) => {
    it('is served, looked at and healed like any other', async () => {
      const host = createTestHost({
        switches: { startId: 'exclusive', maximumPage: page },
        salto: { pageSize: page === 2 ? 2 : 100 },
      });
      await host.access.putBooking(host.booking());
      await host.access.putBooking(host.booking({ id: 'b2', holders: [{ holderId: '503' }], resourceId: 'pool' }));
      await host.access.runDue();
      expect([zonesOf(host, 'APT-501'), zonesOf(host, 'APT-503')]).toEqual([
        ['LOBBY/0', 'GYM/900'],
        ['LOBBY/0', 'POOL/900'],
      ]);
      expect((await host.access.check({ providerId: 'house' })).drift).toEqual([]);
      host.simulator.removeZonePermission('APT-501', 'GYM');
      host.simulator.rewriteSlot(900, { intervals: [] });
      const { drift } = await host.access.check({ providerId: 'house', mode: 'heal' });
      expect(drift.map(({ kind }) => kind).sort()).toEqual(['altered', 'missing']);
      await host.access.cancelBooking('b2');
      await host.playUntil(evening);
      expect([host.opens('501'), host.opens('503', 'POOL'), host.opens('501', 'LOBBY')]).toEqual([true, false, true]);
    });
  },
);
