import { AcxError, type AcxErrorJson } from '../errors/acx-error';
import { UnsafePlanError } from '../errors/unsafe-plan-error';
import { mapBooking } from '../mapping/map-booking';
import type { Booking } from '../model/booking';
import type { Instant } from '../model/instant';
import { type ParsedBooking, parseBooking } from '../model/parse-booking';
import { guardRevocations } from '../policy/guard-revocations';
import type { DirectoryAnswer } from '../ports/directory';
import { type EngineContext, nowOf } from './engine-context';
import { guardNotice } from './guard-notice';
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

interface LookedUp {
  readonly parsed: ParsedBooking;
  readonly directoryAnswer: DirectoryAnswer;
}

const PAGE = 500;

/**
 * Makes our bookings the same as a complete feed. A feed that is empty, or that would take away too many of the rights that are held, for whatever
 * reason, is taken for broken: nothing changes.
 * @throws InvalidInputError for the first booking that is wrong, or what the directory throws; nothing was stored then.
 * @throws UnsafePlanError when too much would be taken away; nothing was changed then.
 */
export async function syncBookings(context: EngineContext, feed: BookingFeed): Promise<SyncedBookings> {
  const now = nowOf(context);
  const parsed = feed.bookings.map(parseBooking);
  const looked: LookedUp[] = [];
  for (const booking of parsed) looked.push({ parsed: booking, directoryAnswer: await lookUp(context, booking) });
  const resources = feed.resourceIds === undefined ? undefined : new Set(feed.resourceIds);
  const held = (await listHeld(context, now)).filter(({ resourceId }) => resources?.has(resourceId) ?? true);
  if (feed.allowMassRevocation !== true) await guard(context, held, looked, now);

  const stored: StoredBooking[] = [];
  const refused: { bookingId: string; error: AcxErrorJson }[] = [];
  for (const { parsed: booking, directoryAnswer } of looked) {
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

/** Counts the rights that would go, by maps alone: whether a booking is missing, cancelled, or no longer mapped makes no difference. */
async function guard(
  context: EngineContext,
  held: readonly Booking[],
  looked: readonly LookedUp[],
  now: Instant,
): Promise<void> {
  const wanted = new Set<string>();
  for (const { parsed, directoryAnswer } of looked) {
    const booking = { ...parsed, revision: parsed.revision ?? 0 };
    for (const { key } of mapBooking({ booking, directoryAnswer, neighbours: [] }).permissions) wanted.add(key);
  }
  const heldKeys: string[] = [];
  for (const { id } of held) {
    const records = await context.ledger.transaction(({ permissions }) => permissions.listOfBooking(id));
    for (const { permission, status } of records)
      if (status.state !== 'ended' && status.state !== 'withdrawing') heldKeys.push(permission.key);
  }
  const revoked = heldKeys.filter((key) => !wanted.has(key)).length;
  const unsafe =
    looked.length === 0 && held.length > 0
      ? emptyFeed(held.length)
      : guardRevocations({ scope: 'booking feed', held: heldKeys.length, revoked, limits: context.revocationLimits });
  if (unsafe === undefined) return;
  await context.ledger.transaction(({ notices }) => notices.add(guardNotice(unsafe, now)));
  throw unsafe;
}

function emptyFeed(held: number): UnsafePlanError {
  return new UnsafePlanError({
    scope: 'booking feed',
    held,
    revoked: held,
    message: `The booking feed is empty while ${held} bookings are held, so it was taken for broken and nothing was changed. If there really are none, run it again with allowMassRevocation.`,
  });
}

async function listHeld(context: EngineContext, endsAfter: Instant): Promise<Booking[]> {
  const held: Booking[] = [];
  for (let afterId: string | undefined; ; ) {
    const page = await context.ledger.transaction(({ bookings }) =>
      bookings.listUpcoming({ endsAfter, afterId, limit: PAGE }),
    );
    held.push(...page.map(({ booking }) => booking));
    afterId = page.at(-1)?.booking.id;
    if (page.length < PAGE) return held;
  }
}
