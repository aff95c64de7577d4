import { AcxError, type AcxErrorJson } from '../errors/acx-error';
import type { Booking } from '../model/booking';
import { parseBooking } from '../model/parse-booking';
import { type BookingFeed, isInScope, type ParsedFeed, parseFeed, sortOutUnlisted } from './booking-feed';
import { countRevoked, type LookedUpBooking } from './count-revoked';
import { type EngineContext, nowOf } from './engine-context';
import { type FeedLosses, guardFeed } from './guard-feed';
import { listUpcoming } from './list-upcoming';
import { stopUnsafe, tellUnsafe } from './stop-unsafe';
import { cancelBooking, lookUp, type StoredBooking, storeParsed } from './store-booking';

/** What a feed has changed. */
export interface SyncedBookings {
  readonly stored: readonly StoredBooking[];
  /** Bookings that could not be stored, for example one revision with two contents. The rest of the feed counts. */
  readonly refused: readonly { readonly bookingId: string; readonly error: AcxErrorJson }[];
  readonly cancelled: readonly string[];
  /** Missing in the feed and left alone, because `cancels` does not name them; and how many rights each holds. */
  readonly missing: readonly MissingBooking[];
  /** How many rights were taken away, apart from those of `released`. */
  readonly revoked: number;
  /** With `unsafeIs: 'left_out'`: why not all of the feed was carried out. */
  readonly stopped?: AcxErrorJson;
}

/** A booking that a feed does not list. */
export interface MissingBooking {
  readonly bookingId: string;
  readonly resourceId: string;
  readonly rights: number;
}

/**
 * Makes our bookings the same as a feed. A feed that is empty, or that would take away too many of the rights that are held, for whatever reason, is
 * taken for broken: nothing changes.
 * @throws InvalidInputError for the feed itself and for the first booking that is wrong, or what the directory throws; nothing was stored then.
 * @throws UnsafePlanError when too much would be taken away; nothing was changed then.
 */
export async function syncBookings(context: EngineContext, input: BookingFeed): Promise<SyncedBookings> {
  const feed = parseFeed(input);
  const parsed = feed.bookings.map(parseBooking);
  const looked: LookedUpBooking[] = [];
  for (const booking of parsed) looked.push({ booking, directoryAnswer: await lookUp(context, booking) });
  const listedIds = parsed.map(({ id }) => id);
  const { released, cancelled, leftAlone } = sortOutUnlisted(feed, listedIds, await listHeld(context, feed));
  const losses: FeedLosses = feed.allowMassRevocation
    ? { revoked: 0, bookingIds: new Set() }
    : await guardFeed(context, feed, { cancelled, looked });
  const { unsafe } = losses;
  if (feed.unsafeIs === 'refused') await stopUnsafe(context, unsafe);
  else if (unsafe !== undefined) await tellUnsafe(context, unsafe, true);
  const isLeftOut = (id: string): boolean => unsafe !== undefined && losses.bookingIds.has(id);

  const stored: StoredBooking[] = [];
  const refused: { bookingId: string; error: AcxErrorJson }[] = [];
  for (const { booking, directoryAnswer } of looked) {
    if (isLeftOut(booking.id)) continue;
    try {
      stored.push(await context.inOrder(booking.id, () => storeParsed(context, booking, directoryAnswer)));
    } catch (failure) {
      if (!AcxError.isInstance(failure)) throw failure;
      refused.push({ bookingId: booking.id, error: failure.toJSON() });
    }
  }
  // By revision, so that an update that has come in since the feed was made is left alone.
  const gone: string[] = [];
  for (const { id, revision } of [...released, ...cancelled]) {
    if (isLeftOut(id)) continue;
    const { result } = await cancelBooking(context, id, { revision, cancelledBy: 'feed' });
    if (result === 'stored') gone.push(id);
  }
  return {
    stored,
    refused,
    cancelled: gone,
    missing: await Promise.all(leftAlone.map((booking) => toMissing(context, booking))),
    revoked: unsafe === undefined ? losses.revoked : 0,
    ...(unsafe && { stopped: unsafe.toJSON() }),
  };
}

/** What is held of all that the feed speaks of. With windows, only those are looked into. */
async function listHeld(context: EngineContext, feed: ParsedFeed): Promise<Booking[]> {
  const now = nowOf(context);
  if (feed.windows === undefined)
    return (await listUpcoming(context, now)).map(({ booking }) => booking).filter(isInScope(feed));
  const held = new Map<string, Booking>();
  for (const { resourceId, window } of feed.windows) {
    const records = await context.ledger.transaction(({ bookings }) => bookings.listOverlapping(resourceId, window));
    for (const { booking } of records) if (booking.endsAt > now) held.set(booking.id, booking);
  }
  return [...held.values()].filter(isInScope(feed));
}

async function toMissing(context: EngineContext, { id, resourceId }: Booking): Promise<MissingBooking> {
  const { held } = await countRevoked(context, { heldIds: [id], wished: [] });
  return { bookingId: id, resourceId, rights: held.length };
}
