import { describe, expect, it } from 'vitest';
import { createTestHost } from './__fixtures__/salto-host';

const evening = '2026-06-01T17:30:00.000Z';
const lobby = { accessLevel: '*', zone: 'LOBBY', timetable: 0 };
const untold = { readsAccessLevels: false, fixedZones: [lobby] };
const zonesOf = (host: ReturnType<typeof createTestHost>, level = 'APT-501') =>
  host.simulator.state.accessLevels.get(level)?.zonePermissions.map(({ zone }) => zone);

describe('where Space does not tell what an access level has', () => {
  it('a right whose create was in doubt is taken away when its booking is cancelled', async () => {
    const host = createTestHost({ switches: { readsLevels: false }, salto: untold });
    host.simulator.levers.dropAnswer({ when: host.simulator.callOf('SaltoDBGroup.Update') });
    await host.access.putBooking(host.booking());
    await host.access.runDue();
    expect(zonesOf(host)).toEqual(['LOBBY', 'GYM']);
    await host.access.cancelBooking('b1');
    await host.playUntil(evening);
    expect([host.opens('501'), zonesOf(host)]).toEqual([false, ['LOBBY']]);
  });

  it('a fixed zone of one level goes before that of all levels', async () => {
    const fixedZones = [lobby, { accessLevel: 'APT-501', zone: 'LOBBY', timetable: 7 }];
    const host = createTestHost({ switches: { readsLevels: false }, salto: { ...untold, fixedZones } });
    await host.access.putBooking(host.booking());
    await host.playUntil(evening);
    expect(host.opens('501')).toBe(true);
    expect(host.simulator.state.accessLevels.get('APT-501')?.zonePermissions[0]?.timetable).toBe(7);
  });
});

describe('a booking that the vendor does not hold any more', () => {
  it.each([
    ['its place was taken by hand', 'double_booking', 'retrying'],
    ['its access level is gone', 'permission_failed', 'failed'],
  ])('is not told to be live when %s', async (what, type, state) => {
    const host = createTestHost();
    await host.access.putBooking(host.booking());
    await host.access.runDue();
    if (type === 'permission_failed') host.simulator.removeAccessLevel('APT-501');
    else host.simulator.setZonePermission('APT-501', { zone: 'GYM', timetable: 5 });
    await host.access.check({ providerId: 'house', mode: 'heal' });
    await host.access.runDue();
    expect((await host.access.settled('b1', { timeoutMs: 0 })).permissions, what).toMatchObject([
      { status: { state } },
    ]);
    expect(host.notices.map((notice) => notice.type)).toContain(type);
  });

  it('is not told to have failed when it had simply ended', async () => {
    const host = createTestHost();
    const next = { id: 'b2', startsAt: '2026-06-08T10:00:00+01:00', endsAt: '2026-06-08T11:00:00+01:00' };
    await host.access.putBooking(host.booking());
    await host.access.putBooking(host.booking(next));
    await host.playUntil('2026-06-01T18:59:00.000Z');
    host.simulator.failNextWithCode(7, { request: 'SaltoDBGroup.Update' });
    await host.playUntil('2026-06-01T19:00:00.000Z');
    expect((await host.access.settled('b1')).permissions).toMatchObject([{ status: { state: 'ended' } }]);
    expect(host.notices.filter(({ type }) => type === 'permission_failed')).toMatchObject([{ bookingId: 'b2' }]);
  });
});

describe('a period', () => {
  it('that ends at midnight does not open the date that begins then, where Space enforces times', async () => {
    const host = createTestHost({ switches: { periodTimes: 'enforced' }, salto: { periodBounds: 'instants' } });
    await host.access.putBooking(host.booking({ endsAt: '2026-06-04T00:00:00+01:00' }));
    await host.access.runDue();
    const at = (instant: string) => host.simulator.levelOpensZone({ accessLevel: 'APT-501', zone: 'GYM', at: instant });
    expect(at('2026-06-03T22:59:00Z')).toBe(true);
    for (const later of ['2026-06-03T23:00:00Z', '2026-06-04T12:00:00Z']) expect(at(later)).toBe(false);
    expect((await host.access.check({ providerId: 'house', mode: 'report' })).drift).toEqual([]);
  });

  it.each([
    [{ lastDay: 'excluded' }, { lastDate: 'excluded' }, {}],
    [{ periodTimes: 'enforced' }, { periodBounds: 'instants' }, { endsAt: '2026-06-02T00:00:00+01:00' }],
  ] as const)(
    'that Space shows with T24:00:00 is known again and written so that Space reads it (%j)',
    async (switches, salto, more) => {
      const host = createTestHost({ switches: { ...switches, awkward: true }, salto });
      await host.access.putBooking(host.booking(more));
      await host.access.runDue();
      expect((await host.access.check({ providerId: 'house', mode: 'report' })).drift).toEqual([]);
      await host.access.putBooking(host.booking({ id: 'b2', resourceId: 'pool', ...more }));
      await host.playUntil(evening);
      expect([host.opens('501'), host.opens('501', 'POOL'), host.opens('501', 'LOBBY')]).toEqual([true, true, true]);
    },
  );
});

describe('a strange record in our range of slots', () => {
  it('that has no period, where timetables are not told, harms no booking of its level', async () => {
    const host = createTestHost({ switches: { readsTimetables: false } });
    await host.access.putBooking(host.booking({ id: 'b0', holders: [{ holderId: '502' }] }));
    await host.access.runDue();
    host.simulator.setZonePermission('APT-501', { zone: 'POOL', timetable: 900 });
    await host.access.check({ providerId: 'house', mode: 'heal', allowMassRevocation: true });
    await host.access.putBooking(host.booking());
    await host.playUntil(evening);
    expect(host.opens('501')).toBe(true);
  });
});
