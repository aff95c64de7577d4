import { isSameJson, ResponseValidationError } from '@acx/core/provider';
import type { BookingsOneDay } from '../wire/bookings-one-booking';
import { toBookingId } from './bookings-one-booking-id';
import { bookingToListing } from './bookings-one-booking-to-listing';
import type { BookingsOneFinding, BookingsOneListing } from './bookings-one-listing';
import type { BookingsOneLocalDay } from './bookings-one-local-days';
import { problemsToListing } from './bookings-one-problems-to-listing';

/** Whose bookings are collected. */
export interface BookingsOneListingOwner {
  readonly sourceId: string;
  readonly resourceId: string;
}

/** The daily lists of one reading, by booking. */
export interface BookingsOneListings {
  readonly byBookingId: ReadonlyMap<string, BookingsOneListing>;
  /** Of items whose id no booking of ours can have. */
  readonly withoutBookingId: readonly BookingsOneFinding[];
  /** True when one booking was found with two contents: the lists changed while they were read. */
  readonly isTorn: boolean;
}

/**
 * Brings the lists of several days together: a booking that several of them show is one.
 * @throws ResponseValidationError for an item whose id cannot be read: nobody could tell which booking is then missing.
 */
export function collectListings(
  owner: BookingsOneListingOwner,
  lists: readonly { readonly day: BookingsOneLocalDay; readonly list: BookingsOneDay }[],
): BookingsOneListings {
  const byBookingId = new Map<string, BookingsOneListing>();
  const onTheirDay = new Set<string>();
  const torn = new Set<string>();
  const withoutBookingId: BookingsOneFinding[] = [];
  for (const { day, list } of lists)
    for (const { vendorId, listingOf } of itemsOf(owner, list)) {
      const bookingId = toBookingId(owner.sourceId, vendorId);
      if (bookingId === undefined) {
        withoutBookingId.push(...problemsToListing([idProblem]).findings);
        continue;
      }
      const listing = listingOf(bookingId);
      const known = byBookingId.get(bookingId);
      if (known !== undefined && !isSameJson(known, listing)) torn.add(bookingId);
      byBookingId.set(bookingId, listing);
      if (isOfDay(listing, day)) onTheirDay.add(bookingId);
    }
  for (const bookingId of torn) byBookingId.set(bookingId, tornListing);
  for (const [bookingId, listing] of byBookingId)
    if (listing.state === 'listed' && !onTheirDay.has(bookingId)) byBookingId.set(bookingId, strayListing);
  return { byBookingId, withoutBookingId, isTorn: torn.size > 0 };
}

function* itemsOf({ sourceId, resourceId }: BookingsOneListingOwner, { bookings, unreadable }: BookingsOneDay) {
  for (const item of bookings) {
    const listingOf = (bookingId: string) => bookingToListing(item, { bookingId, resourceId });
    yield { vendorId: item.id, listingOf };
  }
  for (const { id, problems } of unreadable) {
    if (id === undefined)
      throw new ResponseValidationError({ providerId: sourceId, operation: 'dailyBookings', problems, effect: 'none' });
    yield { vendorId: id, listingOf: () => problemsToListing(problems) };
  }
}

/** Touching counts: a list may show what begins or ends at its midnight. */
function isOfDay(listing: BookingsOneListing, day: BookingsOneLocalDay): boolean {
  if (listing.state !== 'listed') return true;
  return listing.booking.startsAt <= day.endsAt && listing.booking.endsAt >= day.startsAt;
}

const idProblem = { path: 'id', message: 'must be at most 100 characters, without control characters' };

const tornListing = contradiction('It is listed twice with different content, also when it was read once more');

const strayListing = contradiction(
  "It is listed for a day on which it is not: the time zone of the resource may be another one than in this source's options, or its day is asked for in another way than the wire profile says",
);

function contradiction(what: string): BookingsOneListing {
  const message = `${what}. It changes nothing: what was known of it stays. Look at it in Bookings ONE.`;
  return { state: 'unreadable', findings: [{ problem: 'booking_contradictory', message }] };
}
