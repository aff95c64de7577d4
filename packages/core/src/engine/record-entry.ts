import type { AccessEvent } from '../model/access-event';
import type { CheckIn } from '../model/check-in';
import type { DeliveredAccessEvent } from '../model/delivered-access-event';
import { isInWindow } from '../model/window';
import type { LedgerTransaction } from '../ports/ledger';
import type { BookingRecord, CheckInRecord } from '../ports/ledger-records';
import { holdersOf, isCheckedInByDoors, isWithinBuffers, toCheckIn } from './check-in-rules';

/** What the host is told of one door event. */
export interface RecordedEntry {
  readonly event: DeliveredAccessEvent;
  /** Check-ins that rest on this event, those that were recorded when it was offered before among them. */
  readonly checkIns: readonly CheckIn[];
}

/**
 * Finds the bookings of a door event and checks them in when somebody came in. The earliest entry counts, in whatever order they come; of
 * two at the same instant the one that came first. Safe to call again with the same event.
 */
export async function recordEntry(transaction: LedgerTransaction, event: AccessEvent): Promise<RecordedEntry> {
  const records = await findBookings(transaction, event);
  const checkIns: CheckIn[] = [];
  for (const record of isEntryOf(event) ? records.filter(isCheckedInByDoors) : []) {
    const checkIn = earliestEntry(record, event);
    if (checkIn !== record.checkIn) await transaction.bookings.save({ ...record, checkIn });
    if (checkIn.providerId === event.providerId && checkIn.eventId === event.id)
      checkIns.push(toCheckIn(record.booking, checkIn));
  }
  return { event: { ...event, bookingIds: records.map(({ booking }) => booking.id) }, checkIns };
}

/** Somebody came in. A refusal is no entry, whatever a provider says of it. */
export function isEntryOf({ isEntry, type }: AccessEvent): boolean {
  return isEntry === true && type !== 'denied';
}

function earliestEntry(record: BookingRecord, event: AccessEvent): CheckInRecord {
  const { checkIn: former } = record;
  if (former !== undefined && former.at <= event.at) return former;
  const { at, id: eventId, providerId, place, subject = '' } = event;
  const holderIds = holdersOf(record, { providerId, subject });
  return { at, eventId, providerId, place, holderIds, isCorrection: former !== undefined };
}

/** Confirmed bookings that give the subject the right to pass there and then, by id. Those that are over count until they are pruned. */
async function findBookings(transaction: LedgerTransaction, event: AccessEvent): Promise<BookingRecord[]> {
  const { providerId, place, subject, at } = event;
  if (subject === undefined) return [];
  const permissions = await transaction.permissions.listOfSubject({ providerId, place, subject });
  const bookingIds = permissions
    .filter(({ permission, status }) => status.revokeReason === undefined && isInWindow(at, permission.bufferedWindow))
    .map(({ permission }) => permission.bookingId);
  const found: BookingRecord[] = [];
  for (const bookingId of [...new Set(bookingIds)].sort()) {
    const record = await transaction.bookings.find(bookingId);
    if (record?.booking.status !== 'confirmed') continue;
    // A right that is over stays as it was when its booking is changed afterwards; the booking has the last word.
    if (isWithinBuffers(record, event) && holdersOf(record, { providerId, subject }).length > 0) found.push(record);
  }
  return found;
}
