import { fingerprint } from '../model/fingerprint';
import { type Instant, instantToMs } from '../model/instant';
import type { Notice } from '../model/notice';
import type { PermissionRecord } from '../ports/ledger-records';

/** The notices that a permission's new status calls for. Equal circumstances give equal ids, so nobody is told twice. Pure. */
export function laneNotices(options: {
  records: readonly PermissionRecord[];
  now: Instant;
  noticeLeadMs: number;
}): Notice[] {
  const { records, now, noticeLeadMs } = options;
  return records.flatMap(({ permission, status }) => {
    const { error, state } = status;
    if (error === undefined) return [];
    const isLate = instantToMs(permission.window.startsAt) - instantToMs(now) <= noticeLeadMs;
    if (state !== 'failed' && !(state === 'retrying' && isLate)) return [];
    const { key, bookingId, providerId, place, window } = permission;
    const isFinal = state === 'failed';
    return [
      {
        id: `permission_failed/${fingerprint(JSON.stringify([key, window, state, error.code]))}`,
        type: 'permission_failed',
        at: now,
        audience: ['manager', 'administrator'],
        bookingId,
        providerId,
        place,
        error,
        message: `Booking ${bookingId} (${window.startsAt} to ${window.endsAt}) does not open ${place} at ${providerId}: ${error.message}`,
        action: isFinal
          ? 'Correct what the message names, then run a healing check. Until then, let the holder in by hand.'
          : 'It is tried again by itself. Be ready to let the holder in by hand.',
      },
    ];
  });
}
