import type { Composition } from '../model/composition';
import { fingerprint } from '../model/fingerprint';
import type { Instant } from '../model/instant';
import type { DoubleBookingNotice } from '../model/notice';
import type { PermissionRecord } from '../ports/ledger-records';

/**
 * When a manager hears that a vendor cannot hold two bookings at once. `always`: whenever one has to wait for another.
 * `when-action-needed`: only when handing over by itself cannot serve it in time.
 */
export type DoubleBookingMode = 'always' | 'when-action-needed';

/**
 * Bookings that have just found the vendor's only room taken, by another booking or by a right that is not ours. A booking that is not moved is told
 * of once. Pure.
 * @param options.moved Permissions whose status has just changed.
 * @param options.permissions Everything of the lane, to name the bookings in the way.
 */
export function doubleBookingNotices(options: {
  moved: readonly PermissionRecord[];
  permissions: readonly PermissionRecord[];
  compositions: ReadonlyMap<string, Composition>;
  mode: DoubleBookingMode;
  now: Instant;
}): DoubleBookingNotice[] {
  const { moved, permissions, compositions, mode, now } = options;
  const bookingIdOf = new Map(permissions.map(({ permission: { key, bookingId } }) => [key, bookingId]));
  return moved.flatMap((record): DoubleBookingNotice[] => {
    const { status, permission, grantKey } = record;
    if (isOccupiedByOthers(record))
      return [notice(record, { now, blockingBookingIds: [], message: status.error?.message ?? '' })];
    const { expectedAt } = status;
    if (status.state !== 'waiting' || status.waitingReason !== 'grant_occupied' || expectedAt === undefined) return [];
    if (mode === 'when-action-needed' && expectedAt <= permission.window.startsAt) return [];
    const covered = compositions.get(grantKey)?.covered ?? [];
    const blocking = covered.flatMap(({ permissionKey }) => bookingIdOf.get(permissionKey) ?? []);
    const blockingBookingIds = [...new Set(blocking)].filter((id) => id !== permission.bookingId).sort();
    const message = `it cannot be held beside ${blockingBookingIds.join(', ') || 'an earlier right'}.`;
    return [notice(record, { now, blockingBookingIds, message, expectedAt })];
  });
}

function isOccupiedByOthers({ status: { state, error } }: PermissionRecord): boolean {
  return (state === 'failed' || state === 'retrying') && error?.code === 'conflict' && error.what === 'occupied';
}

function notice(
  { permission }: PermissionRecord,
  options: { now: Instant; blockingBookingIds: readonly string[]; message: string; expectedAt?: Instant },
): DoubleBookingNotice {
  const { key, bookingId, providerId, place, window } = permission;
  const { now, blockingBookingIds, message, expectedAt } = options;
  const isActionNeeded = expectedAt === undefined || expectedAt > window.startsAt;
  const identity = JSON.stringify([key, window, isActionNeeded]);
  return {
    id: `double_booking/${fingerprint(identity)}`,
    type: 'double_booking',
    at: now,
    audience: ['manager'],
    bookingId,
    providerId,
    place,
    window,
    blockingBookingIds,
    ...(expectedAt === undefined ? {} : { expectedAt }),
    isActionNeeded,
    message: `Booking ${bookingId} (${window.startsAt} to ${window.endsAt}) is not written on ${place} at ${providerId} yet: ${message}`,
    action: actionOf(isActionNeeded, expectedAt),
  };
}

function actionOf(isActionNeeded: boolean, expectedAt: Instant | undefined): string {
  if (expectedAt === undefined)
    return 'Free the place at the vendor, or give this holder access by hand for the booked time.';
  return isActionNeeded
    ? `It is written by itself at ${expectedAt}, after its start. Let the holder in by hand until then.`
    : `Nothing has to be done: it is written by itself at ${expectedAt}.`;
}
