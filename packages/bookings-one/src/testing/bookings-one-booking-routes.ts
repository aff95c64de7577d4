import { toJsonAnswer } from './bookings-one-answer';
import { writeBooking } from './bookings-one-booking-json';
import type { BookingsOneContext } from './bookings-one-context';
import { BookingsOneFailure } from './bookings-one-failure';
import { writeFields } from './bookings-one-fields';
import { isLocalDate, isOnLocalDate, toLocalDate } from './bookings-one-local-time';
import { bookingsOf } from './bookings-one-oracle';
import type { BookingsOneCall, BookingsOneRoute } from './bookings-one-route';
import { meaningOfStatus } from './bookings-one-status-word';

/** The bookings of one resource on one of its days (operation known; path, fields and date format assumed). */
export function bookingsOneBookingRoutes(context: BookingsOneContext): BookingsOneRoute[] {
  const { store, switches, profile } = context;
  const { dailyQuery, dailyItems, paths } = profile;
  const readInput = ({ ids, query }: BookingsOneCall, name: 'resource' | 'date'): string => {
    const key = dailyQuery[name];
    const text = key === null ? ids[name] : query.get(key);
    if (text === undefined || text === null || text === '') throw new BookingsOneFailure(400, `There is no ${name}.`);
    return text;
  };
  return [
    {
      method: 'GET',
      path: paths.dailyBookings,
      answer(call) {
        const date = readInput(call, 'date');
        if (!isLocalDate(date)) throw new BookingsOneFailure(400, 'The date has to be a real one, as yyyy-MM-dd.');
        const id = readInput(call, 'resource');
        const resource = store.resources.get(id);
        if (resource === undefined) throw new BookingsOneFailure(404, `There is no resource ${id}.`);
        const items = bookingsOf(store, id)
          .filter((booking) =>
            // assumed: a booking across midnight is in the lists of both days
            switches.listsOn === 'every_day'
              ? isOnLocalDate(booking, date, resource.timeZone)
              : toLocalDate(booking.startsAt, resource.timeZone) === date,
          )
          .filter(({ status }) => switches.keepsReleased || meaningOfStatus(status) !== 'released')
          .map((booking) => writeBooking(booking, context));
        return toJsonAnswer(dailyItems === null ? items : writeFields([[dailyItems, items]]));
      },
    },
  ];
}
