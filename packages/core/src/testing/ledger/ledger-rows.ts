import type { Booking } from '../../model/booking';
import { instantFromMs } from '../../model/instant';
import type { PermissionStatus } from '../../model/permission-status';
import type { Window } from '../../model/window';
import type { BookingRecord, GrantRecord, JournalEntry, PermissionRecord } from '../../ports/ledger-records';
import { createPermission } from '../conformance/create-permission';

const origin = Date.parse('2026-11-21T00:00:00.000Z');

/** The instant so many minutes into the day; fractions down to the millisecond. */
export function minute(count: number): string {
  return instantFromMs(origin + Math.round(count * 60_000));
}

/** The window between two minutes of the day. */
export function minutes(from: number, to: number): Window {
  return { startsAt: minute(from), endsAt: minute(to) };
}

/** A confirmed booking of the gym for Ada, from minute 60 to 120. */
export function bookingOf(id: string, more: Partial<Booking> = {}): BookingRecord {
  const holders = [{ holderId: 'ada', role: 'organizer' }] as const;
  const booking: Booking = {
    ...{ id, kind: 'reservation', status: 'confirmed', resourceId: 'gym', holders, revision: 0 },
    ...minutes(60, 120),
    ...more,
  };
  return { booking, directoryAnswer: { holders: [] }, problems: [] };
}

/** A pending right of card 1 at the gym's door, from minute 60 to 120, in lane 1 of site 1. */
export function permissionOf(
  bookingId: string,
  more: Partial<PermissionStatus> & {
    subject?: string;
    place?: string;
    lane?: string;
    providerId?: string;
    window?: Window;
    bufferedWindow?: Window;
  } = {},
): PermissionRecord {
  const { subject = 'card-1', place = 'gym-door', lane = 'lane-1', providerId = 'site-1', ...rest } = more;
  const { window = minutes(60, 120), bufferedWindow = window, ...status } = rest;
  return {
    providerId,
    lane,
    grantKey: `grant-${subject}`,
    permission: createPermission({ bookingId, providerId, place, subject, window, bufferedWindow }),
    status: { state: 'pending', windows: [], ...status },
  };
}

/** A known grant in lane 1 of site 1. */
export function grantOf(grantKey: string, more: Partial<GrantRecord> = {}): GrantRecord {
  return { providerId: 'site-1', lane: 'lane-1', grantKey, certainty: 'known', state: { n: 1 }, ...more };
}

/** A journal entry of these bookings. */
export function entryOf(text: string, at: string, ...bookingIds: string[]): JournalEntry {
  return { at, kind: 'applied', bookingIds, text };
}
