import { isOverlapping } from '@acx/core/provider';
import type { BookingsOneContext } from './bookings-one-context';
import { knownRecord } from './bookings-one-known-record';
import type { SimulatedBooking, SimulatedBookingStatus } from './bookings-one-records';
import { meaningOfStatus } from './bookings-one-status-word';

/** Statuses in which a booking holds its resource. */
export const holdingStatuses: readonly SimulatedBookingStatus[] = ['pending', 'approved', 'checked_in'];

/** @throws RangeError when somebody or something is not there, or the resource is taken. */
export function checkBooking(booking: SimulatedBooking, { store, switches }: BookingsOneContext): void {
  const { name } = knownRecord(store.resources, booking.resource, 'resource');
  for (const user of [booking.organizer, booking.booker, ...booking.attendees]) knownRecord(store.users, user, 'user');
  if (!switches.refusesOverlap || meaningOfStatus(booking.status) === 'released') return;
  for (const other of store.bookings.values())
    if (
      other.id !== booking.id &&
      other.resource === booking.resource &&
      meaningOfStatus(other.status) !== 'released' &&
      isOverlapping(other, booking)
    )
      throw new RangeError(`${name} is taken at this time by the booking ${other.id}.`);
}
