import { clipBuffers } from '../mapping/clip-buffers';
import { bookedWindow } from '../mapping/map-booking';
import type { AccessEvent } from '../model/access-event';
import type { Booking } from '../model/booking';
import type { CheckIn } from '../model/check-in';
import { fingerprint } from '../model/fingerprint';
import type { Instant } from '../model/instant';
import { isInWindow } from '../model/window';
import type { ResourcePlace } from '../ports/directory';
import type { BookingRecord, CheckInRecord } from '../ports/ledger-records';

type MappedFrom = Pick<BookingRecord, 'booking' | 'directoryAnswer'>;
type AtPlace = Pick<AccessEvent, 'providerId' | 'place'>;

/** Do the doors check in whoever has booked this? */
export function isCheckedInByDoors({ directoryAnswer: { resource } }: MappedFrom): boolean {
  return resource?.checkIn === 'access_control' && resource.accessControl !== false;
}

/** The check-in as the host is told. */
export function toCheckIn({ id: bookingId, resourceId }: Booking, record: CheckInRecord): CheckIn {
  const { at, eventId, providerId, place, isCorrection } = record;
  const id = `check_in/${fingerprint(JSON.stringify([bookingId, providerId, eventId]))}`;
  return { id, bookingId, resourceId, at, providerId, place, eventId, isCorrection };
}

/** Could the door have been open for this booking then? Looks at the booking as it is now, and at no neighbour. */
export function isWithinBuffers(record: MappedFrom, entry: AtPlace & { readonly at: Instant }): boolean {
  return placesOf(record).some((place) => isSamePlace(place, entry) && isReached(record.booking, place, entry.at));
}

/** The holders of the booking for whom this subject stands. */
export function holdersOf(
  { booking, directoryAnswer }: MappedFrom,
  { providerId, subject }: { providerId: string; subject: string },
): string[] {
  const isMeant = (link: { providerId: string; subject: string }): boolean =>
    link.providerId === providerId && link.subject === subject;
  const meant = new Set(
    directoryAnswer.holders.filter(({ subjects }) => subjects.some(isMeant)).map(({ holderId }) => holderId),
  );
  return booking.holders.map(({ holderId }) => holderId).filter((holderId) => meant.has(holderId));
}

/**
 * What is left of a check-in when its booking is stored anew. It stays while the doors check in, one of those who came in takes part, and
 * the instant lies within the booked window and its buffers. Other ids of cards and doors take nothing away, nor does a neighbour that was
 * booked later, nor a cancellation, which may be taken back. Another resource counts only if it has the same door.
 */
export function keptCheckIn(former: BookingRecord | undefined, record: MappedFrom): CheckInRecord | undefined {
  const checkIn = former?.checkIn;
  if (checkIn === undefined || !isCheckedInByDoors(record)) return undefined;
  const { booking } = record;
  const isSameResource = former?.booking.resourceId === booking.resourceId;
  const isReachedStill = placesOf(record).some(
    (place) => (isSameResource || isSamePlace(place, checkIn)) && isReached(booking, place, checkIn.at),
  );
  const present = new Set(booking.holders.map(({ holderId }) => holderId));
  const holderIds = checkIn.holderIds.filter((holderId) => present.has(holderId));
  return isReachedStill && holderIds.length > 0 ? { ...checkIn, holderIds } : undefined;
}

/** Without those where nobody needs a card. */
function placesOf({ directoryAnswer: { resource } }: MappedFrom): readonly ResourcePlace[] {
  return resource === undefined || resource.accessControl === false ? [] : resource.places;
}

function isSamePlace(a: AtPlace, b: AtPlace): boolean {
  return a.providerId === b.providerId && a.place === b.place;
}

function isReached(booking: Booking, { earlyMinutes, lateMinutes }: ResourcePlace, at: Instant): boolean {
  const window = bookedWindow(booking);
  return isInWindow(at, clipBuffers({ window, earlyMinutes, lateMinutes, neighbours: [] }).window);
}
