import { toUnknownAnswer } from './bookings-one-answer';
import type { BookingsOneContext } from './bookings-one-context';
import { BookingsOneFailure } from './bookings-one-failure';
import { readField } from './bookings-one-fields';
import type { BookingsOneRoute } from './bookings-one-route';

/** Information of the system (path known, answer unknown) and the subscription (operation and `callURL` known). */
export function bookingsOneSystemRoutes({ profile, switches, callbacks }: BookingsOneContext): BookingsOneRoute[] {
  const field = profile.subscription.callUrl;
  return [
    {
      method: 'GET',
      path: profile.paths.information,
      answer: () => toUnknownAnswer({ product: 'Bookings ONE', api: 'v1' }, switches),
    },
    {
      method: 'POST',
      path: profile.paths.subscribe,
      answer({ body }) {
        const callUrl = readField(body, field);
        if (typeof callUrl !== 'string' || !/^https?:\/\//i.test(callUrl) || !URL.canParse(callUrl))
          throw new BookingsOneFailure(400, `The field ${field} has to be an absolute URL.`);
        callbacks.subscribe(callUrl);
        return toUnknownAnswer({}, switches);
      },
    },
  ];
}
