import { describe, expect, it } from 'vitest';
import { createCheckInWorld, parking } from './check-in-world';
import { breathe, gym } from './law-bookings';
import { atMinute } from './law-world';

describe('a booking of a place that checks in by its doors', () => {
  it('is checked in when its holder comes in, and the host is told once, with all that it needs', async () => {
    const world = createCheckInWorld();
    await world.access.putBooking(parking('b1', 60, 120));
    expect(await world.checkInOf('b1')).toBeUndefined();
    const eventId = await world.enterNow(65);
    await world.access.runDue();
    const checkIn = {
      id: expect.stringMatching(/^check_in\/[0-9a-f]{20}$/),
      bookingId: 'b1',
      resourceId: 'car-park',
      at: atMinute(65),
      providerId: 'fake',
      place: 'barrier',
      eventId,
      isCorrection: false,
    };
    expect(world.checkIns).toEqual([checkIn]);
    expect(world.heard).toEqual(world.checkIns);
    expect(await world.checkInOf('b1')).toEqual(world.checkIns[0]);
    expect(world.told).toMatchObject([{ id: eventId, bookingIds: ['b1'] }]);
    expect(world.unbooked).toEqual([]);
  });

  it.each([
    ['the first instant of the early buffer', 50, true],
    ['the instant before it', 50 - 1 / 60_000, false],
    ['the last instant of the late buffer', 130 - 1 / 60_000, true],
    ['the end of it', 130, false],
  ])('counts an entry at %s: minute %d, %s', async (_what, minute, isCounted) => {
    const world = createCheckInWorld();
    await world.access.putBooking(parking('b1', 60, 120));
    const id = await world.enterNow(minute);
    expect([world.checkIns.length, world.unbooked]).toEqual(isCounted ? [1, []] : [0, [id]]);
  });

  it.each([
    ['a way out', { isEntry: undefined }],
    ['a refusal', { type: 'denied', isEntry: undefined }],
    ['a refusal that calls itself an entry', { type: 'denied' }],
  ] as const)('is not checked in by %s, which is told with the booking all the same', async (_what, event) => {
    const world = createCheckInWorld();
    await world.access.putBooking(parking('b1', 60, 120));
    await world.enterNow(65, event);
    await world.enterNow(65, { ...event, subject: 'stranger' });
    expect([world.checkIns, world.unbooked]).toEqual([[], []]);
    expect(world.told).toMatchObject([{ bookingIds: ['b1'] }, { bookingIds: [] }]);
  });

  it.each([
    ['of somebody else', { subject: 'subject-ben' }],
    ['of nobody in particular', { subject: undefined }],
    ['at another door', { place: 'gym-door' }],
    ['at another installation', { providerId: 'other' }],
  ])('is not checked in by an entry %s, which nobody has booked', async (_what, event) => {
    const world = createCheckInWorld();
    await world.access.putBooking(parking('b1', 60, 120));
    const id = await world.enterNow(65, event);
    expect([world.checkIns, world.unbooked]).toEqual([[], [id]]);
    expect(world.told).toMatchObject([{ bookingIds: [] }]);
  });

  it('is not checked in when it is cancelled, or only pending', async () => {
    const world = createCheckInWorld();
    await world.access.putBooking(parking('b1', 60, 120));
    await world.access.cancelBooking('b1');
    await world.access.putBooking({ ...parking('b2', 60, 120), status: 'pending' });
    const id = await world.enterNow(65);
    expect([world.checkIns, world.unbooked]).toEqual([[], [id]]);
  });

  it('is checked in by either of two cards, and by whichever holder comes first', async () => {
    const world = createCheckInWorld();
    const holders = [{ holderId: 'ada' }, { holderId: 'cleo' }];
    await world.access.putBooking({ ...parking('b1', 60, 120), holders });
    await world.enterNow(70, { subject: 'subject-cleo-2' });
    await world.enterNow(75);
    expect(world.checkIns).toMatchObject([{ at: atMinute(70), isCorrection: false }]);
  });

  it('shares an entry with the next one where their buffers overlap', async () => {
    const world = createCheckInWorld();
    await world.access.putBooking(parking('second', 120, 180));
    await world.access.putBooking(parking('first', 60, 120));
    await world.enterNow(115);
    expect(world.told).toMatchObject([{ bookingIds: ['first', 'second'] }]);
    expect(world.checkIns.map(({ bookingId }) => bookingId)).toEqual(['first', 'second']);
    expect(new Set(world.checkIns.map(({ id }) => id)).size).toBe(2);
  });

  it('knows its entry also long after its end', async () => {
    const world = createCheckInWorld();
    await world.access.putBooking(parking('b1', 60, 120));
    await world.access.runDue();
    await world.clock.advanceBy(30 * 86_400_000);
    await world.access.runDue();
    await world.enterNow(65);
    expect(world.checkIns).toMatchObject([{ at: atMinute(65) }]);
  });
});

