import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { checkInDirectory, createCheckInWorld, parking } from './check-in-world';
import { gym } from './law-bookings';

/** A booking from minute 60 to 120, checked in at minute 65. */
async function checkedIn(booking: object = parking('b1', 60, 120), entry = 65, place = 'barrier') {
  const world = createCheckInWorld();
  await world.access.putBooking(booking as ReturnType<typeof parking>);
  await world.enterNow(entry, { place });
  const checkIn = await world.checkInOf('b1');
  expect(checkIn).toBeDefined();
  return { world, checkIn };
}

describe('a check-in stays', () => {
  it('when its booking is stored, synchronised and mapped again', async () => {
    const { world, checkIn } = await checkedIn();
    await world.access.putBooking(parking('b1', 60, 120));
    await world.access.putBooking(parking('b1', 70, 140));
    await world.access.syncBookings({ bookings: [parking('b1', 50, 140)] });
    await world.access.remap();
    expect(await world.checkInOf('b1')).toEqual(checkIn);
    await world.access.runDue();
    expect(world.checkIns).toHaveLength(1);
  });

  it('when cards and doors get other ids', async () => {
    const { world, checkIn } = await checkedIn();
    world.directory.replace({
      ...checkInDirectory,
      resources: [
        { id: 'car-park', use: 'shared', checkIn: 'access_control', places: [{ provider: 'fake', place: 'new-gate' }] },
      ],
      holders: [{ id: 'ada', subjects: [{ provider: 'fake', subject: 'new-card' }] }],
    });
    await world.access.remap({ allowMassRevocation: true });
    expect(await world.checkInOf('b1')).toEqual(checkIn);
  });

  it('when the booking is cancelled, by its host or because a feed forgot it, and comes back', async () => {
    const { world, checkIn } = await checkedIn();
    await world.access.syncBookings({ bookings: [], allowMassRevocation: true });
    expect(await world.checkInOf('b1')).toEqual(checkIn);
    await world.access.syncBookings({ bookings: [parking('b1', 60, 120)] });
    expect(await world.checkInOf('b1')).toEqual(checkIn);
    await world.access.cancelBooking('b1', { revision: 7 });
    expect(await world.checkInOf('b1')).toEqual(checkIn);
  });

  it('when somebody books the minutes before it afterwards', async () => {
    const { world, checkIn } = await checkedIn(gym('b1', 60, 120), 52, 'gym-door');
    await world.access.putBooking(gym('b0', 20, 58, 'ben'));
    expect(await world.checkInOf('b1')).toEqual(checkIn);
    await world.access.putBooking(gym('b1', 60, 120));
    expect(await world.checkInOf('b1')).toEqual(checkIn);
  });

  it('while one of those who came in takes part', async () => {
    const holders = [{ holderId: 'ben' }, { holderId: 'ada' }];
    const { world, checkIn } = await checkedIn({ ...parking('b1', 60, 120), holders });
    await world.access.putBooking(parking('b1', 60, 120));
    expect(await world.checkInOf('b1')).toEqual(checkIn);
  });

  it('with a household of which one is erased, and remembers that one no longer', async () => {
    const world = createCheckInWorld();
    const subjects = [{ provider: 'fake', subject: 'flat-12' }];
    world.directory.replace({ ...checkInDirectory, holders: ['ada', 'ben'].map((id) => ({ id, subjects })) });
    const holders = [{ holderId: 'ben' }, { holderId: 'ada' }];
    await world.access.putBooking({ ...parking('b1', 60, 120), holders });
    await world.enterNow(65, { subject: 'flat-12' });
    await world.access.erasePerson({ holderId: 'ada' });
    const record = await world.ledger.transaction(({ bookings }) => bookings.find('b1'));
    expect(record?.checkIn?.holderIds).toEqual(['ben']);
  });

  it('and does not keep a remap from its work when it comes in the middle', async () => {
    const world = createCheckInWorld();
    await world.access.putBooking(parking('b1', 60, 120));
    const { lookUp } = world.directory;
    world.directory.lookUp = (question) => {
      void world.ledger.transaction(async ({ bookings }) => {
        const record = await bookings.find('b1');
        const checkIn = { at: '2026-11-21T09:05:00.000Z', eventId: 'e', providerId: 'fake', place: 'barrier' };
        if (record !== undefined)
          await bookings.save({ ...record, checkIn: { ...checkIn, holderIds: ['ada'], isCorrection: false } });
      });
      return lookUp(question);
    };
    expect(await world.access.remap()).toMatchObject({ bookings: 1 });
    expect(await world.checkInOf('b1')).toMatchObject({ eventId: 'e' });
  });
});

