import assert from 'node:assert/strict';
import type { SourceSuite } from '../source-suite';

/** A booking that is there is read as it is. */
export function bookingCases({ section, check, checkWith }: SourceSuite): void {
  section('a booking', () => {
    check('is read with the very instants that were booked', async (stage) => {
      await stage.book();
      const { startsAt, endsAt, status } = await stage.readBooking();
      assert.deepEqual({ startsAt, endsAt }, stage.slot(0), 'The booking has another time.');
      assert.equal(status, 'confirmed', 'A booking that lets people in does not.');
    });

    check('has an id that stays the same', async (stage) => {
      await stage.book();
      const { id } = await stage.readBooking();
      await stage.book(stage.slot(1));
      await stage.world.clock.advanceBy(60_000);
      assert.equal((await stage.readBooking()).id, id, 'The same booking has another id.');
    });

    check('is read at its own resource only', async (stage) => {
      const [one, other] = stage.resources;
      await stage.book();
      await stage.book({ resourceId: other, ...stage.slot(1) });
      const [first, second] = await Promise.all([stage.read({ resourceId: one }), stage.read({ resourceId: other })]);
      assert.equal(first.bookings.length, 1, 'The bookings of two resources are mixed up.');
      assert.equal(second.bookings.length, 1, 'The bookings of two resources are mixed up.');
      assert.equal(first.bookings[0]?.startsAt, stage.slot(0).startsAt);
      assert.equal(second.bookings[0]?.startsAt, stage.slot(1).startsAt);
    });

    check('is one of as many as there are', async (stage) => {
      for (let index = 0; index < 5; index += 1) await stage.book(stage.slot(index));
      const { bookings, released, withheld, unreadable, problems } = await stage.read();
      const starts = bookings.map(({ startsAt }) => startsAt).sort();
      assert.deepEqual(
        starts,
        [0, 1, 2, 3, 4].map((index) => stage.slot(index).startsAt),
      );
      assert.deepEqual(
        [released, withheld, unreadable, problems],
        [[], [], [], []],
        'There is more to say than was booked.',
      );
    });

    check('is read the same again, also while it is read already', async (stage) => {
      await stage.book({ attendees: stage.world.people.slice(1, 3) });
      const once = await stage.read();
      const again = await Promise.all([stage.read(), stage.read()]);
      assert.deepEqual(again, [once, once]);
    });

    check('costs no change at the vendor', async (stage) => {
      await stage.book();
      for (const resourceId of stage.resources) await stage.read({ resourceId });
      assert.equal(stage.vendor.writesMade(), 0, 'Reading has altered something.');
    });

    checkWith('approve', 'lets nobody in before it is approved', async (stage) => {
      const booking = await stage.book({ awaitsApproval: true });
      for (const { status } of (await stage.read()).bookings) assert.equal(status, 'pending');
      await stage.vendor.approve?.(booking);
      assert.equal((await stage.readBooking()).status, 'confirmed', 'An approval is not seen.');
    });
  });

  section('a resource', () => {
    check('without bookings is read as empty', async (stage) => {
      const { bookings, released, withheld, unreadable, problems } = await stage.read();
      assert.deepEqual([bookings, released, withheld, unreadable, problems], [[], [], [], [], []]);
    });

    check('that the source does not have is refused, and not read as empty', async (stage) => {
      const before = stage.vendor.callsMade();
      await stage.readFailing({ resourceId: `not-${stage.resources.join('-')}` });
      assert.equal(stage.vendor.callsMade(), before, 'The vendor was asked about a resource of nobody.');
    });
  });
}
