import type { BookingSource } from '../../ports/booking-source';
import type { FakeBooking } from './fake-booking';
import { createFakeBookingList } from './fake-booking-list';
import { FAKE_BOOKING_TOKEN, type FakeBookingSourceOptions } from './fake-booking-source-options';
import { createFakeBookingWire, type FakeBookingLevers } from './fake-booking-wire';
import { createFakeHintQueue, type FakeHintQueue } from './fake-hint-queue';
import { createSourceOfFake } from './source-of-fake';

/** A booking product in memory, its levers, and a source on top of it. Ids are the product's own, without the source's in front. */
export interface FakeBookingSource extends FakeBookingLevers, Pick<FakeHintQueue, 'setAnnounce' | 'dropSubscriptions'> {
  readonly source: BookingSource;
  /** Announced, also of resources that the source is not asked for. */
  book(booking: FakeBooking): void;
  /** Other values for some fields; `undefined` takes a field away. Announced at the former resource and the new one. */
  change(changes: Pick<FakeBooking, 'id'> & Partial<FakeBooking>): void;
  /** Announced. `keepsListed`: listed as cancelled instead of not at all. Default true. */
  cancel(booking: { id: string; keepsListed?: boolean }): void;
  /** Nobody came: listed as a no-show. Not announced. */
  release(id: string): void;
  /** From now on it is listed in a way that cannot be read. Not announced. */
  garble(id: string): void;
  /** The hints that wait for being delivered, oldest first, each to be delivered, lost, doubled or put in another order. */
  takeHints(): Request[];
  /** Lists that were asked for, hit by a lever or not. */
  readonly reads: number;
  /** All calls that were tried: lists, subscriptions and pings. */
  readonly calls: number;
  /** How often somebody has subscribed since subscriptions were dropped. */
  readonly subscriptions: number;
}

/** Nothing is booked and nobody is told, to begin with. */
export function createFakeBookingSource(options: FakeBookingSourceOptions): FakeBookingSource {
  const bookings = createFakeBookingList();
  const queue = createFakeHintQueue(options.clock, options.announce ?? 'yes');
  const { wire, levers, counts } = createFakeBookingWire({ token: FAKE_BOOKING_TOKEN, bookings, queue });

  return {
    ...levers,
    source: createSourceOfFake(options, wire),
    book(booking) {
      bookings.add(booking);
      queue.announce(booking.resourceId);
    },
    change({ id, ...changes }) {
      const former = bookings.get(id).resourceId;
      bookings.change(id, changes);
      for (const resourceId of new Set([former, bookings.get(id).resourceId])) queue.announce(resourceId);
    },
    cancel({ id, keepsListed = true }) {
      const { resourceId } = bookings.get(id);
      if (keepsListed) bookings.change(id, { status: 'cancelled' });
      else bookings.remove(id);
      queue.announce(resourceId);
    },
    release: (id) => bookings.change(id, { status: 'no_show' }),
    garble: bookings.garble,
    setAnnounce: queue.setAnnounce,
    takeHints: queue.take,
    dropSubscriptions: queue.dropSubscriptions,
    get reads() {
      return counts.list;
    },
    get calls() {
      return counts.list + counts.subscribe + counts.ping;
    },
    get subscriptions() {
      return queue.subscriptions();
    },
  };
}
