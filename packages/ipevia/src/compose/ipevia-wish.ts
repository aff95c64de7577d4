import {
  type Adjustment,
  type Instant,
  instantFromMs,
  instantToMs,
  MappingError,
  type Permission,
  type RejectedPermission,
  UnsupportedCapabilityError,
  type Window,
} from '@acx/core/provider';
import { readIpeviaCardNumber } from '../card/ipevia-card-number';
import type { IpeviaComposeRules } from './ipevia-compose-rules';

/** A permission that can be served, with the window that may open for it. */
export interface IpeviaWish {
  readonly permissionKey: string;
  readonly card: string;
  readonly window: Window;
  readonly adjustments: readonly Adjustment[];
}

/** What is asked for and not over yet. */
export interface IpeviaWishes {
  readonly wishes: readonly IpeviaWish[];
  readonly rejected: readonly RejectedPermission[];
  /** When the rejected ones are over. */
  readonly rejectedEnds: readonly Instant[];
}

/** Sorts permissions into those that can be served and those that cannot; what is over is in neither. */
export function readIpeviaWishes(
  permissions: readonly Permission[],
  now: Instant,
  rules: IpeviaComposeRules,
): IpeviaWishes {
  const wishes: IpeviaWish[] = [];
  const rejected: RejectedPermission[] = [];
  const rejectedEnds: Instant[] = [];
  for (const permission of permissions) {
    const { key: permissionKey, bufferedWindow } = permission;
    if (bufferedWindow.endsAt <= now) continue;
    const wish = toWish(permission, rules);
    if ('error' in wish) {
      rejected.push({ permissionKey, error: wish.error });
      rejectedEnds.push(bufferedWindow.endsAt);
    } else if (wish.window.endsAt > now) wishes.push(wish);
  }
  return { wishes, rejected, rejectedEnds };
}

function toWish(
  permission: Permission,
  rules: IpeviaComposeRules,
): IpeviaWish | { readonly error: MappingError | UnsupportedCapabilityError } {
  const { bookingId, place, key: permissionKey, bufferedWindow } = permission;
  const { providerId, site, hasValidity } = rules;
  const unfit = (why: string) => ({
    error: new MappingError({
      problem: 'not_representable',
      bookingId,
      providerId,
      place,
      message: `Booking ${bookingId} opens nothing at ${place} of ${providerId}: ${why}`,
    }),
  });
  if (permission.credential !== 'linked') {
    const reason = `a card that its holder already has opens; a ${permission.credential} cannot be made.`;
    return { error: new UnsupportedCapabilityError({ providerId, capability: 'credentialKinds', reason }) };
  }
  if (place !== site)
    return unfit(
      `this installation is bound to the site ${site}. Map the resource to it, or configure an own API user.`,
    );
  const read = readIpeviaCardNumber(permission.subject, rules.card);
  if ('problem' in read)
    return unfit(`the card number of a holder cannot be used: ${read.problem}. Correct it in the directory.`);
  if (hasValidity && isEmpty(toWholeSeconds(bufferedWindow)))
    return unfit('it is shorter than a second. Change the booking.');
  return { permissionKey, card: read.canonical, window: bufferedWindow, adjustments: permission.adjustments };
}

/** A credential says whole seconds: the part of a second at either end stays closed rather than opening for nobody. */
export function toWholeSeconds({ startsAt, endsAt }: Window): Window {
  return {
    startsAt: instantFromMs(Math.ceil(instantToMs(startsAt) / 1000) * 1000),
    endsAt: instantFromMs(Math.floor(instantToMs(endsAt) / 1000) * 1000),
  };
}

function isEmpty({ startsAt, endsAt }: Window): boolean {
  return startsAt >= endsAt;
}
