import { UnsafePlanError } from '../errors/unsafe-plan-error';
import type { Booking } from '../model/booking';
import { parseBooking } from '../model/parse-booking';
import { guardRevocations } from '../policy/guard-revocations';
import { type EngineContext, nowOf } from './engine-context';
import { guardNotice } from './guard-notice';
import { cancelBooking, putBooking, type StoredBooking } from './store-booking';

/** The whole truth of a booking source at one moment. */
export interface BookingFeed {
  /** Every booking that is confirmed and has not ended. What is missing here and known to us is cancelled. */
  readonly bookings: readonly unknown[];
  /** Only bookings of these resources are looked at. Default: all. */
  readonly resourceIds?: readonly string[];
  /** Lets the feed cancel more than the guard allows, or everything. Default false. */
  readonly allowMassRevocation?: boolean;
}

/** What a feed has changed. */
export interface SyncedBookings {
  readonly stored: readonly StoredBooking[];
  readonly cancelled: readonly string[];
}

const PAGE = 500;

/**
 * Makes our bookings the same as a complete feed. A feed that is empty, or lacks too much of what we hold, is taken for broken: nothing changes.
 * @throws InvalidInputError for the first booking that is wrong; nothing was stored then.
 * @throws UnsafePlanError when too much would be cancelled; nothing was changed then.
 */
export async function syncBookings(context: EngineContext, feed: BookingFeed): Promise<SyncedBookings> {
  const parsed = feed.bookings.map(parseBooking);
  const listed = new Set(parsed.map(({ id }) => id));
  const resources = feed.resourceIds === undefined ? undefined : new Set(feed.resourceIds);
  const held = (await listHeld(context)).filter(
    ({ resourceId }) => resources === undefined || resources.has(resourceId),
  );
  const gone = held.filter(({ id }) => !listed.has(id));

  if (feed.allowMassRevocation !== true) {
    const unsafe = isEmptied(listed.size, held.length)
      ? emptyFeed(held.length)
      : guardRevocations({
          scope: 'booking feed',
          held: held.length,
          revoked: gone.length,
          limits: context.revocationLimits,
        });
    if (unsafe !== undefined) {
      const notice = guardNotice(unsafe, nowOf(context));
      await context.ledger.transaction(({ notices }) => notices.add(notice));
      throw unsafe;
    }
  }
  const stored: StoredBooking[] = [];
  for (const booking of feed.bookings) stored.push(await putBooking(context, booking));
  for (const { id } of gone) await cancelBooking(context, id);
  return { stored, cancelled: gone.map(({ id }) => id) };
}

function isEmptied(listed: number, held: number): boolean {
  return listed === 0 && held > 0;
}

function emptyFeed(held: number): UnsafePlanError {
  return new UnsafePlanError({
    scope: 'booking feed',
    held,
    revoked: held,
    message: `The booking feed is empty while ${held} bookings are held, so it was taken for broken and nothing was changed. If there really are none, run it again with allowMassRevocation.`,
  });
}

async function listHeld(context: EngineContext): Promise<Booking[]> {
  const endsAfter = nowOf(context);
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
