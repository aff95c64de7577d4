import assert from 'node:assert/strict';
import type { Holder } from '../../../model/booking';
import type { SourceSuite } from '../source-suite';

/** Who is let in, and who is not and is told of. */
export function peopleCases({ section, check, checkWith }: SourceSuite): void {
  section('people of a booking', () => {
    check('are its organizer and its attendees, each in that role', async (stage) => {
      const [organizer = '', ...attendees] = stage.world.people;
      await stage.book({ organizer, attendees });
      const expected = [asOrganizer(organizer), ...attendees.map(asAttendee)];
      assert.deepEqual(sorted((await stage.readBooking()).holders), sorted(expected));
    });

    check('are known by their addresses in lower case and without blanks around them', async (stage) => {
      const [organizer = '', attendee = ''] = stage.world.people;
      await stage.book({ organizer: ` ${organizer.toUpperCase()}`, attendees: [`${capitalised(attendee)}  `] });
      const expected = [asOrganizer(organizer), asAttendee(attendee)];
      assert.deepEqual(sorted((await stage.readBooking()).holders), sorted(expected));
    });

    check('are there once, the organizer as organizer, however often they are listed', async (stage) => {
      const [organizer = '', attendee = ''] = stage.world.people;
      await stage.book({ organizer, attendees: [capitalised(organizer), attendee, attendee.toUpperCase()] });
      const expected = [asOrganizer(organizer), asAttendee(attendee)];
      assert.deepEqual(sorted((await stage.readBooking()).holders), sorted(expected));
    });

    check('without an address are told of, and the others get in', async (stage) => {
      const [organizer = '', attendee = ''] = stage.world.people;
      await stage.book({ organizer, attendees: [null, attendee] });
      const { id, status, holders } = await stage.readBooking();
      assert.equal(status, 'confirmed', 'Somebody without an address keeps the others out.');
      assert.deepEqual(sorted(holders), sorted([asOrganizer(organizer), asAttendee(attendee)]));
      const { problems } = await stage.read();
      assert.ok(
        problems.some(({ problem, bookingId }) => problem === 'person_without_email' && bookingId === id),
        'Nobody is told of somebody without an address.',
      );
    });

    check('get in where the organizer has no address', async (stage) => {
      const [attendee = ''] = stage.world.people;
      await stage.book({ organizer: null, attendees: [attendee] });
      const { status, holders } = await stage.readBooking();
      assert.equal(status, 'confirmed', 'An organizer without an address keeps the others out.');
      assert.deepEqual(holders, [asAttendee(attendee)], 'Somebody else takes the place of the organizer.');
      assert.notEqual((await stage.read()).problems.length, 0, 'Nobody is told of somebody without an address.');
    });

    check('of whom nobody has an address are told of, and nobody gets in', async (stage) => {
      await stage.book({ organizer: null, attendees: [null, null] });
      await stage.book(stage.slot(1));
      const { bookings, problems } = await stage.read();
      const open = bookings.filter(({ status }) => status === 'confirmed').map(({ startsAt }) => startsAt);
      assert.deepEqual(open, [stage.slot(1).startsAt], 'A booking without people is confirmed, or hides another.');
      assert.notEqual(problems.length, 0, 'Nobody is told of a booking without people.');
    });

    checkWith('mask', 'that are not shown any more do not get in any more', async (stage) => {
      const booking = await stage.book({ attendees: stage.world.people.slice(1) });
      const { id } = await stage.readBooking();
      await stage.vendor.mask?.(booking);
      const { bookings, unreadable, problems } = await stage.read();
      assert.ok(!bookings.some(({ status }) => status === 'confirmed'), 'A booking of nobody is confirmed.');
      assert.ok(!unreadable.includes(id), 'A booking of nobody stays as it was.');
      assert.ok(
        problems.some(({ bookingId }) => bookingId === id),
        'Nobody is told of a booking without people.',
      );
    });
  });
}

function asOrganizer(holderId: string): Holder {
  return { holderId, role: 'organizer' };
}

function asAttendee(holderId: string): Holder {
  return { holderId, role: 'attendee' };
}

function capitalised(email: string): string {
  return email.slice(0, 1).toUpperCase() + email.slice(1);
}

function sorted(holders: readonly Holder[]): Holder[] {
  return [...holders].sort((a, b) => (a.holderId < b.holderId ? -1 : 1));
}
