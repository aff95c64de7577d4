import { instantFromMs } from '@acx/core/provider';
import { announceBooking, type BookingNews } from './bookings-one-announce';
import { checkBooking, holdingStatuses } from './bookings-one-booking-rules';
import type { BookingsOneContext } from './bookings-one-context';
import { type EditTime, toEditWindow } from './bookings-one-edit-window';
import { knownRecord } from './bookings-one-known-record';
import type { SimulatedBooking, SimulatedBookingStatus } from './bookings-one-records';

/** A booking before it is made. People are ids of users. */
export interface BookInput {
  readonly resource: string;
  readonly organizer: string;
  /** Default: the organizer. */
  readonly booker?: string;
  /** Default: nobody. */
  readonly attendees?: readonly string[];
  readonly startsAt: EditTime;
  readonly endsAt: EditTime;
  /** Default `Meeting`. */
  readonly title?: string;
  /** Default false. */
  readonly isPrivate?: boolean;
  /** Id of the booking that began the series of which this is one more. Default: it is no such one. */
  readonly series?: string;
}

/**
 * The management console: bookings, by id. Records are never changed in place: what was returned earlier stays as it was. What is not there
 * or not possible as things stand throws a RangeError and changes nothing.
 */
export interface BookingsOneBookingEdits {
  /** `pending` where the resource needs approval, else `approved`. May be in the past. */
  book(booking: BookInput): SimulatedBooking;
  approve(booking: string): SimulatedBooking;
  /** Refuses what waits for approval, or takes an approval back. */
  reject(booking: string): SimulatedBooking;
  cancel(booking: string): SimulatedBooking;
  checkIn(booking: string): SimulatedBooking;
  /** Ends a booking that runs now; how it shows follows a switch. */
  checkOutEarly(booking: string): SimulatedBooking;
  /** Releases a booking to which nobody came, whether it is overdue or not. */
  noShow(booking: string): SimulatedBooking;
  extend(booking: string, to: { readonly endsAt: EditTime }): SimulatedBooking;
  /** To another time, to another resource, or both. */
  move(booking: string, to: Partial<Pick<BookInput, 'startsAt' | 'endsAt' | 'resource'>>): SimulatedBooking;
  /** Other people, another title, private or not. */
  alterBooking(
    booking: string,
    edit: Partial<Pick<SimulatedBooking, 'organizer' | 'booker' | 'attendees' | 'title' | 'isPrivate'>>,
  ): SimulatedBooking;
}

interface Deed {
  /** In words: what cannot be done. */
  readonly done: string;
  readonly from: readonly SimulatedBookingStatus[];
  readonly news: BookingNews;
}

export function createBookingsOneBookingEdits(context: BookingsOneContext): BookingsOneBookingEdits {
  const { store, switches, clock, newId } = context;
  const find = (id: string, { from, done }: Deed): SimulatedBooking => {
    const booking = knownRecord(store.bookings, id, 'booking');
    if (!from.includes(booking.status))
      throw new RangeError(`The booking ${id} is ${booking.status}: it cannot be ${done}.`);
    return booking;
  };
  const alter = (id: string, deed: Deed, edit: Partial<SimulatedBooking>): SimulatedBooking => {
    const former = find(id, deed);
    const booking = { ...former, ...edit };
    checkBooking(booking, context);
    store.bookings.set(id, booking);
    announceBooking(context, booking, { news: deed.news });
    if (former.resource !== booking.resource && switches.callbacks.tellsFormerResource)
      announceBooking(context, booking, { news: deed.news, resource: former.resource });
    return booking;
  };
  const edited = (done: string): Deed => ({ done, from: holdingStatuses, news: 'changed' });

  return {
    book({ startsAt, endsAt, ...input }) {
      const { needsApproval } = knownRecord(store.resources, input.resource, 'resource');
      if (input.series !== undefined) knownRecord(store.bookings, input.series, 'booking');
      const booking: SimulatedBooking = {
        booker: input.organizer,
        attendees: [],
        title: 'Meeting',
        isPrivate: false,
        ...input,
        ...toEditWindow({ startsAt, endsAt }),
        id: newId(),
        status: needsApproval ? 'pending' : 'approved',
      };
      checkBooking(booking, context);
      store.bookings.set(booking.id, booking);
      announceBooking(context, booking, { news: 'changed' });
      return booking;
    },
    approve: (id) => alter(id, { done: 'approved', from: ['pending'], news: 'changed' }, { status: 'approved' }),
    reject: (id) =>
      alter(id, { done: 'rejected', from: ['pending', 'approved'], news: 'transition' }, { status: 'rejected' }),
    cancel: (id) => alter(id, { done: 'cancelled', from: holdingStatuses, news: 'cancelled' }, { status: 'cancelled' }),
    checkIn: (id) =>
      alter(id, { done: 'checked in', from: ['approved'], news: 'transition' }, { status: 'checked_in' }),
    noShow: (id) => alter(id, { done: 'a no-show', from: ['approved'], news: 'transition' }, { status: 'no_show' }),
    checkOutEarly(id) {
      const deed: Deed = { done: 'checked out', from: ['approved', 'checked_in'], news: 'transition' };
      const { startsAt, endsAt } = find(id, deed);
      const now = instantFromMs(clock.nowMs());
      if (now <= startsAt || endsAt <= now) throw new RangeError(`The booking ${id} does not run now.`);
      return alter(id, deed, switches.earlyCheckOut === 'word' ? { status: 'checked_out' } : { endsAt: now });
    },
    extend(id, { endsAt }) {
      const booking = find(id, edited('extended'));
      const window = toEditWindow({ startsAt: booking.startsAt, endsAt });
      if (window.endsAt <= booking.endsAt) throw new RangeError(`The booking ${id} ends at ${booking.endsAt} already.`);
      return alter(id, edited('extended'), window);
    },
    move(id, { startsAt, endsAt, resource }) {
      const booking = find(id, edited('moved'));
      const window = toEditWindow({ startsAt: startsAt ?? booking.startsAt, endsAt: endsAt ?? booking.endsAt });
      return alter(id, edited('moved'), { ...window, resource: resource ?? booking.resource });
    },
    alterBooking: (id, edit) => alter(id, edited('changed'), edit),
  };
}
