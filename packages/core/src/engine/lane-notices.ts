import type { AcxErrorJson } from '../errors/acx-error';
import { fingerprint } from '../model/fingerprint';
import { type Instant, instantToMs } from '../model/instant';
import type { Notice, PermissionFailedNotice, RevocationFailedNotice } from '../model/notice';
import { isTriedAgain } from '../policy/worth-trying';
import type { LaneClaim, PermissionRecord } from '../ports/ledger-records';
import type { TriedChange } from './settle-lane';

/** Permissions that have just failed for good. Pure. */
export function failureNotices(moved: readonly PermissionRecord[], now: Instant): Notice[] {
  return moved.flatMap((record) => {
    const { state, error } = record.status;
    if (state !== 'failed' || error === undefined) return [];
    const action =
      'Correct what the message names, then store the booking again. Until then, let the holder in by hand.';
    return [permissionFailed(record, error, { at: now, why: error.message, action })];
  });
}

/** Rights that the vendor has just refused to take away for good, whether or not anybody still remembers why they were there. Pure. */
export function revocationNotices(claim: LaneClaim, tried: readonly TriedChange[], now: Instant): Notice[] {
  return tried.flatMap(({ change, outcome }) => {
    const error = outcome.error?.toJSON();
    if (change.kind !== 'revoke' || error === undefined || isTriedAgain(error)) return [];
    const identity = JSON.stringify([claim.providerId, change.grantKey, error.code, claim.token]);
    return [revocationFailed({ ...claim, identity, error, at: now })];
  });
}

/** What providers have warned of; the same of one day is one notice. Pure. */
export function capacityNotices(claim: LaneClaim, tried: readonly TriedChange[], now: Instant): Notice[] {
  const { providerId } = claim;
  return tried.flatMap(({ outcome: { warning } }): Notice[] => {
    if (warning === undefined) return [];
    const { resource, message, action } = warning;
    const id = `capacity_low/${fingerprint(JSON.stringify([providerId, resource, now.slice(0, 10)]))}`;
    return [{ id, type: 'capacity_low', at: now, audience: ['administrator'], providerId, resource, message, action }];
  });
}

/**
 * What a person has to know before somebody stands at a door: rights that are still not in place shortly before their start, and rights that are
 * still there although they should be gone. Equal circumstances give equal ids, so nobody is told twice. Pure.
 */
export function lateNotices(records: readonly PermissionRecord[], now: Instant): Notice[] {
  return records.flatMap((record): Notice[] => {
    const { permission, status, lane, providerId } = record;
    const { window, key } = permission;
    if (status.state === 'withdrawing' || window.endsAt <= now) {
      const { error } = status;
      if (error === undefined) return [];
      return [revocationFailed({ providerId, lane, identity: JSON.stringify([key, window]), error, at: now })];
    }
    const error = status.error ?? notLookedAt(record);
    const minutes = Math.round((instantToMs(window.startsAt) - instantToMs(now)) / 60_000);
    const when = minutes >= 0 ? `${minutes} minutes before` : `${-minutes} minutes after`;
    const why = `it is not in place ${when} its start. ${error.message}`;
    const action = 'It is tried again by itself. Be ready to let the holder in by hand.';
    return [permissionFailed(record, error, { at: now, why, action })];
  });
}

function permissionFailed(
  { permission, status }: PermissionRecord,
  error: AcxErrorJson,
  { at, why, action }: { at: Instant; why: string; action: string },
): PermissionFailedNotice {
  const { key, bookingId, providerId, place, window } = permission;
  return {
    id: `permission_failed/${fingerprint(JSON.stringify([key, window, status.state === 'failed', error.code]))}`,
    type: 'permission_failed',
    at,
    audience: ['manager', 'administrator'],
    bookingId,
    providerId,
    place,
    error,
    message: `Booking ${bookingId} (${window.startsAt} to ${window.endsAt}) does not open ${place} at ${providerId}: ${why}`,
    action,
  };
}

function revocationFailed(options: {
  providerId: string;
  lane: string;
  identity: string;
  error: AcxErrorJson;
  at: Instant;
}): RevocationFailedNotice {
  const { providerId, lane, identity, error, at } = options;
  return {
    id: `revocation_failed/${fingerprint(identity)}`,
    type: 'revocation_failed',
    at,
    audience: ['manager', 'administrator'],
    providerId,
    lane,
    error,
    message: `A right on ${lane} at ${providerId} should be gone and may still open: ${error.message}`,
    action:
      "Take it away by hand in the vendor's own console, or correct what the message names and run a healing check.",
  };
}

function notLookedAt({ permission }: PermissionRecord): AcxErrorJson {
  const message = `Nobody has worked on ${permission.place} in time; look at the health of the engine and of ${permission.providerId}.`;
  return { name: 'ConnectionError', code: 'connection', message, isRetryable: true, effect: 'none' };
}
