import {
  instantToMs,
  MappingError,
  type Permission,
  type RejectedPermission,
  UnsupportedCapabilityError,
} from '@acx/core/provider';
import type { SaltoComposeRules } from './salto-compose-rules';
import { type JoinedWishes, joinWishes, permissionToWish, type SaltoWish, shrinkJoined } from './salto-wish';

/** What is wanted from now on, as stretches in order of time, and what can never be served. */
export interface ReadWishes {
  readonly joined: readonly JoinedWishes[];
  readonly rejected: RejectedPermission[];
}

/** Reads the wishes of permissions that are not over. Pure. */
export function readWishes(permissions: readonly Permission[], nowMs: number, rules: SaltoComposeRules): ReadWishes {
  const { resolutionSeconds, isStrict } = rules;
  const rejected: RejectedPermission[] = [];
  let wishes: SaltoWish[] = [];
  for (const permission of permissions) {
    if (instantToMs(permission.bufferedWindow.endsAt) <= nowMs) continue;
    if (permission.credential === 'linked') wishes.push(permissionToWish(permission));
    else rejected.push({ permissionKey: permission.key, error: unsupported(permission, rules) });
  }
  // Leaving one out may take away what the next one leaned on.
  for (;;) {
    const joined = joinWishes(wishes).map((stretch) => shrinkJoined(stretch, { resolutionSeconds, nowMs }));
    const isUnfit = ({ startMs, endMs, adjustments }: SaltoWish): boolean =>
      endMs <= startMs || (isStrict && adjustments.includes('shrunk_to_slot'));
    const unfit = new Set(joined.flatMap((stretch) => stretch.wishes.filter(isUnfit)).map(keyOf));
    if (unfit.size === 0) return { joined: joined.flatMap((stretch) => withoutPast(stretch, nowMs)), rejected };
    for (const wish of wishes)
      if (unfit.has(keyOf(wish)))
        rejected.push({
          permissionKey: keyOf(wish),
          error: notHeld(wish.permission, rules, `it does not begin and end on steps of ${resolutionSeconds} seconds`),
        });
    wishes = wishes.filter((wish) => !unfit.has(keyOf(wish)));
  }
}

function keyOf({ permission }: SaltoWish): string {
  return permission.key;
}

/** What was cut off its end may have been all that was left. */
function withoutPast(stretch: JoinedWishes, nowMs: number): JoinedWishes[] {
  const wishes = stretch.wishes.filter(({ endMs }) => endMs > nowMs);
  return wishes.length === 0 ? [] : [{ ...stretch, wishes }];
}

/** Why a booking is refused that no record can open exactly. */
export function inexact(permission: Permission, rules: SaltoComposeRules): MappingError {
  const why =
    'no period with one timetable opens exactly its time (a repeated hour of an autumn night, or dates that Space may call special)';
  return notHeld(permission, rules, why);
}

function unsupported({ credential }: Permission, { providerId }: SaltoComposeRules): UnsupportedCapabilityError {
  return new UnsupportedCapabilityError({
    providerId,
    capability: 'credentialKinds',
    reason: `an access level opens for the key cards that belong to it; it cannot hold a ${credential}.`,
  });
}

function notHeld({ bookingId, place }: Permission, { providerId }: SaltoComposeRules, why: string): MappingError {
  return new MappingError({
    problem: 'not_representable',
    bookingId,
    providerId,
    place,
    message: `Booking ${bookingId} cannot be held on zone ${place} of ${providerId}: ${why}. Nothing was written for it. Change the booking, tell the provider the special dates of Space's calendar, or let it be adjusted.`,
  });
}