describe('a booking of a place that does not check in', () => {
  it('gets no check-in; its entries are told with it and are no surprise', async () => {
    const world = createCheckInWorld();
    await world.access.putBooking({ ...parking('b1', 60, 120), resourceId: 'hall' });
    await world.enterNow(65, { place: 'lobby-door' });
    expect([world.checkIns, world.unbooked]).toEqual([[], []]);
    expect(world.told).toMatchObject([{ bookingIds: ['b1'] }]);
  });
});

describe('entries that come out of order', () => {
  it('correct the check-in when they are earlier and change nothing when they are later', async () => {
    const world = createCheckInWorld();
    await world.access.putBooking(parking('b1', 60, 120));
    for (const minute of [80, 90, 70, 75, 70]) await world.enterNow(minute);
    expect(world.checkIns.map(({ at, isCorrection }) => [at, isCorrection])).toEqual([
      [atMinute(80), false],
      [atMinute(70), true],
    ]);
    expect(new Set(world.checkIns.map(({ id }) => id)).size).toBe(2);
    expect(await world.checkInOf('b1')).toEqual(world.checkIns[1]);
  });
});

describe('the handler of check-ins', () => {
  it('that fails is told again, with the same id, and so is the handler of the event', async () => {
    const seen: string[] = [];
    let isBroken = true;
    const world = createCheckInWorld({
      access: {
        onCheckIn({ id }) {
          seen.push(id);
          if (isBroken) throw new Error('not now');
        },
      },
    });
    await world.access.putBooking(parking('b1', 60, 120));
    await world.enterNow(70);
    expect([seen.length, world.heard, world.told.length]).toEqual([1, [], 1]);
    world.restart();
    isBroken = false;
    await world.access.runDue();
    await world.access.runDue();
    expect([seen.length, new Set(seen).size, world.heard.length, world.told.length]).toEqual([2, 1, 1, 2]);
  });

  it('is told of a correction as one also when it was told so before in vain', async () => {
    const seen: boolean[] = [];
    const world = createCheckInWorld({
      access: {
        onCheckIn({ isCorrection }) {
          seen.push(isCorrection);
          if (seen.length === 2) throw new Error('not now');
        },
      },
    });
    await world.access.putBooking(parking('b1', 60, 120));
    await world.enterNow(80);
    await world.enterNow(70);
    await world.access.runDue();
    expect(seen).toEqual([false, true, true]);
  });

  it('gets a check-in whose event the other handler refuses; an entry without a booking is told once it was taken', async () => {
    let isBroken = true;
    const world = createCheckInWorld({
      access: {
        onAccessEvent() {
          if (isBroken) throw new Error('not now');
        },
      },
    });
    await world.access.putBooking(parking('b1', 60, 120));
    await world.enter(70);
    const stranger = await world.enterNow(70, { subject: 'stranger' });
    expect([world.checkIns.length, world.unbooked]).toEqual([1, []]);
    isBroken = false;
    await world.access.runDue();
    await world.access.runDue();
    expect([world.checkIns.length, world.unbooked]).toEqual([2, [stranger]]);
  });

  it('alone is enough to have the feeds pulled', async () => {
    const world = createCheckInWorld({ access: { onAccessEvent: undefined } });
    const { reads } = world.vendor;
    await world.access.runDue();
    expect(world.vendor.reads).toBeGreaterThan(reads);
  });

  it('that hangs is given up after half a minute, and the next event is told', async () => {
    const world = createCheckInWorld({ access: { onCheckIn: () => new Promise(() => {}) } });
    await world.access.putBooking(parking('b1', 60, 120));
    await world.access.putBooking(gym('b2', 60, 120, 'ben'));
    await world.enter(70);
    await world.enter(71, { subject: 'stranger' });
    const running = world.access.runDue();
    await breathe();
    expect(world.unbooked).toEqual([]);
    await world.clock.advanceBy(30_000);
    await running;
    expect(world.unbooked).toHaveLength(1);
  });
});
