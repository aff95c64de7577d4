import { instantFromMs, instantToMs } from '../../model/instant';
import { isOverlapping, type Window } from '../../model/window';
import { type FakeBooking, fakeBookingToJson } from './fake-booking';

/** The bookings of the fake booking product, by id. What is not there, or there already, throws a RangeError. */
export interface FakeBookingList {
  add(booking: FakeBooking): void;
  get(id: string): FakeBooking;
  /** Other values for some fields; `undefined` takes a field away. */
  change(id: string, changes: Partial<FakeBooking>): void;
  remove(id: string): void;
  /** From now on listed in a way that cannot be read. */
  garble(id: string): void;
  /** What is listed of a resource for a window, by start and id, as JSON. */
  json(request: { resourceId: string; window: Window }): readonly object[];
}

/** Empty to begin with. */
export function createFakeBookingList(): FakeBookingList {
  const bookings = new Map<string, FakeBooking>();
  const garbled = new Set<string>();
  const get = (id: string): FakeBooking => {
    const booking = bookings.get(id);
    if (booking === undefined) throw new RangeError('There is no booking with this id.');
    return booking;
  };
  const put = (booking: FakeBooking): void => {
    const window = { startsAt: toUtc(booking.startsAt), endsAt: toUtc(booking.endsAt) };
    if (window.endsAt <= window.startsAt) throw new RangeError('A booking ends after it begins.');
    bookings.set(booking.id, { ...booking, ...window });
  };

  return {
    get,
    add(booking) {
      if (bookings.has(booking.id)) throw new RangeError('There is a booking with this id.');
      put(booking);
    },
    change: (id, changes) => put({ ...get(id), ...changes, id }),
    remove: (id) => void bookings.delete(get(id).id),
    garble: (id) => void garbled.add(get(id).id),
    json: ({ resourceId, window }) =>
      [...bookings.values()]
        .filter((booking) => booking.resourceId === resourceId && isOverlapping(booking, window))
        .sort((a, b) => compare(a.startsAt, b.startsAt) || compare(a.id, b.id))
        .map((booking) => {
          const json = fakeBookingToJson(booking);
          return garbled.has(booking.id) ? { ...json, startsAt: 'soon' } : json;
        }),
  };
}

function toUtc(instant: string): string {
  return instantFromMs(instantToMs(instant));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
