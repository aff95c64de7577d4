import type { BookingFeed, SyncedBookings } from '../engine/sync-bookings';
import { AcxError, type AcxErrorJson } from '../errors/acx-error';
import { isSameJson } from '../model/json';
import { parseBooking } from '../model/parse-booking';
import type { BookingSource, SourceReading } from '../ports/booking-source';
import type { FollowOptions } from './follow-options';
import type { FollowedResource, UnmappedBooking } from './followed-resource';

/** A reading and the resource it is of. */
export interface FreshReading {
  readonly resource: FollowedResource;
  readonly reading: SourceReading;
}

/** What has come of readings. */
export interface BelievedReadings {
  /** Bookings that are new or other than they were. */
  readonly changed: readonly string[];
  /** When so many rights would have gone that nothing was taken away. What is new was stored all the same. */
  readonly stopped?: AcxErrorJson;
}

/**
 * Makes the bookings the same as what was read. A booking that is missing is only suspected at first; one that is missing again after
 * `confirmAfterMs` is cancelled. What is listed and opens for nobody is cancelled at once; what is listed and cannot be read stays as it is.
 * @throws what the directory or the ledger throws; then part of it may be stored, and all of it is to be read again.
 */
export async function believeReadings(
  options: Pick<FollowOptions, 'access' | 'ledger'> & { readonly source: Pick<BookingSource, 'id' | 'resourceIds'> },
  fresh: readonly FreshReading[],
  moment: { readonly nowMs: number; readonly confirmAfterMs: number; readonly allowMassRevocation: boolean },
): Promise<BelievedReadings> {
  const { access, ledger, source } = options;
  const { nowMs, confirmAfterMs, allowMassRevocation } = moment;
  const checked = fresh.map(checkReading);
  const readings = checked.filter(({ resource, reading }) => !isKnown(resource, reading));
  const unreadable = new Set(readings.flatMap(({ reading }) => reading.unreadable));
  const confirmed = readings.flatMap(({ resource }) =>
    [...resource.suspects].filter(([, sinceMs]) => nowMs - sinceMs >= confirmAfterMs).map(([id]) => id),
  );
  const feed = {
    bookings: readings.flatMap(({ reading }) => reading.bookings),
    resourceIds: readings.map(({ resource }) => resource.resourceId),
    windows: readings.map(({ reading: { resourceId, window } }) => ({ resourceId, window })),
    idPrefix: `${source.id}/`,
    released: readings.flatMap(({ reading }) => reading.released),
    cancels: [...confirmed.filter((id) => !unreadable.has(id)), ...readings.flatMap(({ reading }) => reading.withheld)],
    guardedResourceIds: source.resourceIds,
    allowMassRevocation,
  } satisfies BookingFeed;

  let synced: SyncedBookings;
  let stopped: AcxErrorJson | undefined;
  try {
    synced = await access.syncBookings(feed);
  } catch (failure) {
    if (!AcxError.isInstance(failure) || failure.code !== 'unsafe_plan') throw failure;
    stopped = failure.toJSON();
    // Whoever has booked anew gets in: only what would take away is stopped.
    const { idPrefix } = feed;
    const bookings = await listNews(ledger, feed.bookings);
    synced = await access.syncBookings({ bookings, idPrefix, windows: [], cancels: [] });
  }
  for (const { resource, reading } of checked) resource.problems = reading.problems;
  if (stopped === undefined) for (const one of readings) settle(one, { synced, unreadable, nowMs });
  return {
    changed: synced.stored.flatMap(({ bookingId, result }) => (result === 'stored' ? [bookingId] : [])),
    ...(stopped !== undefined && { stopped }),
  };
}

/** Read once more, and nothing new: what was believed has left nothing to be done. */
function isKnown({ believed }: FollowedResource, reading: SourceReading): boolean {
  return believed !== undefined && isSameJson(believed, reading);
}

/** What the core cannot take is as good as unreadable: one such booking must not keep back the others. */
function checkReading({ resource, reading }: FreshReading): FreshReading {
  const problems = [...reading.problems];
  const unreadable = [...reading.unreadable];
  const bookings = reading.bookings.filter((booking) => {
    try {
      parseBooking(booking);
      return true;
    } catch (failure) {
      if (!AcxError.isInstance(failure)) throw failure;
      unreadable.push(booking.id);
      const { resourceId } = reading;
      problems.push({ problem: 'booking_unreadable', resourceId, bookingId: booking.id, message: failure.message });
      return false;
    }
  });
  return { resource, reading: { ...reading, bookings, unreadable, problems } };
}

async function listNews<Booking extends { readonly id: string }>(
  ledger: FollowOptions['ledger'],
  listed: readonly Booking[],
): Promise<Booking[]> {
  const news: Booking[] = [];
  for (const booking of listed) {
    const known = await ledger.transaction(({ bookings }) => bookings.find(booking.id));
    if (known?.booking.status !== 'confirmed') news.push(booking);
  }
  return news;
}

/** Writes down what is left to be done of a resource. */
function settle(
  { resource, reading }: FreshReading,
  outcome: {
    readonly synced: SyncedBookings;
    readonly unreadable: ReadonlySet<string>;
    readonly nowMs: number;
  },
): void {
  const { synced, unreadable, nowMs } = outcome;
  const { resourceId, suspects } = resource;
  const bookings = new Map(reading.bookings.map((booking) => [booking.id, booking]));
  const stored = synced.stored.filter(({ bookingId }) => bookings.has(bookingId));
  const refused = synced.refused.filter(({ bookingId }) => bookings.has(bookingId));
  const missing = synced.missing.filter((one) => one.resourceId === resourceId && !unreadable.has(one.bookingId));
  const ids = new Set(missing.map(({ bookingId }) => bookingId));
  for (const id of suspects.keys()) if (!ids.has(id)) suspects.delete(id);
  for (const id of ids) if (!suspects.has(id)) suspects.set(id, nowMs);
  resource.unmapped = [
    ...stored.flatMap(({ bookingId, problems }) => problems.map((error) => ({ bookingId, error }))),
    ...refused,
  ].map(({ bookingId, error }): UnmappedBooking => {
    const holderId =
      typeof error.holderIndex === 'number' ? bookings.get(bookingId)?.holders[error.holderIndex]?.holderId : undefined;
    return { bookingId, resourceId, ...(holderId !== undefined && { holderId }), error };
  });
  const isDone = suspects.size === 0 && resource.unmapped.length === 0;
  resource.believed = isDone ? reading : undefined;
}
