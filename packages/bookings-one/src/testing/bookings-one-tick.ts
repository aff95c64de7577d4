import { instantFromMs, instantToMs } from '@acx/core/provider';
import { announceBooking } from './bookings-one-announce';
import type { BookingsOneContext } from './bookings-one-context';
import { knownRecord } from './bookings-one-known-record';
import type { SimulatedBooking, SimulatedBookingStatus } from './bookings-one-records';

/**
 * What the vendor does by itself: whoever has not checked in in time is a no-show, and who is still checked in at the end is checked out.
 * Nothing of it happens before it is called.
 * @returns What has changed.
 */
export function tickBookings(context: BookingsOneContext): readonly SimulatedBooking[] {
  const { store } = context;
  const changed: SimulatedBooking[] = [];
  for (const booking of store.bookings.values()) {
    const status = statusNow(booking, context);
    if (status === booking.status) continue;
    const next = { ...booking, status };
    store.bookings.set(next.id, next);
    changed.push(next);
    announceBooking(context, next, { news: 'transition' });
  }
  return changed;
}

function statusNow(booking: SimulatedBooking, { store, clock }: BookingsOneContext): SimulatedBookingStatus {
  const nowMs = clock.nowMs();
  const { checkInWithinMinutes } = knownRecord(store.resources, booking.resource, 'resource');
  if (booking.status === 'checked_in' && booking.endsAt <= instantFromMs(nowMs)) return 'checked_out';
  if (booking.status !== 'approved' || checkInWithinMinutes === null) return booking.status;
  return nowMs >= instantToMs(booking.startsAt) + checkInWithinMinutes * 60_000 ? 'no_show' : booking.status;
}
