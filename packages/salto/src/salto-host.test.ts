import { describe, expect, it } from 'vitest';
import { createTestHost, directoryDocument } from './__fixtures__/salto-host';

const UPDATE = 'SaltoDBGroup.Update';
const READ = 'SaltoDBGroupList.Read';
const TIMETABLE = 'SaltoDBTimezoneTable.Update';
const OUR_TIMETABLES = 'SaltoDBTimezoneTableList.Read';
const nextWeek = { id: 'b2', startsAt: '2026-06-08T10:00:00+01:00', endsAt: '2026-06-08T11:00:00+01:00' };
const evening = '2026-06-01T18:30:00.000Z';

describe('a booked gym', () => {
  it("opens with the apartment's own cards, in the booked time and for nobody else", async () => {
    const host = createTestHost();
    const { ada, ben, gymDoor } = host.building;
    await host.access.putBooking(host.booking());
    await host.playUntil('2026-06-01T16:59:59.000Z');
    expect(host.opens('501')).toBe(false);
    await host.playUntil('2026-06-01T17:00:00.000Z');
    expect([host.opens('501'), host.opens('502'), host.opens('501', 'POOL')]).toEqual([true, false, false]);
    for (const card of ada.cards) expect(host.simulator.opens({ card, door: gymDoor.id })).toBe(true);
    expect(host.simulator.opens({ card: ben.cards[0] ?? '', door: gymDoor.id })).toBe(false);
    await host.playUntil('2026-06-01T19:00:00.000Z');
    expect(host.opens('501')).toBe(false);
  });

  it('is served a second time next week without a word, where today one booking is the limit', async () => {
    const host = createTestHost();
    await host.access.putBooking(host.booking());
    await host.access.putBooking(host.booking(nextWeek));
    await host.playUntil(evening);
    expect(host.opens('501')).toBe(true);
    expect((await host.access.settled('b2')).permissions).toMatchObject([
      { status: { state: 'waiting', waitingReason: 'grant_occupied', expectedAt: '2026-06-01T19:00:00.000Z' } },
    ]);
    await host.playUntil('2026-06-08T09:30:00.000Z');
    expect(host.opens('501')).toBe(true);
    expect(host.notices).toEqual([]);
  });

  it('is handed over the moment the first booking ends, not at midnight', async () => {
    const host = createTestHost();
    await host.access.putBooking(host.booking());
    await host.access.putBooking(host.booking(nextWeek));
    await host.playUntil('2026-06-01T18:59:59.000Z');
    host.calls();
    await host.playUntil('2026-06-01T19:00:00.000Z');
    expect(host.calls()).toEqual([READ, TIMETABLE, UPDATE]);
    expect((await host.access.settled('b2')).permissions).toMatchObject([{ status: { state: 'scheduled' } }]);
  });

  it('is cleared shortly after local midnight, as rights without effect always were', async () => {
    const host = createTestHost();
    const zones = () => host.simulator.state.accessLevels.get('APT-501')?.zonePermissions.map(({ zone }) => zone);
    await host.access.putBooking(host.booking());
    await host.playUntil('2026-06-01T23:04:59.000Z');
    expect(zones()).toEqual(['LOBBY', 'GYM']);
    host.calls();
    await host.playUntil('2026-06-01T23:05:00.000Z');
    expect(zones()).toEqual(['LOBBY']);
    expect(host.calls()).toEqual([READ, UPDATE]);
  });

  it('tells the manager of the second booking when that is wished, with what a manager needs', async () => {
    const host = createTestHost({ access: { doubleBookingNotices: 'always' } });
    await host.access.putBooking(host.booking());
    await host.access.putBooking(host.booking(nextWeek));
    await host.access.runDue();
    expect(host.notices).toMatchObject([
      {
        type: 'double_booking',
        audience: ['manager'],
        bookingId: 'b2',
        place: 'GYM',
        blockingBookingIds: ['b1'],
        expectedAt: '2026-06-01T19:00:00.000Z',
        isActionNeeded: false,
      },
    ]);
  });

  it('stays closed, and somebody hears of it at once, when a right of somebody else is on the pair', async () => {
    const host = createTestHost();
    host.simulator.setZonePermission('APT-501', { zone: 'GYM', timetable: 5 });
    const before = JSON.stringify(host.simulator.state.accessLevels.get('APT-501'));
    await host.access.putBooking(host.booking());
    await host.access.runDue();
    expect(host.notices).toMatchObject([{ type: 'double_booking', bookingId: 'b1', isActionNeeded: true }]);
    expect(JSON.stringify(host.simulator.state.accessLevels.get('APT-501'))).toBe(before);
    host.simulator.removeZonePermission('APT-501', 'GYM');
    await host.playUntil(evening);
    expect(host.opens('501')).toBe(true);
  });
});

