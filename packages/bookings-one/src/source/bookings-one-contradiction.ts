import type { BookingsOneListing } from './bookings-one-listing';

/** A booking that the lists show with several contents, also when they were read once more. */
export function tornListing({ hasTimesApart }: { readonly hasTimesApart: boolean }): BookingsOneListing {
  const advice = hasTimesApart
    ? ' If these are bookings of one series, which Bookings ONE gives one id, set seriesShareId in the options of the source.'
    : '';
  return contradiction('It is listed twice with different content, also when it was read once more', advice);
}

/** A booking that is listed for days on which it is not. */
export const strayListing: BookingsOneListing = contradiction(
  "It is listed for a day on which it is not: the time zone of the resource may be another one than in this source's options, or its day is asked for in another way than the wire profile says",
);

function contradiction(what: string, advice = ''): BookingsOneListing {
  const message = `${what}. It changes nothing: what was known of it stays. Look at it in Bookings ONE.${advice}`;
  return { state: 'unreadable', findings: [{ problem: 'booking_contradictory', message }] };
}
