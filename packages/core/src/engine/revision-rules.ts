import { ConflictError } from '../errors/conflict-error';
import type { Booking } from '../model/booking';
import type { Instant } from '../model/instant';
import { isSameJson } from '../model/json';
import type { ParsedBooking } from '../model/parse-booking';
import type { BookingRecord } from '../ports/ledger-records';

/** Without a revision of its own, an update counts as the newest. */
export function nextRevision(parsed: ParsedBooking, former: Booking | undefined): Booking {
  const { revision, ...rest } = parsed;
  if (revision !== undefined) return { ...rest, revision };
  if (former === undefined) return { ...rest, revision: 0 };
  return {
    ...rest,
    revision: isSameBooking({ ...rest, revision: former.revision }, former) ? former.revision : former.revision + 1,
  };
}

/**
 * Is what we know newer?
 *
 * | revision of the update | what we know | |
 * |---|---|---|
 * | lower | anything | outdated |
 * | higher | anything | counts |
 * | equal | the same | counts, and changes nothing |
 * | equal | cancelled by the host | outdated: a cancellation wins, in whichever order the two arrive |
 * | equal | cancelled because a feed did not list it | counts: the feed lists it again |
 * | equal, a cancellation | anything | counts |
 * | equal | other content | ConflictError |
 *
 * @throws ConflictError when one revision comes with two contents, because then nobody can tell which of them is true.
 */
export function isOutdated(booking: Booking, record: Pick<BookingRecord, 'booking' | 'cancelledBy'>): boolean {
  const known = record.booking;
  if (booking.revision !== known.revision) return booking.revision < known.revision;
  if (isSameBooking(booking, known)) return false;
  if (known.status === 'cancelled') return record.cancelledBy !== 'feed';
  if (booking.status === 'cancelled') return false;
  throw new ConflictError({
    what: 'revision',
    message: `Booking ${booking.id} was stored before as revision ${booking.revision} with other content; nothing was changed. Raise the revision with every change.`,
  });
}

/** The same content; the order of the holders does not matter. */
export function isSameBooking(a: Booking, b: Booking): boolean {
  return isSameJson(withSortedHolders(a), withSortedHolders(b));
}

/** What is remembered of a booking that was cancelled before it was known, or erased: that it must not come back. */
export function createTombstone(id: string, revision: number, now: Instant): Booking {
  return {
    id,
    kind: 'reservation',
    status: 'cancelled',
    resourceId: '',
    startsAt: now,
    endsAt: now,
    holders: [],
    revision,
  };
}

function withSortedHolders(booking: Booking): Booking {
  return { ...booking, holders: [...booking.holders].sort((a, b) => (a.holderId < b.holderId ? -1 : 1)) };
}
