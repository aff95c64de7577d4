import type { Change } from '../model/change';
import type { Instant } from '../model/instant';
import type { JournalEntry, LaneClaim, PermissionRecord } from '../ports/ledger-records';
import type { TriedChange } from './settle-lane';

/** Who wants to know of a grant: the bookings of its permissions. */
type BookingsOfGrant = (grantKey: string) => readonly string[];

/** The bookings of each grant of a lane. */
export function bookingsByGrant(permissions: readonly PermissionRecord[]): BookingsOfGrant {
  const bookings = new Map<string, Set<string>>();
  for (const { grantKey, permission } of permissions) {
    const found = bookings.get(grantKey);
    if (found === undefined) bookings.set(grantKey, new Set([permission.bookingId]));
    else found.add(permission.bookingId);
  }
  return (grantKey) => [...(bookings.get(grantKey) ?? [])];
}

/** What is written down before the vendor is called. */
export function journalOfIntent(options: {
  claim: LaneClaim;
  bookingsOf: BookingsOfGrant;
  changes: readonly Change[];
  at: Instant;
}): JournalEntry[] {
  const { claim, bookingsOf, changes, at } = options;
  const { providerId, lane } = claim;
  return changes.map(({ kind, grantKey, reason }) => ({
    at,
    kind: 'intent',
    bookingIds: bookingsOf(grantKey),
    providerId,
    lane,
    grantKey,
    text: `${kind}: ${reason}`,
  }));
}

/** What is written down after the vendor has answered, or has not. */
export function journalOfOutcomes(options: {
  claim: LaneClaim;
  bookingsOf: BookingsOfGrant;
  tried: readonly TriedChange[];
  forgotten: readonly string[];
  at: Instant;
}): JournalEntry[] {
  const { claim, bookingsOf, tried, forgotten, at } = options;
  const { providerId, lane } = claim;
  const kinds = { applied: 'applied', none: 'not_applied', unknown: 'effect_unknown' } as const;
  const outcomes = tried.map(({ change, outcome }): JournalEntry => {
    const { grantKey, kind } = change;
    const text = outcome.error === undefined ? `${kind} done` : `${kind}: ${outcome.error.message}`;
    return { at, kind: kinds[outcome.effect], bookingIds: bookingsOf(grantKey), providerId, lane, grantKey, text };
  });
  const lapsed = forgotten.map((grantKey): JournalEntry => {
    const text = 'over at the vendor by itself';
    return { at, kind: 'forgotten', bookingIds: bookingsOf(grantKey), providerId, lane, grantKey, text };
  });
  return [...outcomes, ...lapsed];
}
