import { AcxError } from '../errors/acx-error';
import { MappingError } from '../errors/mapping-error';
import { UnsupportedCapabilityError } from '../errors/unsupported-capability-error';
import type { ComposeContext, Composition, RejectedPermission, WaitingPermission } from '../model/composition';
import { earliest, type Instant, instantFromMs, instantToMs } from '../model/instant';
import { isSameJson } from '../model/json';
import type { Permission } from '../model/permission';
import { isOverlapping, mergeWindows, type Window } from '../model/window';
import type { DoorCards } from './door-card';
import { type DoorGrantState, lastEndOf, parseDoorGrantState } from './door-grant-state';
import { DOOR_HORIZON_MINUTES, DOOR_WINDOWS } from './door-list-capabilities';

/** What the options decide of a composition. */
export interface DoorRules {
  readonly providerId: string;
  readonly places: { has(place: string): boolean };
  readonly cards: DoorCards;
}

const HORIZON_MS = DOOR_HORIZON_MINUTES * 60_000;

/** What the door should hold of one card now: the windows of all its bookings, joined. Pure. */
export function composeDoorGrant(
  permissions: readonly Permission[],
  { now, held }: ComposeContext,
  rules: DoorRules,
): Composition {
  const wanted: Permission[] = [];
  const rejected: RejectedPermission[] = [];
  let card = '';
  const current = permissions.filter(({ bufferedWindow }) => bufferedWindow.endsAt > now);
  for (const permission of current) {
    const read = readCard(permission, rules);
    if (AcxError.isInstance(read)) rejected.push({ permissionKey: permission.key, error: read });
    else {
      card = read;
      wanted.push(permission);
    }
  }

  const joined = mergeWindows(wanted.map(({ bufferedWindow }) => bufferedWindow));
  const entries = joined.map((window, index) => entryOf(window, joined[index - DOOR_WINDOWS], now));
  const windows = joined.filter((_window, index) => (entries[index]?.at ?? now) <= now);
  const isHeld = ({ bufferedWindow }: Permission): boolean =>
    windows.some((window) => isOverlapping(window, bufferedWindow));
  const waiting = wanted.flatMap((permission): WaitingPermission[] => {
    const entry = entries[joined.findIndex((window) => isOverlapping(window, permission.bufferedWindow))];
    if (entry === undefined || isHeld(permission)) return [];
    return [{ permissionKey: permission.key, reason: entry.reason, expectedAt: entry.at }];
  });
  const nextAt = earliest(
    ...current.map(({ bufferedWindow }) => bufferedWindow.endsAt),
    ...entries.map(({ at }) => at).filter((at) => at > now),
  );
  const covered = wanted.filter(isHeld).map(({ key, bufferedWindow: { startsAt, endsAt }, adjustments }) => ({
    permissionKey: key,
    windows: [{ startsAt, endsAt, adjustments }],
  }));
  const composition = { covered, waiting, rejected, ...(nextAt === undefined ? {} : { nextAt }) };
  const [first] = wanted;
  if (first === undefined || windows.length === 0) return composition;
  const state = keepHeld(held, { place: first.place, card, windows }, now);
  const lapsesAt = lastEndOf(windows);
  // The row would keep a card number that nobody needs any more.
  return { ...composition, state, lapsesAt, sweepAt: lapsesAt };
}

/** The card that a permission is for, or why the door can never serve it. */
function readCard(
  { bookingId, place, subject, credential }: Permission,
  { providerId, places, cards }: DoorRules,
): string | AcxError {
  if (credential !== 'linked') {
    const reason = `a card that its holder already has opens; a ${credential} cannot be made.`;
    return new UnsupportedCapabilityError({ providerId, capability: 'credentialKinds', reason });
  }
  const unfit = (why: string): MappingError =>
    new MappingError({
      problem: 'not_representable',
      ...{ bookingId, providerId, place },
      message: `Booking ${bookingId} opens nothing at ${place} of ${providerId}: ${why}`,
    });
  if (!places.has(place))
    return unfit('this door is not in the list. Add it to the doors, or map the resource to another one.');
  return (
    cards.readCertainly(subject) ??
    unfit('the card of a holder is empty, too long or cannot be written in one way. Correct it in the directory.')
  );
}

/** When a window comes into the row, and what it waits for until then. */
function entryOf(
  { startsAt }: Window,
  inFront: Window | undefined,
  now: Instant,
): { readonly at: Instant; readonly reason: WaitingPermission['reason'] } {
  const inHorizon = instantFromMs(instantToMs(startsAt) - HORIZON_MS);
  const free = inFront?.endsAt ?? now;
  return inHorizon > free ? { at: inHorizon, reason: 'beyond_horizon' } : { at: free, reason: 'grant_occupied' };
}

/** What is held and opens the same from now on is kept: the windows that are over cost no write. */
function keepHeld(held: ComposeContext['held'], state: DoorGrantState, now: Instant): DoorGrantState {
  const known = held === undefined ? undefined : parseDoorGrantState(held);
  if (known === undefined || AcxError.isInstance(known)) return state;
  const fromNow = ({ place, card, windows }: DoorGrantState): DoorGrantState => ({
    ...{ place, card },
    windows: windows
      .filter(({ endsAt }) => endsAt > now)
      .map(({ startsAt, endsAt }) => ({ startsAt: startsAt > now ? startsAt : now, endsAt })),
  });
  return isSameJson(fromNow(known), fromNow(state)) ? known : state;
}