describe('a check-in goes', () => {
  it.each([
    ['to another time', { startsAt: '2026-11-21T09:20:00.000Z' }],
    ['to another place', { resourceId: 'gym' }],
    ['to somebody else', { holders: [{ holderId: 'ben' }] }],
  ])('when the booking is moved %s, and the next entry is a new one', async (_what, change) => {
    const { world } = await checkedIn();
    await world.access.putBooking({ ...parking('b1', 60, 120), ...change });
    expect(await world.checkInOf('b1')).toBeUndefined();
    await world.access.putBooking(parking('b1', 60, 120));
    expect(await world.checkInOf('b1')).toBeUndefined();
    await world.enterNow(90);
    expect(world.checkIns.map(({ isCorrection }) => isCorrection)).toEqual([false, false]);
  });

  it.each([
    ['the doors check in no longer', { checkIn: undefined }],
    ['nobody needs a card any more', { checkIn: undefined, accessControl: false }],
  ])('when %s', async (_what, change) => {
    const { world } = await checkedIn();
    const resources = checkInDirectory.resources.map((resource) => ({ ...resource, ...change }));
    world.directory.replace({ ...checkInDirectory, resources });
    await world.access.remap({ allowMassRevocation: true });
    expect(await world.checkInOf('b1')).toBeUndefined();
  });

  it('with the person who came in, also from a booking that others keep', async () => {
    const holders = [{ holderId: 'ben' }, { holderId: 'ada' }];
    const { world } = await checkedIn({ ...parking('b1', 60, 120), holders });
    await world.access.putBooking(parking('b2', 60, 120));
    await world.enterNow(70);
    await world.access.erasePerson({ holderId: 'ada' });
    for (const id of ['b1', 'b2']) {
      expect(await world.checkInOf(id)).toBeUndefined();
      const record = await world.ledger.transaction(({ bookings }) => bookings.find(id));
      expect(inspect(record, { depth: 10 })).not.toMatch(/entry-|ada/);
    }
  });

  it('with the booking, when it is so long over that it is forgotten', async () => {
    const { world } = await checkedIn();
    await world.clock.advanceBy(86_400_000);
    await world.access.runDue();
    expect(await world.checkInOf('b1')).toBeDefined();
    await world.clock.advanceBy(91 * 86_400_000);
    await world.access.runDue();
    await world.clock.advanceBy(3_600_000);
    await world.access.runDue();
    expect(await world.ledger.transaction(({ bookings }) => bookings.find('b1'))).toBeUndefined();
  });
});

describe('an entry that arrives after its booking has changed', () => {
  it('belongs to no booking when the holder is no longer among those who are let in', async () => {
    const world = createCheckInWorld();
    const holders = [{ holderId: 'ada', role: 'attendee' as const }];
    await world.access.putBooking({ ...parking('b1', 60, 120), holders });
    const resources = checkInDirectory.resources.map((resource) => ({ ...resource, audience: 'organizer' }));
    world.directory.replace({ ...checkInDirectory, resources });
    await world.access.remap({ allowMassRevocation: true });
    const id = await world.enterNow(65);
    expect([world.checkIns, world.unbooked]).toEqual([[], [id]]);
  });

  it('goes by what the booking is now, also when its right was over before', async () => {
    const changes = [
      { holders: [{ holderId: 'ben' }] },
      { startsAt: '2026-11-21T09:30:00.000Z' },
      { status: 'cancelled' } as const,
    ];
    for (const change of changes) {
      const world = createCheckInWorld();
      await world.access.putBooking(parking('b1', 60, 120));
      await world.access.runDue();
      await world.clock.advanceBy(3 * 3_600_000);
      await world.access.runDue();
      await world.access.putBooking({ ...parking('b1', 60, 120), ...change });
      await world.access.runDue();
      const id = await world.enterNow(65);
      expect([world.checkIns, world.unbooked]).toEqual([[], [id]]);
    }
  });
});
