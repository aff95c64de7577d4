import type { AcxErrorJson } from '../errors/acx-error';
import type { Booking } from '../model/booking';
import { fingerprint } from '../model/fingerprint';
import type { Instant } from '../model/instant';
import type { PermissionFailedNotice } from '../model/notice';
import type { LedgerTransaction } from '../ports/ledger';
import type { BookingRecord } from '../ports/ledger-records';
import type { BookingProviders } from './booking-providers';
import { keptCheckIn } from './check-in-rules';
import { listNeighbours, remapBooking } from './remap-booking';

/**
 * Stores a booking, maps it, and maps again whose buffers it touches or has let go. A check-in stays while it still is one of this booking.
 * Resolves with the problems of its mapping.
 */
export async function saveBooking(
  transaction: LedgerTransaction,
  options: {
    former: BookingRecord | undefined;
    record: Omit<BookingRecord, 'problems' | 'checkIn'>;
    providers: BookingProviders;
    now: Instant;
  },
): Promise<AcxErrorJson[]> {
  const { former, providers, now } = options;
  const { booking } = options.record;
  const checkIn = keptCheckIn(former, options.record);
  const record = { ...options.record, ...(checkIn && { checkIn }) };
  // Saved first, so that the neighbours are mapped against it.
  await transaction.bookings.save({ ...record, problems: [] });
  const revokeReason = booking.status === 'cancelled' ? 'cancelled' : 'moved';
  const problems = await remapBooking(transaction, record, { providers, now, revokeReason });
  await transaction.bookings.save({ ...record, problems });

  const touched = new Map<string, BookingRecord>();
  for (const side of former === undefined ? [record] : [former, record])
    for (const neighbour of await listNeighbours(transaction, side.booking, side.directoryAnswer.resource))
      touched.set(neighbour.booking.id, neighbour);
  touched.delete(booking.id);
  // What has ended stays as it was.
  // Who is mapped already needs no provider: its rights stay where they are written.
  for (const neighbour of touched.values())
    await remapBooking(transaction, neighbour, { providers: new Map(), now, revokeReason: 'moved' });

  for (const problem of problems) await transaction.notices.add(problemNotice(booking, problem, now));
  return problems;
}

function problemNotice(booking: Booking, error: AcxErrorJson, at: Instant): PermissionFailedNotice {
  const { providerId } = error;
  const identity = JSON.stringify([booking.id, booking.startsAt, booking.endsAt, error.problem, error.message]);
  return {
    id: `permission_failed/${fingerprint(identity)}`,
    type: 'permission_failed',
    at,
    audience: ['administrator', 'manager'],
    bookingId: booking.id,
    ...(typeof providerId === 'string' && { providerId }),
    error,
    message: error.message,
    action:
      error.problem === 'holder_not_linked'
        ? `Give the holder a card or a link at ${providerId} in the directory, then store the booking again.`
        : 'Correct the directory, then store the booking again.',
  };
}
