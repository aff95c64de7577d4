import type { SyncedBookings } from '../engine/sync-bookings';
import { AcxError } from '../errors/acx-error';
import type { BookingInput } from '../model/booking';
import { parseBooking } from '../model/parse-booking';
import type { BookingSource, SourceReading } from '../ports/booking-source';
import type { FollowOptions } from './follow-options';
import type { FollowedResource, Suspect, UnmappedBooking } from './followed-resource';

/** When a reading was made, and what else counts. */
export interface ReadingMoment {
  /** When it began. */
  readonly atMs: number;
  readonly confirmAfterMs: number;
  /** Rights that were lost a short while ago, or are suspected to be lost at other resources. */
  readonly alreadyRevoked: number;
  readonly isLossAllowed: boolean;
}

/**
 * Makes the bookings of one resource the same as what was read. A booking that is missing is only suspected at first; one that is missing again
 * `confirmAfterMs` later is cancelled. What the source says is over is cancelled at once. What is listed and cannot be read stays as it is. What would take away too much is left out, and the rest is stored.
 * @returns what is then known of the resource, and what has changed.
 * @throws what the directory or the ledger throws; then part of it may be stored, and all of it is to be read again.
 */
export async function believeReading(
  {
    access,
    source,
  }: { readonly access: FollowOptions['access']; readonly source: Pick<BookingSource, 'id' | 'resourceIds'> },
  resource: FollowedResource,
  read: SourceReading,
  moment: ReadingMoment,
) {
  const { atMs, confirmAfterMs, alreadyRevoked, isLossAllowed } = moment;
  const reading = checkReading(read);
  const { resourceId, window, bookings, released } = reading;
  const unreadable = new Set(reading.unreadable);
  const isConfirmed = ({ sinceMs }: Suspect): boolean => atMs - sinceMs >= confirmAfterMs;
  const confirmed = [...resource.suspects].flatMap(([id, suspect]) => (isConfirmed(suspect) ? [id] : []));
  const synced = await access.syncBookings({
    bookings,
    resourceIds: [resourceId],
    windows: [{ resourceId, window }],
    idPrefix: `${source.id}/`,
    released,
    // What is withheld is not listed, so it is missing. A person who allows every loss has looked for themselves.
    ...(isLossAllowed && unreadable.size === 0 ? {} : { cancels: confirmed.filter((id) => !unreadable.has(id)) }),
    guardedResourceIds: source.resourceIds,
    alreadyRevoked,
    unsafeIs: 'left_out',
    allowMassRevocation: isLossAllowed,
  });
  const listed = new Set(bookings.map(({ id }) => id));
  // What was to be cancelled and was left out stays suspected, unless it is back.
  const isSpared = (id: string): boolean =>
    synced.stopped !== undefined && !listed.has(id) && !synced.cancelled.includes(id);
  const spared = confirmed.filter(isSpared).map((bookingId) => ({
    bookingId,
    rights: resource.suspects.get(bookingId)?.rights ?? 0,
  }));
  const suspected = [...synced.missing, ...spared].filter(({ bookingId }) => !unreadable.has(bookingId));
  return {
    synced,
    changed: synced.stored.flatMap(({ bookingId, result }) => (result === 'stored' ? [bookingId] : [])),
    known: {
      window,
      listed,
      problems: reading.problems,
      unmapped: toUnmapped(reading, synced),
      stopped: synced.stopped,
      suspects: new Map(
        suspected.map(({ bookingId, rights }) => [
          bookingId,
          { sinceMs: resource.suspects.get(bookingId)?.sinceMs ?? atMs, rights },
        ]),
      ),
    },
  };
}

/** What the core cannot take is as good as unreadable: one such booking must not keep back the others. */
function checkReading(reading: SourceReading): SourceReading {
  const problems = [...reading.problems];
  const unreadable = [...reading.unreadable];
  const isReadable = (booking: BookingInput): boolean => {
    try {
      parseBooking(booking);
      return true;
    } catch (failure) {
      if (!AcxError.isInstance(failure)) throw failure;
      const { resourceId } = reading;
      unreadable.push(booking.id);
      problems.push({ problem: 'booking_unreadable', resourceId, bookingId: booking.id, message: failure.message });
      return false;
    }
  };
  return { ...reading, bookings: reading.bookings.filter(isReadable), unreadable, problems };
}

function toUnmapped({ resourceId, bookings }: SourceReading, synced: SyncedBookings): UnmappedBooking[] {
  const byId = new Map(bookings.map((booking) => [booking.id, booking]));
  const stored = synced.stored.flatMap(({ bookingId, problems }) => problems.map((error) => ({ bookingId, error })));
  return [...stored, ...synced.refused].map(({ bookingId, error }) => {
    const { holderIndex } = error;
    const holder = typeof holderIndex === 'number' ? byId.get(bookingId)?.holders[holderIndex] : undefined;
    return { bookingId, resourceId, ...(holder !== undefined && { holderId: holder.holderId }), error };
  });
}
