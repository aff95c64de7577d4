import { type InputProblem, type Instant, isSameJson, ResponseValidationError, type Window } from '@acx/core/provider';
import type { BookingsOneDay } from '../wire/bookings-one-booking';
import { toBookingId, toOccurrenceId } from './bookings-one-booking-id';
import { bookingToListing } from './bookings-one-booking-to-listing';
import { strayListing, tornListing } from './bookings-one-contradiction';
import type { BookingsOneFinding, BookingsOneListing } from './bookings-one-listing';
import type { BookingsOneLocalDay } from './bookings-one-local-days';
import { problemsToListing } from './bookings-one-problems-to-listing';

/** Whose bookings are collected, and from when on. */
export interface BookingsOneListingOwner {
  readonly sourceId: string;
  readonly resourceId: string;
  readonly seriesShareId: boolean;
  /** What ended before it is passed over. */
  readonly startsAt: Instant;
}

/** The daily lists of one reading, by booking. */
export interface BookingsOneListings {
  readonly byBookingId: ReadonlyMap<string, BookingsOneListing>;
  /** Of items whose id no booking of ours can have. */
  readonly withoutBookingId: readonly BookingsOneFinding[];
  /** True when one booking was found with two contents: the lists changed while they were read. */
  readonly isTorn: boolean;
}

interface ListedItem {
  readonly vendorId: string;
  /** `undefined`: it cannot be read. */
  readonly window?: Window;
  readonly listingOf: (bookingId: string) => BookingsOneListing;
}

/**
 * Brings the lists of several days together: a booking that several of them show is one.
 * @throws ResponseValidationError for an item of which nobody could tell which booking it is, and so which one is missing: its id cannot be
 * read, or its start where bookings share their id.
 */
export function collectListings(
  owner: BookingsOneListingOwner,
  lists: readonly { readonly day: BookingsOneLocalDay; readonly list: BookingsOneDay }[],
): BookingsOneListings {
  const byBookingId = new Map<string, BookingsOneListing>();
  const windows = new Map<string, Window | undefined>();
  const onTheirDay = new Set<string>();
  /** The booking → whether its times have nothing in common. */
  const torn = new Map<string, boolean>();
  const withoutBookingId: BookingsOneFinding[] = [];
  for (const { day, list } of lists)
    for (const { vendorId, window, listingOf } of itemsOf(owner, list)) {
      const isHere = window === undefined || isOfDay(window, day);
      // Of the former day, and of what ends at midnight.
      if (window !== undefined && isHere && window.endsAt <= owner.startsAt) continue;
      const bookingId = toBookingId(owner.sourceId, vendorId);
      if (bookingId === undefined) {
        withoutBookingId.push(...problemsToListing([idProblem]).findings);
        continue;
      }
      const listing = listingOf(bookingId);
      const known = byBookingId.get(bookingId);
      if (known !== undefined && !isSameJson(known, listing))
        torn.set(bookingId, isApart(windows.get(bookingId), window));
      byBookingId.set(bookingId, listing);
      windows.set(bookingId, window);
      if (isHere || listing.state !== 'listed') onTheirDay.add(bookingId);
    }
  for (const [bookingId, hasTimesApart] of torn) byBookingId.set(bookingId, tornListing({ hasTimesApart }));
  for (const [bookingId, listing] of byBookingId)
    if (listing.state === 'listed' && !onTheirDay.has(bookingId)) byBookingId.set(bookingId, strayListing);
  return { byBookingId, withoutBookingId, isTorn: torn.size > 0 };
}

function* itemsOf(
  { sourceId, resourceId, seriesShareId }: BookingsOneListingOwner,
  { bookings, unreadable }: BookingsOneDay,
): Generator<ListedItem> {
  const refuse = (problems: readonly InputProblem[]): never => {
    throw new ResponseValidationError({ providerId: sourceId, operation: 'dailyBookings', problems, effect: 'none' });
  };
  for (const item of bookings)
    yield {
      vendorId: seriesShareId ? toOccurrenceId(item.id, item.startsAt) : item.id,
      window: { startsAt: item.startsAt, endsAt: item.endsAt },
      listingOf: (bookingId) => bookingToListing(item, { bookingId, resourceId }),
    };
  for (const { id, problems } of unreadable)
    yield {
      vendorId: id === undefined || seriesShareId ? refuse(problems) : id,
      listingOf: () => problemsToListing(problems),
    };
}

/** Touching counts: a list may show what begins or ends at its midnight. */
function isOfDay(window: Window, day: BookingsOneLocalDay): boolean {
  return window.startsAt <= day.endsAt && window.endsAt >= day.startsAt;
}

function isApart(one: Window | undefined, other: Window | undefined): boolean {
  return one !== undefined && other !== undefined && (one.endsAt <= other.startsAt || other.endsAt <= one.startsAt);
}

const idProblem = { path: 'id', message: 'must be at most 100 characters, without control characters' };