describe('a stay of a fortnight', () => {
  const calendar = { from: '2026-01-01', until: '2026-12-31', specialDates: [] };
  const stay = { startsAt: '2026-06-01T14:00:00+01:00', endsAt: '2026-06-16T10:00:00+01:00' };

  it('opens all the time, a week ahead of itself, and explains that', async () => {
    const host = createTestHost({ salto: { calendar } });
    await host.access.putBooking(host.booking(stay));
    await host.access.runDue();
    const question = { providerId: 'house', subject: 'APT-501', place: 'GYM' };
    const { verdict, reasons } = await host.access.explain({ ...question, at: '2026-06-12T03:00:00Z' });
    expect([verdict, reasons]).toEqual(['allow', [expect.stringContaining('is extended by itself until 2026-06-16')]]);
    expect((await host.access.explain({ ...question, at: '2026-06-16T09:00:00Z' })).verdict).toBe('deny');
    for (let day = 2; day <= 15; day += 1) {
      await host.playUntil(`2026-06-${String(day).padStart(2, '0')}T12:00:00.000Z`);
      expect(host.opens('501')).toBe(true);
    }
    await host.playUntil('2026-06-16T09:00:00.000Z');
    expect(host.opens('501')).toBe(false);
  });

  it('survives an outage of five days', async () => {
    const host = createTestHost({ salto: { calendar } });
    await host.access.putBooking(host.booking(stay));
    await host.playUntil('2026-06-02T06:00:00.000Z');
    host.simulator.levers.setOutage(true);
    await host.clock.advanceTo('2026-06-07T06:00:00.000Z');
    expect(host.opens('501')).toBe(true);
  });
});

describe('calls to Space', () => {
  it('are one look and two writes for the first booking, one write where the timetable is shared, none where nothing changes', async () => {
    const host = createTestHost();
    await host.access.putBooking(host.booking());
    await host.access.runDue();
    expect(host.calls()).toEqual([OUR_TIMETABLES, READ, READ, TIMETABLE, UPDATE]);
    await host.access.putBooking(host.booking({ id: 'b2', holders: [{ holderId: '502' }] }));
    await host.access.runDue();
    expect(host.calls()).toEqual([READ, UPDATE]);
    await host.access.putBooking(host.booking());
    await host.access.putBooking(host.booking({ id: 'b3' }));
    await host.access.runDue();
    expect(host.calls()).toEqual([]);
  });

  it('are one list for several places of one apartment', async () => {
    const host = createTestHost();
    await host.access.putBooking(host.booking());
    await host.access.putBooking(host.booking({ id: 'b2', resourceId: 'pool' }));
    await host.access.runDue();
    expect(host.calls()).toEqual([OUR_TIMETABLES, READ, READ, TIMETABLE, UPDATE]);
  });

  it('are one page of levels and one of timetables for a full check', async () => {
    const host = createTestHost();
    await host.access.putBooking(host.booking());
    await host.access.runDue();
    host.calls();
    const { drift } = await host.access.check({ providerId: 'house', mode: 'report' });
    expect(drift).toEqual([]);
    expect(host.calls()).toEqual([OUR_TIMETABLES, READ]);
  });

  it('are what a dry run said', async () => {
    const host = createTestHost();
    const plan = await host.access.plan(host.booking());
    expect(host.calls()).toEqual([]);
    expect(plan).toMatchObject({ vendorCalls: 3, permissions: [{ verdict: 'covered', place: 'GYM' }] });
    expect((await host.access.plan(host.booking({ ...nextWeek }))).permissions).toMatchObject([{ verdict: 'covered' }]);
  });
});

