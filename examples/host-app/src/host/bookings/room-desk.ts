import { Refused } from '../refused';
import type { KnownBooking } from './booking-view';
import type { KnownBookings } from './known-bookings';
import type { ReadDraft } from './read-draft';

/** The product at which rooms are booked, where it can be used from here. */
export interface RoomProduct {
  /** @throws RangeError where the room is taken. */
  bookRoom(booking: {
    readonly resourceId: string;
    readonly organizerId: string;
    readonly startsAt: string;
    readonly endsAt: string;
  }): { readonly id: string };
  cancelRoom(id: string): void;
}

/** Books rooms at their own product, and lets them be followed from there. */
export interface RoomDesk {
  book(draft: ReadDraft): Promise<KnownBooking>;
  cancel(booking: KnownBooking): Promise<KnownBooking>;
}

/** @param options.product Absent in a host that only follows it. */
export function createRoomDesk(options: {
  product: RoomProduct | undefined;
  known: KnownBookings;
  /** Ids of followed bookings begin with that of their integration. */
  sourceId: () => string | undefined;
  /** We know that something has changed there, so it is read at once. */
  readAll: () => Promise<void>;
}): RoomDesk {
  const { product, known, sourceId, readAll } = options;
  return {
    async book({ resource, holder, startsAt, endsAt }) {
      const source = sourceId();
      if (product === undefined || source === undefined) throw new Refused(409, 'Rooms are booked in Bookings ONE.');
      const { id } = at('startsAt', () =>
        product.bookRoom({ resourceId: resource.id, organizerId: holder.id, startsAt, endsAt }),
      );
      await readAll();
      const booking: KnownBooking = {
        ...{ id: `${source}/${id}`, resource, holderId: holder.id, startsAt, endsAt },
        ...{ isCancelled: false, isPinShown: false, peopleIds: [holder.id] },
      };
      return (await known.find(booking.id)) ?? booking;
    },
    async cancel(booking) {
      const source = sourceId() ?? '';
      if (product === undefined || !booking.id.startsWith(`${source}/`))
        throw new Refused(409, 'Rooms are cancelled in Bookings ONE.');
      at('id', () => product.cancelRoom(booking.id.slice(source.length + 1)));
      await readAll();
      return (await known.find(booking.id)) ?? { ...booking, isCancelled: true };
    },
  };
}

/** What the product refuses is a problem of this field. */
function at<T>(field: string, work: () => T): T {
  try {
    return work();
  } catch (failure) {
    if (!(failure instanceof RangeError)) throw failure;
    throw new Refused(422, failure.message, [{ field, message: failure.message }]);
  }
}
