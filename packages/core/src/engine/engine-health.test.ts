import { describe, expect, it } from 'vitest';
import { gym } from '../testing/laws/law-bookings';
import { atMinute, createLawWorld } from '../testing/laws/law-world';

describe('the health of the work itself', () => {
  it('is all zeros when everything is done', async () => {
    const { access } = createLawWorld();
    await access.putBooking(gym('b1', 60, 90));
    await access.runDue();
    const fine = { lagMs: 0, late: { total: 0, byState: {} }, waitingNotices: 0, waitingEvents: 0, paused: [] };
    expect(await access.health()).toEqual({ at: atMinute(0), ...fine });
  });

  it('tells for how long nobody has worked, and what is late', async () => {
    const { access, clock } = createLawWorld();
    await access.putBooking(gym('b1', 5, 90));
    await clock.advanceBy(10 * 60_000);
    expect(await access.health()).toMatchObject({
      lagMs: 10 * 60_000,
      late: { total: 1, byState: { pending: 1 } },
    });
  });

  it('tells which installation is out of reach, which rights that makes late, and what nobody has taken', async () => {
    const { access, clock, vendor } = createLawWorld({
      access: { onNotice: () => Promise.reject(new Error('no post today')) },
    });
    vendor.setOutage(true);
    await access.putBooking(gym('b1', 20, 90));
    await access.runDue();
    const { at, paused } = await access.health();
    expect(paused).toMatchObject([{ providerId: 'fake' }]);
    expect(paused[0]?.until.localeCompare(at)).toBe(1);
    await clock.advanceBy(30 * 60_000);
    await access.runDue();
    const health = await access.health();
    expect(health.late).toEqual({ total: 1, byState: { retrying: 1 } });
    expect(health.waitingNotices).toBeGreaterThan(0);
  });
});
