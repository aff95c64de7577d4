import { describe, expect, it } from 'vitest';
import { createTestHost, type TestHost } from './__fixtures__/salto-host';

const TIMETABLE = 'SaltoDBTimezoneTable.Update';
const hours = (from: number, to: number) => ({
  startsAt: `2026-06-01T${from}:00:00+01:00`,
  endsAt: `2026-06-01T${to}:00:00+01:00`,
});
const twoSlots = () => createTestHost({ salto: { timetableSlots: { from: 900, to: 901 } } });
const statusOf = async ({ access }: TestHost, id: string) =>
  (await access.settled(id, { timeoutMs: 0 })).permissions[0]?.status;

/** Both slots are used: the gym by apartment 501 from 10 to 11, the pool by 502 from 18 to 20. */
async function fill(host: TestHost): Promise<void> {
  await host.access.putBooking(host.booking({ ...hours(10, 11) }));
  await host.access.runDue();
  expect(host.notices).toEqual([]);
  await host.access.putBooking(
    host.booking({ id: 'b2', resourceId: 'pool', holders: [{ holderId: '502' }], ...hours(18, 20) }),
  );
  await host.access.runDue();
}

describe('timetable slots that run out', () => {
  it('are told of before a booking fails', async () => {
    const host = twoSlots();
    await fill(host);
    expect(host.notices).toMatchObject([
      { type: 'capacity_low', providerId: 'house', resource: 'timetable_slots', audience: ['administrator'] },
    ]);
    expect(host.notices[0]?.message).toContain('0 of 2 timetable slots');
    expect(host.notices[0]?.action).toContain('timetableSlots');
  });

  it('refuse a booking with other times, write nothing for it, and leave the rights that are there', async () => {
    const host = twoSlots();
    await fill(host);
    host.calls();
    const before = JSON.stringify([...host.simulator.state.timetables]);
    await host.access.putBooking(host.booking({ id: 'b3', holders: [{ holderId: '503' }], ...hours(14, 15) }));
    await host.access.runDue();
    expect((await statusOf(host, 'b3'))?.error).toMatchObject({
      code: 'provider_call',
      vendorCode: 'timetable_slots_exhausted',
      isRetryable: true,
      effect: 'none',
    });
    expect(host.calls()).not.toContain(TIMETABLE);
    expect(JSON.stringify([...host.simulator.state.timetables])).toBe(before);
    expect(host.simulator.levelOpensZone({ accessLevel: 'APT-501', zone: 'GYM', at: '2026-06-01T09:30:00Z' })).toBe(
      true,
    );
  });

  it('are no matter for a booking whose times are there already', async () => {
    const host = twoSlots();
    await fill(host);
    await host.access.putBooking(host.booking({ id: 'b3', holders: [{ holderId: '503' }], ...hours(18, 20) }));
    await host.access.runDue();
    expect(await statusOf(host, 'b3')).toMatchObject({ state: 'scheduled' });
  });

  it('recover by themselves when a slot was let go and has rested, and not before', async () => {
    const host = twoSlots();
    await fill(host);
    await host.access.putBooking(host.booking({ id: 'b3', holders: [{ holderId: '503' }], ...hours(14, 15) }));
    await host.access.runDue();
    await host.access.cancelBooking('b1');
    await host.playUntil('2026-06-01T08:09:30.000Z');
    expect((await statusOf(host, 'b3'))?.state).toBe('retrying');
    await host.playUntil('2026-06-01T08:30:00.000Z');
    expect((await statusOf(host, 'b3'))?.state).toBe('scheduled');
    await host.playUntil('2026-06-01T13:30:00.000Z');
    expect([host.opens('503'), host.opens('501'), host.opens('502', 'POOL')]).toEqual([true, false, false]);
    await host.playUntil('2026-06-01T17:30:00.000Z');
    expect([host.opens('503'), host.opens('502', 'POOL')]).toEqual([false, true]);
  });

  it('tell somebody when a booking is about to begin without its right', async () => {
    const host = twoSlots();
    await fill(host);
    await host.access.putBooking(host.booking({ id: 'b3', holders: [{ holderId: '503' }], ...hours(14, 15) }));
    await host.playUntil('2026-06-01T12:45:00.000Z');
    expect(host.notices.filter(({ type }) => type === 'permission_failed')).toMatchObject([{ bookingId: 'b3' }]);
    expect(host.opens('503')).toBe(false);
  });
});
