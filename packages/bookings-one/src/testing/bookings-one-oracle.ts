import { isInWindow } from '@acx/core/provider';
import { type EditTime, toEditInstant } from './bookings-one-edit-window';
import type { SimulatedBooking } from './bookings-one-records';
import type { BookingsOneState } from './bookings-one-state';
import { meaningOfStatus } from './bookings-one-status-word';

/** The question to the vendor's own truth. */
export interface BookedQuestion {
  /** Id. */
  readonly resource: string;
  /** In any case of letters. */
  readonly email: string;
  readonly at: EditTime;
  /** Only as this. Default: as either. */
  readonly part?: 'organizer' | 'attendee';
}

/**
 * Does a granting booking in which this person takes part cover the instant (half-open), as things stand now? Whoever only made the booking
 * takes no part. Masking changes nothing: this is what is true, not what is told.
 */
export function isBookedBy(state: BookingsOneState, { resource, email, at, part }: BookedQuestion): boolean {
  const instant = toEditInstant(at);
  const hasEmail = (user: string): boolean => state.users.get(user)?.email?.toLowerCase() === email.toLowerCase();
  return bookingsOf(state, resource).some(
    (booking) =>
      meaningOfStatus(booking.status) === 'granting' &&
      isInWindow(instant, booking) &&
      ((part !== 'attendee' && hasEmail(booking.organizer)) ||
        (part !== 'organizer' && booking.attendees.some(hasEmail))),
  );
}

/** Every booking of a resource, released or not, by start. */
export function bookingsOf(state: BookingsOneState, resource: string): readonly SimulatedBooking[] {
  return [...state.bookings.values()]
    .filter((booking) => booking.resource === resource)
    .sort((a, b) => (a.startsAt < b.startsAt ? -1 : a.startsAt > b.startsAt ? 1 : 0));
}