describe('what goes wrong', () => {
  it('an answer that is lost ends in one right', async () => {
    const host = createTestHost();
    host.simulator.levers.dropAnswer({ when: host.simulator.callOf(UPDATE) });
    await host.access.putBooking(host.booking());
    await host.playUntil(evening);
    expect(host.opens('501')).toBe(true);
    expect(host.calls().filter((call) => call === UPDATE)).toHaveLength(1);
  });

  it('an answer about a timetable that is lost ends in one right', async () => {
    const host = createTestHost();
    host.simulator.levers.dropAnswer({ when: host.simulator.callOf(TIMETABLE) });
    await host.access.putBooking(host.booking());
    await host.playUntil(evening);
    expect(host.opens('501')).toBe(true);
  });

  it('a level that somebody is editing is tried again', async () => {
    const host = createTestHost();
    host.simulator.lockNext(201, 2);
    await host.access.putBooking(host.booking());
    await host.playUntil(evening);
    expect(host.opens('501')).toBe(true);
  });

  it('an access level that Space does not know fails with what to do, and harms no other', async () => {
    const host = createTestHost();
    await host.access.putBooking(host.booking({ id: 'b9', holders: [{ holderId: '999' }] }));
    await host.access.putBooking(host.booking());
    await host.access.runDue();
    expect(host.notices).toMatchObject([
      { type: 'permission_failed', bookingId: 'b9', message: expect.stringContaining('ids must be exactly the same') },
    ]);
    expect(JSON.stringify(host.notices)).not.toContain('APT-999');
    await host.playUntil(evening);
    expect(host.opens('501')).toBe(true);
  });

  it('a right or a timetable that somebody changed by hand is seen, and healed when asked to', async () => {
    const host = createTestHost();
    const { simulator, access } = host;
    await access.putBooking(host.booking());
    await access.runDue();
    const slot = simulator.state.accessLevels.get('APT-501')?.zonePermissions.at(-1)?.timetable ?? 0;
    for (const [what, disturb] of [
      ['missing', () => simulator.removeZonePermission('APT-501', 'GYM')],
      ['altered', () => simulator.setZonePermission('APT-501', { zone: 'GYM', timetable: slot })],
      ['altered', () => simulator.rewriteSlot(slot, { intervals: [] })],
    ] as const) {
      disturb();
      const report = await access.check({ providerId: 'house', mode: 'heal' });
      expect(report.drift.map(({ kind }) => kind)).toEqual([what]);
      await access.runDue();
      expect((await access.check({ providerId: 'house', mode: 'report' })).drift).toEqual([]);
    }
    await host.playUntil(evening);
    expect(host.opens('501')).toBe(true);
  });

  it('a ledger that was lost costs nobody a right, and gives no timetable another meaning', async () => {
    const host = createTestHost();
    await host.access.putBooking(host.booking());
    await host.access.runDue();
    host.loseLedger();
    await host.access.putBooking(
      host.booking({
        id: 'b5',
        resourceId: 'pool',
        holders: [{ holderId: '502' }],
        startsAt: '2026-06-01T19:00:00+01:00',
      }),
    );
    await host.access.runDue();
    await host.clock.advanceTo(evening);
    expect([host.opens('501'), host.opens('502', 'POOL'), host.opens('502')]).toEqual([true, true, false]);
    const { drift } = await host.access.check({ providerId: 'house', mode: 'heal', allowMassRevocation: true });
    expect(drift.map(({ kind }) => kind)).toEqual(['extra']);
  });
});

describe('ids that change in the directory', () => {
  it.each([
    ['Zone ID', { gym: 'POOL' }, { apartment: '501', zone: 'POOL' }],
    ['EXT ID', { apartment501: 'APT-503' }, { apartment: '503', zone: 'GYM' }],
  ] as const)('a new %s moves the rights', async (_what, ids, { apartment, zone }) => {
    const host = createTestHost();
    await host.access.putBooking(host.booking());
    await host.access.runDue();
    host.directory.replace(directoryDocument('Europe/Dublin', ids));
    expect(await host.access.remap()).toMatchObject({ bookings: 1, changed: 1, problems: 0 });
    await host.playUntil(evening);
    expect([host.opens(apartment, zone), host.opens('501', 'GYM')]).toEqual([true, false]);
  });
});
