import { AcxError, type AcxErrorJson } from '../errors/acx-error';
import { UnsafePlanError } from '../errors/unsafe-plan-error';
import type { Booking } from '../model/booking';
import { type ParsedBooking, parseBooking } from '../model/parse-booking';
import { isOverlapping, type Window } from '../model/window';
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
  /** Only bookings of these resources that overlap this window are looked at: of others the feed says nothing. Default: any time. */
  readonly windows?: readonly { readonly resourceId: string; readonly window: Window }[];
  /** Only bookings whose id begins so are looked at: the others come from somewhere else. Default: all. */
  readonly idPrefix?: string;
  /** Bookings that the source says are over. They are cancelled, and the guard does not count them. Default: none. */
  readonly released?: readonly string[];
  /** Which of the bookings that are just missing are cancelled. The others are left alone, and `missing` names them. Default: all. */
  readonly cancels?: readonly string[];
  /** What is taken away is compared with the rights held for these resources. Default: those that are looked at. */
  readonly guardedResourceIds?: readonly string[];
  /** Lets the feed take away more rights than the guard allows, or everything. Default false. */
  readonly allowMassRevocation?: boolean;
}

/** What a feed has changed. */
export interface SyncedBookings {
  readonly stored: readonly StoredBooking[];
  /** Bookings that could not be stored, for example one revision with two contents. The rest of the feed counts. */
  readonly refused: readonly { readonly bookingId: string; readonly error: AcxErrorJson }[];
  readonly cancelled: readonly string[];
  /** Missing in the feed and left alone, because `cancels` does not name them. */
  readonly missing: readonly { readonly bookingId: string; readonly resourceId: string }[];
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
  const upcoming = (await listUpcoming(context, now)).map(({ booking }) => booking);
  const held = upcoming.filter(isLookedAt(feed));
  const { released, cancelled: gone, leftAlone } = sortOutUnlisted(feed, parsed, held);
  if (feed.allowMassRevocation !== true) {
    const unguarded = new Set([...released, ...leftAlone].map(({ id }) => id));
    const guarded = held.filter(({ id }) => !unguarded.has(id));
    await guard(context, feed, { upcoming, held: guarded, looked });
  }

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
  // By revision, so that an update that has come in since the feed was made is left alone.
  const cancelled: string[] = [];
  for (const { id, revision } of [...released, ...gone]) {
    const { result } = await cancelBooking(context, id, { revision, cancelledBy: 'feed' });
    if (result === 'stored') cancelled.push(id);
  }
  return {
    stored,
    refused,
    cancelled,
    missing: leftAlone.map(({ id, resourceId }) => ({ bookingId: id, resourceId })),
  };
}

/** Is the feed all there is to say about a booking? */
function isLookedAt({
  resourceIds,
  windows,
  idPrefix = '',
}: Pick<BookingFeed, 'resourceIds' | 'windows' | 'idPrefix'>) {
  const resources = resourceIds === undefined ? undefined : new Set(resourceIds);
  const windowOf = windows && new Map(windows.map(({ resourceId, window }) => [resourceId, window]));
  return (booking: Booking): boolean => {
    if (!booking.id.startsWith(idPrefix) || resources?.has(booking.resourceId) === false) return false;
    if (windowOf === undefined) return true;
    const window = windowOf.get(booking.resourceId);
    return window !== undefined && isOverlapping(booking, window);
  };
}

/** What is held and not listed: over by the word of the source, cancelled because it is missing, or left alone. */
function sortOutUnlisted(feed: BookingFeed, parsed: readonly ParsedBooking[], held: readonly Booking[]) {
  const listed = new Set(parsed.map(({ id }) => id));
  const over = new Set(feed.released);
  const cancels = feed.cancels === undefined ? undefined : new Set(feed.cancels);
  const unlisted = held.filter(({ id }) => !listed.has(id));
  const missing = unlisted.filter(({ id }) => !over.has(id));
  return {
    released: unlisted.filter(({ id }) => over.has(id)),
    cancelled: missing.filter(({ id }) => cancels?.has(id) !== false),
    leftAlone: missing.filter(({ id }) => cancels?.has(id) === false),
  };
}

async function guard(
  context: EngineContext,
  feed: BookingFeed,
  bookings: {
    readonly upcoming: readonly Booking[];
    /** Those that the feed may change. */
    readonly held: readonly Booking[];
    readonly looked: readonly LookedUpBooking[];
  },
): Promise<void> {
  const { upcoming, held, looked } = bookings;
  if (looked.length === 0 && held.length > 0 && feed.cancels === undefined)
    return stopUnsafe(context, emptyFeed(held.length));
  const heldIds = held.map(({ id }) => id);
  const { held: rights, revoked } = await countRevoked(context, { heldIds, wished: looked });
  const judge = (heldRights: number) => {
    const counted = { held: heldRights, revoked: revoked.length };
    return guardRevocations({ scope: 'booking feed', ...counted, limits: context.revocationLimits });
  };
  if (judge(rights.length) === undefined) return;
  // Only now is it worth reading what else is held.
  const { resourceIds, guardedResourceIds = resourceIds, idPrefix } = feed;
  const others = upcoming.filter(isLookedAt({ resourceIds: guardedResourceIds, idPrefix }));
  const allIds = [...new Set([...heldIds, ...others.map(({ id }) => id)])];
  const { held: all } = await countRevoked(context, { heldIds: allIds, wished: [] });
  await stopUnsafe(context, judge(all.length));
}

function emptyFeed(held: number): UnsafePlanError {
  return new UnsafePlanError({
    scope: 'booking feed',
    held,
    revoked: held,
    message: `The booking feed is empty while ${held} bookings are held, so it was taken for broken and nothing was changed. If there really are none, run it again with allowMassRevocation.`,
  });
}
