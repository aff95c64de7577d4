import { createAccessControl } from '@acx/core';
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { createTestHost, simulatedFetch } from './__fixtures__/salto-host';
import { createSalto } from './salto-provider';

const night = { startsAt: '2026-06-01T22:00:00+01:00', endsAt: '2026-06-02T00:00:00+01:00' };
const morning = { id: 'b2', startsAt: '2026-06-02T00:30:00+01:00', endsAt: '2026-06-02T06:00:00+01:00' };
const noon = { startsAt: '2026-06-01T12:00:00+01:00', endsAt: '2026-06-01T13:00:00+01:00' };
const evening = '2026-06-01T17:30:00.000Z';

async function slotUsers(host: ReturnType<typeof createTestHost>): Promise<unknown[]> {
  const stored = await host.ledger.transaction(({ storage }) => storage.read('house', 'provider/timetables'));
  const { slots } =
    stored?.value === undefined
      ? { slots: {} }
      : z.object({ slots: z.record(z.string(), z.object({ users: z.json() })) }).parse(stored.value);
  return Object.values(slots).map(({ users }) => users);
}

describe('nobody is locked out', () => {
  it('by a vendor that is slow while a booking is to be handed over', async () => {
    const host = createTestHost();
    await host.access.putBooking(host.booking(night));
    await host.access.putBooking(host.booking(morning));
    await host.playUntil('2026-06-01T22:59:55.000Z');
    const release = host.simulator.levers.holdNext(host.simulator.callOf('SaltoDBGroup.Update'));
    await host.access.putBooking(host.booking({ id: 'b3', resourceId: 'pool' }));
    await host.access.putBooking(host.booking({ ...morning, id: 'b4', resourceId: 'pool' }));
    const work = host.access.runDue();
    while (host.calls().every((call) => call !== 'SaltoDBGroup.Update'))
      await new Promise((done) => setImmediate(done));
    await host.clock.advanceTo('2026-06-01T23:00:05.000Z');
    release();
    await work;
    await host.playUntil('2026-06-01T23:30:00.000Z');
    expect(host.opens('501')).toBe(true);
  });

  it('in the middle of a booking that strict mode has accepted', async () => {
    const host = createTestHost({ salto: { exactness: 'strict' } });
    const stay = { startsAt: '2026-06-03T00:00:00+01:00', endsAt: '2026-06-05T10:00:00+01:00' };
    await host.access.putBooking(host.booking(stay));
    await host.access.runDue();
    expect((await host.access.settled('b1')).permissions).toMatchObject([{ status: { state: 'failed' } }]);
    await host.access.putBooking(host.booking({ ...stay, endsAt: '2026-06-05T00:00:00+01:00' }));
    for (const at of ['2026-06-03T12:00:00.000Z', '2026-06-04T12:00:00.000Z', '2026-06-04T22:59:00.000Z']) {
      await host.playUntil(at);
      expect(host.opens('501')).toBe(true);
    }
  });

  it('between two of their bookings that meet at half a minute', async () => {
    const host = createTestHost();
    await host.access.putBooking(host.booking({ endsAt: '2026-06-01T19:00:30+01:00' }));
    await host.access.putBooking(host.booking({ id: 'b2', startsAt: '2026-06-01T19:00:30+01:00' }));
    for (const at of ['2026-06-01T18:00:00.000Z', '2026-06-01T18:00:30.000Z', '2026-06-01T18:01:00.000Z']) {
      await host.playUntil(at);
      expect(host.opens('501')).toBe(true);
    }
  });
});

