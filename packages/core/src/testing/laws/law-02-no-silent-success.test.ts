import { describe, expect, it } from 'vitest';
import { atMinute, createLawWorld } from './law-world';

const gym = {
  id: 'b1',
  resourceId: 'gym',
  startsAt: atMinute(60),
  endsAt: atMinute(120),
  holders: [{ holderId: 'ada' }],
};

describe('law 2: a booking is live in time, or somebody is told in time', () => {
  it('reports what the vendor refuses for good at once, and only once', async () => {
    const { access, vendor, notices, clock } = createLawWorld();
    vendor.failNext({ kind: 'refused', times: 99 });
    await access.start();
    await access.putBooking(gym);
    await access.runDue();
    await clock.advanceTo(atMinute(100));
    expect(notices).toMatchObject([
      { type: 'permission_failed', bookingId: 'b1', place: 'gym-door', error: { code: 'provider_call' } },
    ]);
    expect(vendor.writes).toBe(1);
    await access.stop();
  });

  it('keeps trying through an outage and reports half an hour before the start what is still not in place', async () => {
    const { access, vendor, notices, clock } = createLawWorld();
    vendor.setOutage(true);
    await access.start();
    await access.putBooking(gym);
    await access.runDue();
    expect((await access.settled('b1', { timeoutMs: 0 })).permissions[0]?.status.state).toBe('retrying');
    await clock.advanceTo(atMinute(29));
    expect(notices).toEqual([]);
    await clock.advanceTo(atMinute(36));
    expect(notices).toMatchObject([{ type: 'permission_failed', error: { code: 'connection' } }]);
    vendor.setOutage(false);
    await clock.advanceTo(atMinute(50));
    expect(vendor.opens({ subject: 'subject-ada', place: 'gym-door' })).toBe(true);
    await access.stop();
  });

  it('tries at the very moment somebody is due at the door, however long the pause has become', async () => {
    const { access, vendor, clock } = createLawWorld();
    vendor.setOutage(true);
    await access.start();
    await access.putBooking(gym);
    await access.runDue();
    await clock.advanceTo(atMinute(49));
    vendor.setOutage(false);
    await clock.advanceTo(atMinute(50));
    expect(vendor.opens({ subject: 'subject-ada', place: 'gym-door' })).toBe(true);
    await access.stop();
  });

  it('reports a holder that is not linked when the booking is stored, and works once the holder is linked', async () => {
    const { access, vendor, notices, directory } = createLawWorld();
    const stranger = { ...gym, holders: [{ holderId: 'dora' }] };
    const stored = await access.putBooking(stranger);
    expect(stored.problems).toMatchObject([{ code: 'mapping', problem: 'holder_not_known' }]);
    await access.runDue();
    expect(notices).toMatchObject([{ type: 'permission_failed', bookingId: 'b1' }]);
    directory.replace({
      timeZone: 'UTC',
      resources: [{ id: 'gym', places: [{ provider: 'fake', place: 'gym-door' }] }],
      holders: [{ id: 'dora', subjects: [{ provider: 'fake', subject: 'subject-dora' }] }],
    });
    expect((await access.putBooking(stranger)).problems).toEqual([]);
    await access.runDue();
    expect(vendor.opens({ subject: 'subject-dora', place: 'gym-door', at: atMinute(60) })).toBe(true);
  });

  it('offers a notice again until the host has taken it', async () => {
    let isDown = true;
    const taken: string[] = [];
    const onNotice = async ({ type }: { type: string }) => {
      if (isDown) throw new Error('mail server down');
      taken.push(type);
    };
    const { access, vendor, clock } = createLawWorld({ access: { onNotice } });
    const failures: string[] = [];
    access.on('engine.failed', ({ work }) => failures.push(work));
    vendor.failNext({ kind: 'refused' });
    await access.start();
    await access.putBooking(gym);
    await access.runDue();
    expect(taken).toEqual([]);
    expect(failures).toContain('notices');
    isDown = false;
    await clock.advanceBy(30_000);
    expect(taken).toEqual(['permission_failed']);
    await access.stop();
  });
});
