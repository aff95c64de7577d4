import { describe, expect, it } from 'vitest';
import { atMinute, createLawWorld } from './law-world';

const people = Array.from({ length: 300 }, (_, index) => ({
  id: `holder-${index}`,
  subjects: [{ provider: 'fake', subject: `subject-${index}` }],
}));
const directory = {
  timeZone: 'UTC',
  resources: people.map((_, index) => ({
    id: `room-${index}`,
    places: [{ provider: 'fake', place: `door-${index}` }],
  })),
  holders: people,
};
const bookings = people.map(({ id }, index) => ({
  id: `b${index}`,
  resourceId: `room-${index}`,
  startsAt: atMinute(600),
  endsAt: atMinute(660),
  holders: [{ holderId: id }],
}));

describe('law 11: retries are bounded', () => {
  it('an hour without the vendor costs two dozen calls, however many rights wait: under 10 percent of 300', async () => {
    const { access, vendor, clock } = createLawWorld({ directory });
    vendor.setOutage(true);
    await access.start();
    for (const booking of bookings) await access.putBooking(booking);
    await access.runDue();
    await clock.advanceBy(3_600_000);
    vendor.setOutage(false);
    await clock.advanceBy(600_000);
    expect(vendor.held()).toHaveLength(300);
    expect(vendor.calls).toBeLessThanOrEqual(300 * 1.1);
    await access.stop();
  });

  it('keeps to the pause that the vendor asks for', async () => {
    const { access, vendor, clock } = createLawWorld();
    vendor.failNext({ kind: 'rate_limited', retryAfterMs: 120_000 });
    await access.start();
    await access.putBooking({
      id: 'b1',
      resourceId: 'gym',
      startsAt: atMinute(60),
      endsAt: atMinute(90),
      holders: [{ holderId: 'ada' }],
    });
    await access.runDue();
    await clock.advanceBy(119_000);
    expect(vendor.writes).toBe(1);
    await clock.advanceBy(1_000);
    expect(vendor.writes).toBe(2);
    expect(vendor.held()).toHaveLength(1);
    await access.stop();
  });

  it('one vendor that is down does not hold up another lane of a vendor that is not', async () => {
    const { access, vendor } = createLawWorld({ directory });
    const release = vendor.holdNext('put');
    await access.putBooking(bookings[0] ?? never());
    const first = access.runDue();
    for (const booking of bookings.slice(1, 4)) await access.putBooking(booking);
    const second = access.runDue();
    release();
    await Promise.all([first, second]);
    expect(vendor.held()).toHaveLength(4);
  });
});

function never(): never {
  throw new Error('There is always a first booking.');
}
