import { AcxError, type AcxErrorJson } from '../errors/acx-error';
import { UnsafePlanError } from '../errors/unsafe-plan-error';
import type { Booking } from '../model/booking';
import { parseBooking } from '../model/parse-booking';
import { guardRevocations } from '../policy/guard-revocations';
import { countRevoked, type LookedUpBooking } from './count-revoked';
import { type EngineContext, nowOf } from './engine-context';
import { listUpcoming } from './list-upcoming';
import { stopUnsafe } from './stop-unsafe';
import { cancelBooking, lookUp, type StoredBooking, storeParsed } from './store-booking';

/** The whole truth of a booking source at one moment. */
export interface BookingFeed {
  /** Every booking that has not ended. What is missing here and known to us is cancelled. */
  readonly bookings: readonly unknown[];
  /** Only bookings of these resources are looked at. Default: all. */
  readonly resourceIds?: readonly string[];
  /** Lets the feed take away more rights than the guard allows, or everything. Default false. */
  readonly allowMassRevocation?: boolean;
}

/** What a feed has changed. */
export interface SyncedBookings {
  readonly stored: readonly StoredBooking[];
  /** Bookings that could not be stored, for example one revision with two contents. The rest of the feed counts. */
  readonly refused: readonly { readonly bookingId: string; readonly error: AcxErrorJson }[];
  readonly cancelled: readonly string[];
}

/**
 * Makes our bookings the same as a complete feed. A feed that is empty, or that would take away too many of the rights that are held, for whatever
 * reason, is taken for broken: nothing changes.
 * @throws InvalidInputError for the first booking that is wrong, or what the directory throws; nothing was stored then.
 * @throws UnsafePlanError when too much would be taken away; nothing was changed then.
 */
export async function syncBookings(context: EngineContext, feed: BookingFeed): Promise<SyncedBookings> {
  const now = nowOf(context);
  const parsed = feed.bookings.map(parseBooking);
  const looked: LookedUpBooking[] = [];
  for (const booking of parsed) looked.push({ booking, directoryAnswer: await lookUp(context, booking) });
  const resources = feed.resourceIds === undefined ? undefined : new Set(feed.resourceIds);
  const held = (await listUpcoming(context, now))
    .map(({ booking }) => booking)
    .filter(({ resourceId }) => resources?.has(resourceId) ?? true);
  if (feed.allowMassRevocation !== true) await guard(context, held, looked);

  const stored: StoredBooking[] = [];
  const refused: { bookingId: string; error: AcxErrorJson }[] = [];
  for (const { booking, directoryAnswer } of looked) {
    try {
      stored.push(await context.inOrder(booking.id, () => storeParsed(context, booking, directoryAnswer)));
    } catch (failure) {
      if (!AcxError.isInstance(failure)) throw failure;
      refused.push({ bookingId: booking.id, error: failure.toJSON() });
    }
  }
  const listed = new Set(parsed.map(({ id }) => id));
  const gone = held.filter(({ id }) => !listed.has(id));
  // By revision, so that an update that has come in since the feed was made is left alone.
  const cancelled: string[] = [];
  for (const { id, revision } of gone) {
    const { result } = await cancelBooking(context, id, { revision, cancelledBy: 'feed' });
    if (result === 'stored') cancelled.push(id);
  }
  return { stored, refused, cancelled };
}

async function guard(
  context: EngineContext,
  held: readonly Booking[],
  looked: readonly LookedUpBooking[],
): Promise<void> {
  const { held: rights, revoked } = await countRevoked(context, { heldIds: held.map(({ id }) => id), wished: looked });
  const counted = { held: rights.length, revoked: revoked.length };
  const unsafe =
    looked.length === 0 && held.length > 0
      ? emptyFeed(held.length)
      : guardRevocations({ scope: 'booking feed', ...counted, limits: context.revocationLimits });
  await stopUnsafe(context, unsafe);
}

function emptyFeed(held: number): UnsafePlanError {
  return new UnsafePlanError({
    scope: 'booking feed',
    held,
    revoked: held,
    message: `The booking feed is empty while ${held} bookings are held, so it was taken for broken and nothing was changed. If there really are none, run it again with allowMassRevocation.`,
  });
}
