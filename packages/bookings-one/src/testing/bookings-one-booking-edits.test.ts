import { createFixedClock } from '@acx/core/testing';
import { describe, expect, it } from 'vitest';
import { createBookingsOneOffice } from './bookings-one-office';
import { createBookingsOneSimulator } from './bookings-one-simulator';

describe('bookings of the Bookings ONE simulator', () => {
  const setUp = () => {
    const clock = createFixedClock('2026-11-21T08:00:00Z');
    const simulator = createBookingsOneSimulator({ clock });
    const office = createBookingsOneOffice(simulator);
    const book = (resource = office.boardroom.id, more: { attendees?: string[]; booker?: string } = {}) =>
      simulator.book({
        resource,
        organizer: office.ada.id,
        startsAt: '2026-11-21T09:00:00Z',
        endsAt: '2026-11-21T10:00:00Z',
        ...more,
      });
    const isIn = (email: string, at: string, resource = office.boardroom.id) =>
      simulator.isBookedBy({ resource, email, at });
    return { clock, simulator, office, book, isIn };
  };
  const ADA = 'ada@harbour.example';
  const NOON = '2026-11-21T12:00:00Z';

  it('count for organizer and attendees, half-open, in any case of letters, and not for the booker', () => {
    const { simulator, office, book, isIn } = setUp();
    book(office.boardroom.id, { attendees: [office.ben.id, office.otto.id], booker: office.cleo.id });
    const at = '2026-11-21T09:00:00Z';
    expect([isIn('ADA@Harbour.example', at), isIn('ben@harbour.example', at)]).toEqual([true, true]);
    expect([isIn('cleo@harbour.example', at), isIn('', at), isIn('null', at)]).toEqual([false, false, false]);
    expect([isIn(ADA, '2026-11-21T08:59:59Z'), isIn(ADA, '2026-11-21T10:00:00Z')]).toEqual([false, false]);
    expect(isIn(ADA, at, office.desk.id)).toBe(false);
    const { id: resource } = office.boardroom;
    expect(simulator.isBookedBy({ resource, email: ADA, at, part: 'attendee' })).toBe(false);
    expect(simulator.isBookedBy({ resource, email: 'ben@harbour.example', at, part: 'organizer' })).toBe(false);
    expect(simulator.isBookedBy({ resource, email: ADA, at, part: 'organizer' })).toBe(true);
  });

  it('wait for an approval where the resource needs one', () => {
    const { simulator, office, book, isIn } = setUp();
    const { id, status } = book(office.studio.id);
    const at = '2026-11-21T09:30:00Z';
    expect([status, isIn(ADA, at, office.studio.id)]).toEqual(['pending', false]);
    simulator.approve(id);
    expect(isIn(ADA, at, office.studio.id)).toBe(true);
    simulator.reject(id);
    expect(isIn(ADA, at, office.studio.id)).toBe(false);
  });

  it('are a no-show from the minute on at which nobody has checked in, once the clock has been looked at', async () => {
    const { clock, simulator, office, book, isIn } = setUp();
    const { id } = book(office.huddle.id);
    await clock.advanceTo('2026-11-21T09:14:59Z');
    expect(simulator.tick()).toEqual([]);
    await clock.advanceTo('2026-11-21T09:15:00Z');
    expect(isIn(ADA, '2026-11-21T09:15:00Z', office.huddle.id)).toBe(true);
    expect(simulator.tick()).toMatchObject([{ id, status: 'no_show' }]);
    expect(isIn(ADA, '2026-11-21T09:15:00Z', office.huddle.id)).toBe(false);
    expect(simulator.tick()).toEqual([]);
    expect(book(office.huddle.id).status).toBe('approved');
  });

  it('are no no-show after a check-in, and are checked out at the end', async () => {
    const { clock, simulator, office, book } = setUp();
    const { id } = book(office.huddle.id);
    simulator.checkIn(id);
    await clock.advanceTo('2026-11-21T09:59:59Z');
    expect(simulator.tick()).toEqual([]);
    await clock.advanceTo('2026-11-21T10:00:00Z');
    expect(simulator.tick()).toMatchObject([{ id, status: 'checked_out' }]);
  });

  it('end early with a word, or with a new end', async () => {
    const { clock, simulator, office, book, isIn } = setUp();
    const worded = book().id;
    const shortened = book(office.desk.id).id;
    expect(() => simulator.checkOutEarly(worded)).toThrow(`The booking ${worded} does not run now.`);
    await clock.advanceTo('2026-11-21T09:20:00Z');
    expect(simulator.checkOutEarly(worded)).toMatchObject({
      status: 'checked_out',
      endsAt: '2026-11-21T10:00:00.000Z',
    });
    simulator.switches.earlyCheckOut = 'shortens';
    expect(simulator.checkOutEarly(shortened)).toMatchObject({
      status: 'approved',
      endsAt: '2026-11-21T09:20:00.000Z',
    });
    const at = '2026-11-21T09:20:00Z';
    expect([isIn(ADA, at), isIn(ADA, at, office.desk.id)]).toEqual([false, false]);
  });

  it('are extended and moved, and leave the record as it was that was returned before', () => {
    const { simulator, office, book, isIn } = setUp();
    const booking = book();
    simulator.extend(booking.id, { endsAt: NOON });
    expect([isIn(ADA, '2026-11-21T11:59:59Z'), booking.endsAt]).toEqual([true, '2026-11-21T10:00:00.000Z']);
    expect(() => simulator.extend(booking.id, { endsAt: '2026-11-21T11:00:00Z' })).toThrow(RangeError);
    simulator.move(booking.id, { resource: office.desk.id, startsAt: '2026-11-21T11:00:00Z' });
    expect([isIn(ADA, '2026-11-21T11:30:00Z'), isIn(ADA, '2026-11-21T11:30:00Z', office.desk.id)]).toEqual([
      false,
      true,
    ]);
    expect([simulator.bookingsOf(office.boardroom.id), simulator.bookingsOf(office.desk.id).length]).toEqual([[], 1]);
  });

  it('do not take a resource that is taken, unless switched so; touching and released ones are in nobody’s way', () => {
    const { simulator, office, book } = setUp();
    const first = book();
    expect(() => book()).toThrow(`Boardroom is taken at this time by the booking ${first.id}.`);
    const next = simulator.book({
      resource: office.boardroom.id,
      organizer: office.ben.id,
      startsAt: '2026-11-21T10:00:00Z',
      endsAt: NOON,
    });
    expect(() => simulator.extend(first.id, { endsAt: '2026-11-21T10:30:00Z' })).toThrow(`booking ${next.id}`);
    simulator.switches.refusesOverlap = false;
    const second = book();
    simulator.switches.refusesOverlap = true;
    expect(simulator.cancel(first.id).status).toBe('cancelled');
    expect(simulator.cancel(second.id).status).toBe('cancelled');
    expect(book().status).toBe('approved');
  });

  it('that are released stay released', () => {
    const { simulator, book } = setUp();
    const { id } = book();
    simulator.cancel(id);
    for (const deed of ['approve', 'reject', 'cancel', 'checkIn', 'checkOutEarly', 'noShow'] as const)
      expect(() => simulator[deed](id)).toThrow(`The booking ${id} is cancelled`);
    expect(() => simulator.extend(id, { endsAt: NOON })).toThrow('cannot be extended');
    expect(() => simulator.move(id, { endsAt: NOON })).toThrow('cannot be moved');
  });

  it.each([
    ['a time without an offset', { startsAt: '2026-11-21T09:00:00' }],
    ['a day that does not exist', { startsAt: '2026-02-30T09:00:00Z' }],
    ['an end before the start', { endsAt: '2026-11-21T08:00:00Z' }],
    ['an end at the start', { endsAt: '2026-11-21T09:00:00Z' }],
    ['an unknown resource', { resource: 'x' }],
    ['an unknown organizer', { organizer: 'x' }],
    ['an unknown attendee', { attendees: ['x'] }],
  ])('are not made with %s', (_what, wrong) => {
    const { simulator, office } = setUp();
    const right = { resource: office.boardroom.id, organizer: office.ada.id, endsAt: NOON };
    expect(() => simulator.book({ startsAt: '2026-11-21T09:00:00Z', ...right, ...wrong })).toThrow(RangeError);
    expect(simulator.state.bookings.size).toBe(0);
  });
});
