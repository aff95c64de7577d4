import { UnsafePlanError } from '../errors/unsafe-plan-error';
import type { Booking } from '../model/booking';
import { guardRevocations } from '../policy/guard-revocations';
import { isInScope, type ParsedFeed } from './booking-feed';
import { countRevoked, type LookedUpBooking } from './count-revoked';
import { type EngineContext, nowOf } from './engine-context';
import { listUpcoming } from './list-upcoming';

/** What a feed would take away. */
export interface FeedLosses {
  /** Rights that would go, apart from those of bookings that the source says are over. */
  readonly revoked: number;
  /** The bookings whose rights they are. */
  readonly bookingIds: ReadonlySet<string>;
  /** Why that is too much. */
  readonly unsafe?: UnsafePlanError;
}

/**
 * Counts what a feed would take away, and judges it.
 * @param bookings.cancelled What is missing in the feed and would be cancelled.
 * @param bookings.looked What the feed lists.
 */
export async function guardFeed(
  context: EngineContext,
  feed: ParsedFeed,
  bookings: {
    readonly cancelled: readonly Booking[];
    readonly looked: readonly LookedUpBooking[];
  },
): Promise<FeedLosses> {
  const { cancelled, looked } = bookings;
  const touched = [...cancelled.map(({ id }) => id), ...looked.map(({ booking }) => booking.id)];
  const { held: rights, revoked } = await countRevoked(context, { heldIds: touched, wished: looked });
  const losses = { revoked: revoked.length, bookingIds: new Set(revoked.map(({ bookingId }) => bookingId)) };
  const scope = feed.idPrefix === undefined ? 'booking feed' : `booking feed ${feed.idPrefix}`;
  if (looked.length === 0 && cancelled.length > 0 && feed.cancels === undefined)
    return { ...losses, unsafe: emptyFeed(scope, cancelled.length) };
  if (revoked.length === 0) return losses;
  const { guardedResourceIds, idPrefix, alreadyRevoked } = feed;
  const compared = guardedResourceIds === undefined ? feed : { resourceIds: guardedResourceIds, idPrefix };
  const isTouched = new Set(touched);
  // Everything that is held, and only now: most feeds take nothing away.
  const upcoming = await listUpcoming(context, nowOf(context));
  const isCompared = isInScope(compared);
  const others = upcoming.flatMap(({ booking }) =>
    isCompared(booking) && !isTouched.has(booking.id) ? [booking.id] : [],
  );
  const { held: otherRights } = await countRevoked(context, { heldIds: others, wished: [] });
  const counted = {
    scope,
    held: rights.length + otherRights.length + alreadyRevoked,
    revoked: revoked.length + alreadyRevoked,
  };
  const unsafe = guardRevocations({ ...counted, limits: context.revocationLimits });
  if (unsafe === undefined) return losses;
  return { ...losses, unsafe: feed.unsafeIs === 'refused' ? unsafe : leftOut(counted) };
}

function leftOut(counted: { scope: string; held: number; revoked: number }): UnsafePlanError {
  const { scope, held, revoked } = counted;
  const message = `The ${scope} would take away ${revoked} of ${held} rights within a short time, so those that were still there were left as they are; whatever takes nothing away was stored. If this is right, have everything read again with allowMassRevocation.`;
  return new UnsafePlanError({ ...counted, message });
}

function emptyFeed(scope: string, held: number): UnsafePlanError {
  return new UnsafePlanError({
    scope,
    held,
    revoked: held,
    message: `The ${scope} is empty while ${held} bookings are held, so it was taken for broken and nothing was changed. If there really are none, run it again with allowMassRevocation.`,
  });
}
