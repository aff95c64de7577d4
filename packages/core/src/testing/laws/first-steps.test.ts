import { describe, expect, it } from 'vitest';
import { atMinute, createLawWorld } from './law-world';

describe('a booking on an access control with a fake vendor', () => {
  it('opens the door in its window and its buffers, and not a second outside', async () => {
    const { access, vendor } = createLawWorld();
    await access.putBooking({
      id: 'b1',
      resourceId: 'gym',
      startsAt: atMinute(60),
      endsAt: atMinute(120),
      holders: [{ holderId: 'ada' }],
    });
    await access.runDue();
    const opens = (at: string) => vendor.opens({ subject: 'subject-ada', place: 'gym-door', at });
    expect([
      opens('2026-11-21T08:49:59.000Z'),
      opens(atMinute(50)),
      opens(atMinute(124)),
      opens(atMinute(125)),
    ]).toEqual([false, true, true, false]);
    expect((await access.settled('b1')).permissions.map(({ status }) => status.state)).toEqual(['scheduled']);
  });

  it('moves with its booking and vanishes with it', async () => {
    const { access, vendor } = createLawWorld();
    const booking = {
      id: 'b1',
      resourceId: 'gym',
      startsAt: atMinute(60),
      endsAt: atMinute(120),
      holders: [{ holderId: 'ada' }],
    };
    await access.putBooking(booking);
    await access.runDue();
    await access.putBooking({ ...booking, startsAt: atMinute(300), endsAt: atMinute(360) });
    await access.runDue();
    const opens = (at: string) => vendor.opens({ subject: 'subject-ada', place: 'gym-door', at });
    expect([opens(atMinute(70)), opens(atMinute(310))]).toEqual([false, true]);
    await access.cancelBooking('b1');
    await access.runDue();
    expect(vendor.held()).toEqual([]);
    expect((await access.settled('b1')).permissions.map(({ status }) => status.state)).toEqual(['ended']);
  });

  it('becomes live and ends by the passing of time alone', async () => {
    const { access, vendor, clock } = createLawWorld({ manifest: { nativeValidity: false } });
    const seen: string[] = [];
    access.on('permission.live', ({ at }) => seen.push(`live ${at}`));
    access.on('permission.ended', ({ at }) => seen.push(`ended ${at}`));
    await access.start();
    await access.putBooking({
      id: 'b1',
      resourceId: 'gym',
      startsAt: atMinute(60),
      endsAt: atMinute(120),
      holders: [{ holderId: 'ada' }],
    });
    await access.runDue();
    expect(vendor.held()).toEqual([]);
    await clock.advanceTo(atMinute(60));
    expect(vendor.held()).toHaveLength(1);
    await clock.advanceTo(atMinute(130));
    expect(vendor.held()).toEqual([]);
    expect(seen).toEqual([`live ${atMinute(50)}`, `ended ${atMinute(125)}`]);
    await access.stop();
    expect(clock.pendingTimers).toBe(0);
  });
});
