import type { AcxErrorJson } from '../errors/acx-error';
import { bookedWindow, type MappedBooking, mapBooking } from '../mapping/map-booking';
import type { Booking } from '../model/booking';
import { earliest, type Instant, instantFromMs, instantToMs } from '../model/instant';
import { isSameJson } from '../model/json';
import { isOverlapping, type Window } from '../model/window';
import type { ResourceEntry } from '../ports/directory';
import type { LedgerTransaction } from '../ports/ledger';
import type { BookingRecord, PermissionRecord } from '../ports/ledger-records';
import { type BookingProviders, locatePermissions } from './booking-providers';
import { mattersFrom } from './lane-urgency';

const MINUTE_MS = 60_000;

/** Maps a booking against what the ledger knows of its neighbours. */
async function mapAgainstNeighbours(
  transaction: LedgerTransaction,
  booking: Booking,
  directoryAnswer: BookingRecord['directoryAnswer'],
): Promise<MappedBooking> {
  const neighbours = await listNeighbours(transaction, booking, directoryAnswer.resource);
  return mapBooking({
    booking,
    directoryAnswer,
    neighbours: neighbours.map((neighbour) => bookedWindow(neighbour.booking)),
  });
}

/** Longest buffer that a directory may name. */
const LONGEST_BUFFER_MINUTES = 1440;

/**
 * The other confirmed bookings of the resource that lie within reach of a buffer, this booking's or their own; none where buffers give way to
 * nobody. A neighbour may have been stored when the directory named longer buffers, so its own are looked at.
 */
export async function listNeighbours(
  transaction: LedgerTransaction,
  booking: Booking,
  resource: ResourceEntry | undefined,
): Promise<BookingRecord[]> {
  if (resource === undefined || resource.use === 'shared') return [];
  const found = await transaction.bookings.listOverlapping(booking.resourceId, widen(booking, LONGEST_BUFFER_MINUTES));
  const reach = reachMinutesOf(resource);
  return found.filter((record) => {
    const minutes = Math.max(reach, reachMinutesOf(record.directoryAnswer.resource));
    return record.booking.id !== booking.id && minutes > 0 && isOverlapping(record.booking, widen(booking, minutes));
  });
}

function reachMinutesOf(resource: ResourceEntry | undefined): number {
  const buffers = resource?.places.flatMap(({ earlyMinutes, lateMinutes }) => [earlyMinutes, lateMinutes]) ?? [];
  return Math.max(0, ...buffers);
}

function widen(window: Window, minutes: number): Window {
  const shift = (instant: Instant, by: number): Instant => instantFromMs(instantToMs(instant) + by * MINUTE_MS);
  return { startsAt: shift(window.startsAt, -minutes), endsAt: shift(window.endsAt, minutes) };
}

/**
 * Makes the permissions of a booking what its mapping says now, and wakes every lane that has to look. What stays the same is left alone.
 * Resolves with the problems of the mapping.
 */
export async function remapBooking(
  transaction: LedgerTransaction,
  record: Pick<BookingRecord, 'booking' | 'directoryAnswer'>,
  options: { providers: BookingProviders; now: Instant; revokeReason: 'cancelled' | 'moved' },
): Promise<AcxErrorJson[]> {
  const { booking, directoryAnswer } = record;
  const { providers, now, revokeReason } = options;
  const mapped = await mapAgainstNeighbours(transaction, booking, directoryAnswer);
  const existingRecords = await transaction.permissions.listOfBooking(booking.id);
  const former = new Map(existingRecords.map((item) => [item.permission.key, item]));
  const located = locatePermissions(mapped.permissions, { providers, existing: new Map(former) });

  for (const next of located.records) {
    const existing = former.get(next.permission.key);
    former.delete(next.permission.key);
    if (existing !== undefined && (isUnchanged(existing, next) || isOverAndStaysOver(existing, next, now))) continue;
    await transaction.permissions.save(next);
    const formerAt = existing === undefined ? undefined : mattersFrom(existing, now);
    await transaction.lanes.wake(next, now, earliest(mattersFrom(next, now), formerAt));
    // The vendor-side unit can change with the provider's configuration: then the old one has to look too.
    if (existing !== undefined && existing.lane !== next.lane) await transaction.lanes.wake(existing, now, formerAt);
  }
  for (const gone of former.values()) {
    const { state, windows, error } = gone.status;
    // One that could not be taken away gets another try; one that is on its way is left alone.
    if (state === 'ended' || (state === 'withdrawing' && error === undefined)) continue;
    await transaction.permissions.save({ ...gone, status: { state: 'withdrawing', windows, revokeReason } });
    await transaction.lanes.wake(gone, now, mattersFrom(gone, now));
  }
  return [...mapped.problems, ...located.problems].map((problem) => problem.toJSON());
}

/** The past is not looked at again because a neighbour has changed. */
function isOverAndStaysOver(existing: PermissionRecord, next: PermissionRecord, now: Instant): boolean {
  return existing.status.state === 'ended' && next.permission.bufferedWindow.endsAt <= now;
}

/** The same wish, and not one that has failed: storing a booking again is how a person asks for another try. */
function isUnchanged(existing: PermissionRecord, next: PermissionRecord): boolean {
  const { state, revokeReason } = existing.status;
  if (state === 'failed' || state === 'withdrawing' || revokeReason !== undefined) return false;
  return isSameJson({ ...existing, status: null }, { ...next, status: null });
}
