import type { AcxErrorJson } from '../errors/acx-error';
import type { Booking } from '../model/booking';
import type { Instant } from '../model/instant';
import { isSameJson } from '../model/json';
import { type ParsedBooking, parseBooking } from '../model/parse-booking';
import type { DirectoryAnswer } from '../ports/directory';
import type { BookingRecord, JournalEntry } from '../ports/ledger-records';
import { findProviders } from './booking-providers';
import { type EngineContext, nowOf } from './engine-context';
import { normaliseSubjects } from './normalise-subjects';
import { createTombstone, isOutdated, isSameBooking, nextRevision } from './revision-rules';
import { saveBooking } from './save-booking';
import { refuseUnlinkedVisit, refuseVisitChanges } from './visit-rules';

/** What became of a booking that was handed in. */
export interface StoredBooking {
  readonly bookingId: string;
  /** The revision that counts now. */
  readonly revision: number;
  /** `stored`: it counts. `unchanged`: it was known. `outdated`: a newer revision or a cancellation is known, so it was ignored. */
  readonly result: 'stored' | 'unchanged' | 'outdated';
  /** Parts that open nothing, and why. The rest works. */
  readonly problems: readonly AcxErrorJson[];
}

/** @throws InvalidInputError, ConflictError, or what the directory, the provider resolver or the ledger throws; then nothing was stored. */
export async function putBooking(context: EngineContext, input: unknown): Promise<StoredBooking> {
  const parsed = parseBooking(input);
  return context.inOrder(parsed.id, async () => {
    const options = { refusesUnlinkedVisits: true };
    return storeParsed(context, parsed, await lookUp(context, parsed), options);
  });
}

/** What the directory says of a booking, with each subject in its one spelling. */
export async function lookUp(context: EngineContext, parsed: ParsedBooking): Promise<DirectoryAnswer> {
  const holderIds = parsed.holders.map(({ holderId }) => holderId);
  const answer = await context.directory.lookUp({ resourceId: parsed.resourceId, holderIds });
  return normaliseSubjects(context, parsed.id, answer);
}

/**
 * Stores a booking that has been read and looked up.
 * @param options.expected What is known of it must still be this; if not, it is `outdated`.
 * @param options.refusesUnlinkedVisits A visit whose host has no rights is not stored.
 * @throws InvalidInputError, MappingError for what a visit cannot be; nothing was stored.
 */
export async function storeParsed(
  context: EngineContext,
  parsed: ParsedBooking,
  directoryAnswer: DirectoryAnswer,
  options: { readonly expected?: BookingRecord; readonly refusesUnlinkedVisits?: boolean } = {},
): Promise<StoredBooking> {
  const { expected, refusesUnlinkedVisits = false } = options;
  const providers = await findProviders(context, [directoryAnswer]);
  return context.ledger.transaction(async (transaction) => {
    const now = nowOf(context);
    const former = await transaction.bookings.find(parsed.id);
    const booking = nextRevision(parsed, former?.booking);
    // Somebody who comes in meanwhile changes nothing of the booking.
    const isExpected =
      expected === undefined || isSameJson({ ...former, checkIn: null }, { ...expected, checkIn: null });
    if (!isExpected || (former !== undefined && isOutdated(booking, former)))
      return answer(former ?? { booking, problems: [] }, 'outdated');
    refuseVisitChanges(booking, former?.booking);
    const isUnchanged =
      former !== undefined &&
      isSameBooking(former.booking, booking) &&
      isSameJson(former.directoryAnswer, directoryAnswer);
    const record = { booking, directoryAnswer };
    const problems = await saveBooking(transaction, { former, record, providers, now });
    if (refusesUnlinkedVisits) refuseUnlinkedVisit(booking, problems, former?.booking);
    if (!isUnchanged) await transaction.journal.append([storedEntry(booking, now)]);
    return answer({ booking, problems }, isUnchanged ? 'unchanged' : 'stored');
  });
}

/**
 * Takes a booking back. Of one that is not known yet, only the cancellation is remembered, so that an older update that arrives later is ignored.
 * Cancelling again gives rights that could not be taken away another try.
 * @param options.cancelledBy `feed`: nobody said so, a complete feed did not list it; then the feed may list it again.
 */
export function cancelBooking(
  context: EngineContext,
  bookingId: string,
  options: { revision?: number; cancelledBy?: 'feed' } = {},
): Promise<StoredBooking> {
  const { revision, cancelledBy } = options;
  return context.inOrder(bookingId, () =>
    context.ledger.transaction(async (transaction) => {
      const now = nowOf(context);
      const former = await transaction.bookings.find(bookingId);
      if (former === undefined) {
        const booking = createTombstone(bookingId, revision ?? 0, now);
        await transaction.bookings.save({ booking, directoryAnswer: { holders: [] }, problems: [] });
        return answer({ booking, problems: [] }, 'stored');
      }
      const known = former.booking;
      if (revision !== undefined && revision < known.revision) return answer(former, 'outdated');
      const isUnchanged = known.status === 'cancelled';
      const booking: Booking = { ...known, status: 'cancelled', revision: revision ?? known.revision };
      const record = { booking, directoryAnswer: former.directoryAnswer, ...(cancelledBy && { cancelledBy }) };
      await saveBooking(transaction, { former, record, providers: new Map(), now });
      if (!isUnchanged) await transaction.journal.append([storedEntry(booking, now)]);
      return answer({ booking, problems: [] }, isUnchanged ? 'unchanged' : 'stored');
    }),
  );
}

function storedEntry({ id, revision, status, startsAt, endsAt }: Booking, at: Instant): JournalEntry {
  const kind = status === 'cancelled' ? 'booking_cancelled' : 'booking_stored';
  return { at, kind, bookingIds: [id], text: `revision ${revision}, ${status}, ${startsAt} to ${endsAt}` };
}

function answer(
  { booking, problems }: Pick<BookingRecord, 'booking' | 'problems'>,
  result: StoredBooking['result'],
): StoredBooking {
  return { bookingId: booking.id, revision: booking.revision, result, problems };
}