describe('nobody is let in', () => {
  it.each([
    ['another apartment', { id: 'b2', holders: [{ holderId: '502' }] }],
    ['another zone of the same one', { id: 'b2', resourceId: 'pool' }],
  ])(
    'by a slot that a lost ledger has forgotten and timetables that Space does not tell, when %s is booked',
    async (_what, more) => {
      const host = createTestHost({ switches: { readsTimetables: false } });
      await host.access.putBooking(host.booking());
      await host.access.runDue();
      host.loseLedger();
      await host.access.putBooking(host.booking({ ...more, ...noon }));
      await host.access.runDue();
      await host.clock.advanceTo('2026-06-01T11:30:00.000Z');
      expect(host.opens('501')).toBe(false);
      await host.clock.advanceTo(evening);
      expect(host.opens('501')).toBe(true);
    },
  );

  it('by a timetable that was emptied for a right that cannot be taken away, after the ledger was lost', async () => {
    const host = createTestHost({ switches: { zoneList: 'merge', duplicate: 7 }, salto: { zoneLists: 'merge' } });
    await host.access.putBooking(host.booking());
    await host.access.runDue();
    await host.access.cancelBooking('b1');
    await host.access.runDue();
    host.loseLedger();
    await host.access.putBooking(host.booking({ id: 'b2', holders: [{ holderId: '502' }] }));
    await host.access.runDue();
    await host.clock.advanceTo(evening);
    expect([host.opens('501'), host.opens('502')]).toEqual([false, true]);
  });

  it('by a booking that was cancelled after our range of slots was moved', async () => {
    const host = createTestHost();
    await host.access.putBooking(host.booking());
    await host.access.runDue();
    const { clock, directory, ledger, simulator } = host;
    const moved = createSalto({
      id: 'house',
      transport: { kind: 'http', baseUrl: 'http://127.0.0.1:8100', fetch: simulatedFetch(simulator) },
      timeZone: 'Europe/Dublin',
      timetableSlots: { from: 950, to: 1024 },
      clock,
    });
    const access = createAccessControl({ providers: [moved], directory, ledger, clock });
    await access.cancelBooking('b1');
    await access.runDue();
    await clock.advanceTo(evening);
    expect(host.opens('501')).toBe(false);
    expect(simulator.state.accessLevels.get('APT-501')?.zonePermissions.map(({ zone }) => zone)).toEqual(['LOBBY']);
  });
});

describe('what is left behind', () => {
  it('is no slot of an access level that is gone', async () => {
    const host = createTestHost();
    await host.access.putBooking(host.booking());
    await host.access.runDue();
    host.simulator.removeAccessLevel('APT-501');
    await host.access.cancelBooking('b1');
    await host.access.runDue();
    expect(await slotUsers(host)).toEqual([{}]);
  });

  it('is no record of a booking that ended at midnight, a few minutes later', async () => {
    const host = createTestHost();
    await host.access.putBooking(host.booking(night));
    await host.playUntil('2026-06-01T23:05:00.000Z');
    expect(host.simulator.state.accessLevels.get('APT-501')?.zonePermissions.map(({ zone }) => zone)).toEqual([
      'LOBBY',
    ]);
  });
});

describe('an hour that comes twice', () => {
  it('is told apart in door events and in the health of the clock', async () => {
    const host = createTestHost({ startsAt: '2026-10-25T01:20:00.000Z' });
    await host.access.runDue();
    await host.clock.advanceTo('2026-10-25T01:40:00.000Z');
    host.simulator.addAuditEvent({ operation: 17, door: 'GYM-DOOR', subject: 'USER-ADA' });
    await host.access.runDue();
    expect(host.events.map(({ at }) => at)).toEqual(['2026-10-25T01:40:00.000Z']);
    expect(await host.access.health({ providerId: 'house' })).toMatchObject({ clockDifferenceMs: 0, status: 'ok' });
  });

  it('that may open besides is no live booking, and is explained as what it is', async () => {
    const host = createTestHost({ startsAt: '2026-06-01T08:00:00.000Z' });
    const stay = { startsAt: '2026-06-02T18:00:00+01:00', endsAt: '2026-06-04T10:00:00+01:00' };
    await host.access.putBooking(host.booking(stay));
    await host.playUntil('2026-06-02T10:00:00.000Z');
    const [permission] = (await host.access.settled('b1')).permissions;
    expect(permission?.status.state).toBe('scheduled');
    const question = { providerId: 'house', subject: 'APT-501', place: 'GYM', at: '2026-06-02T10:00:00Z' };
    const { verdict } = await host.access.explain(question);
    expect(verdict).toBe('deny');
  });
});
