import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { createTestHost, type TestHost } from './__fixtures__/salto-host';

const UPDATE = 'SaltoDBGroup.Update';
const noon = { startsAt: '2026-06-01T12:00:00+01:00', endsAt: '2026-06-01T13:00:00+01:00' };
const night = { startsAt: '2026-06-01T21:00:00+01:00', endsAt: '2026-06-01T22:00:00+01:00' };
const atNoon = '2026-06-01T11:30:00.000Z';
const inTheEvening = '2026-06-01T18:30:00.000Z';
const atNight = '2026-06-01T20:30:00.000Z';

const poolSchema = z.object({ slots: z.record(z.string(), z.object({ users: z.record(z.string(), z.string()) })) });

/** How many grants use each slot. */
async function usersOfSlots({ ledger }: TestHost): Promise<Record<string, number>> {
  const stored = await ledger.transaction(({ storage }) => storage.read('house', 'provider/timetables'));
  const { slots } = poolSchema.parse(stored?.value);
  return Object.fromEntries(Object.entries(slots).map(([slot, { users }]) => [slot, Object.keys(users).length]));
}

async function booked(host: TestHost): Promise<void> {
  await host.access.putBooking(host.booking());
  await host.access.runDue();
}

describe('a timetable slot', () => {
  it('is let go with the right that used it, whether that was moved or taken away', async () => {
    const host = createTestHost();
    await booked(host);
    expect(await usersOfSlots(host)).toEqual({ 900: 1 });
    await host.access.putBooking(host.booking(night));
    await host.access.runDue();
    expect(await usersOfSlots(host)).toEqual({ 900: 0, 901: 1 });
    await host.access.cancelBooking('b1');
    await host.access.runDue();
    expect(await usersOfSlots(host)).toEqual({ 900: 0, 901: 0 });
  });

  it('is kept, the old and the new one, while nobody knows whether a move has arrived', async () => {
    const host = createTestHost();
    await booked(host);
    host.simulator.levers.dropAnswer({ when: host.simulator.callOf(UPDATE) });
    await host.access.putBooking(host.booking(night));
    await host.access.runDue();
    expect(await usersOfSlots(host)).toEqual({ 900: 1, 901: 1 });
  });

  it('is let go as soon as a look shows that the move has arrived, without another write', async () => {
    const host = createTestHost();
    await booked(host);
    host.simulator.levers.dropAnswer({ when: host.simulator.callOf(UPDATE) });
    await host.access.putBooking(host.booking(night));
    await host.access.runDue();
    host.calls();
    await host.playUntil('2026-06-01T08:30:00.000Z');
    expect(host.calls()).not.toContain(UPDATE);
    expect(await usersOfSlots(host)).toEqual({ 900: 0, 901: 1 });
  });
});

describe('a slot that rights of which nobody knows may use', () => {
  it('is given no other content where a level that is written has such a right', async () => {
    const host = createTestHost();
    await host.access.putBooking(host.booking({ id: 'b2', holders: [{ holderId: '502' }], ...noon }));
    await host.access.runDue();
    host.simulator.rewriteSlot(901, { name: 'by hand' });
    host.simulator.setZonePermission('APT-501', { zone: 'POOL', timetable: 901 });
    await host.access.putBooking(host.booking(noon));
    await host.access.runDue();
    await host.access.putBooking(host.booking({ id: 'b3', holders: [{ holderId: '503' }] }));
    await host.access.runDue();
    expect(host.simulator.state.timetables.get(901)).toMatchObject({ name: 'by hand', intervals: [] });
    await host.playUntil(inTheEvening);
    expect([host.opens('503'), host.opens('501', 'POOL')]).toEqual([true, false]);
  });

  it('is ours all the same where Space does not tell what timetables say: its right is moved with the booking', async () => {
    const host = createTestHost({ switches: { readsTimetables: false } });
    await booked(host);
    host.loseLedger();
    await host.access.putBooking(host.booking(night));
    await host.access.runDue();
    await host.clock.advanceTo(inTheEvening);
    expect(host.opens('501')).toBe(false);
    await host.clock.advanceTo(atNight);
    expect(host.opens('501')).toBe(true);
  });

  it('is given none either after somebody has shared it and left', async () => {
    const host = createTestHost({ salto: { timetableSlots: { from: 900, to: 900 } } });
    await booked(host);
    host.loseLedger();
    await host.access.putBooking(host.booking({ id: 'b2', holders: [{ holderId: '502' }] }));
    await host.access.runDue();
    await host.access.cancelBooking('b2');
    await host.access.runDue();
    await host.clock.advanceBy(900_000);
    await host.access.putBooking(host.booking({ id: 'b3', holders: [{ holderId: '503' }], ...noon }));
    await host.access.runDue();
    await host.clock.advanceTo(atNoon);
    expect([host.opens('501'), host.opens('503')]).toEqual([false, false]);
    await host.clock.advanceTo(inTheEvening);
    expect(host.opens('501')).toBe(true);
  });

  it('is written anew for whoever shares it next when somebody was seen to have altered it', async () => {
    const host = createTestHost();
    await booked(host);
    host.simulator.rewriteSlot(900, { intervals: [] });
    await host.access.check({ providerId: 'house', mode: 'report' });
    await host.access.putBooking(host.booking({ id: 'b2', holders: [{ holderId: '502' }] }));
    await host.access.runDue();
    await host.clock.advanceTo(inTheEvening);
    expect(host.opens('502')).toBe(true);
  });
});
