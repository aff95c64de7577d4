import { writeBooking, writeId } from './bookings-one-booking-json';
import type { BookingsOneContext } from './bookings-one-context';
import { writeFields } from './bookings-one-fields';
import type { SimulatedBooking } from './bookings-one-records';

/** What happened to a booking. `transition`: refused, checked in, no-show or checked out. */
export type BookingNews = 'changed' | 'cancelled' | 'transition';

/** Calls the subscribed addresses, where the switches say that this is announced. */
export function announceBooking(
  context: BookingsOneContext,
  booking: SimulatedBooking,
  { news, resource = booking.resource }: { news: BookingNews; resource?: string },
): void {
  const { switches, profile, callbacks } = context;
  const { onCancel, onTransitions, resourceField } = switches.callbacks;
  if (news === 'cancelled' && !onCancel) return;
  if (news === 'transition' && !onTransitions) return;
  const field = resourceField ?? profile.callbackResource[0];
  // known: the data include the id of the resource; the rest is made up
  const body = {
    ...writeBooking({ ...booking, resource }, context),
    ...(field === undefined ? {} : writeFields([[field, writeId(resource, context)]])),
  };
  callbacks.add({ resource, booking: booking.id, body: JSON.stringify(body) });
}
