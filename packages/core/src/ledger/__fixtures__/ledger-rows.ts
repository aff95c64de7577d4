import type { AccessEvent } from '../../model/access-event';
import type { Booking } from '../../model/booking';
import { instantFromMs } from '../../model/instant';
import type { Notice } from '../../model/notice';
import type { BookingRecord, GrantRecord, JournalEntry, PermissionRecord } from '../../ports/ledger-records';
import { createPermission } from '../../testing/conformance/create-permission';

const origin = Date.parse('2026-11-21T00:00:00.000Z');

/** The instant so many minutes into the day. */
export const minute = (count: number): string => instantFromMs(origin + count * 60_000);

export const bookingOf = (id: string, more: Partial<Booking> = {}): BookingRecord => ({
  booking: {
    id,
    kind: 'reservation',
    status: 'confirmed',
    resourceId: 'gym',
    startsAt: minute(60),
    endsAt: minute(120),
    holders: [{ holderId: 'ada', role: 'organizer' }],
    revision: 0,
    ...more,
  },
  directoryAnswer: { holders: [] },
  problems: [],
});

export const permissionOf = (
  bookingId: string,
  more: { subject?: string; lane?: string; providerId?: string; state?: PermissionRecord['status']['state'] } = {},
): PermissionRecord => {
  const { subject = 'card-1', lane = 'lane-1', providerId = 'site-1', state = 'pending' } = more;
  const window = { startsAt: minute(60), endsAt: minute(120) };
  return {
    providerId,
    lane,
    grantKey: `grant-${subject}`,
    permission: createPermission({ bookingId, providerId, place: 'gym-door', subject, window }),
    status: { state, windows: [] },
  };
};

export const grantOf = (grantKey: string, more: Partial<GrantRecord> = {}): GrantRecord => ({
  providerId: 'site-1',
  lane: 'lane-1',
  grantKey,
  certainty: 'known',
  state: { n: 1 },
  ...more,
});

export const entryOf = (text: string, at: string, ...bookingIds: string[]): JournalEntry => ({
  at,
  kind: 'applied',
  bookingIds,
  text,
});

export const accessEventOf = (id: string, more: Partial<AccessEvent> = {}): AccessEvent => ({
  id,
  type: 'granted',
  providerId: 'site-1',
  place: 'gym-door',
  at: minute(60),
  raw: { number: 1 },
  ...more,
});

export const noticeOf = (id: string, at: string): Notice => ({
  id,
  type: 'drift',
  at,
  audience: ['administrator'],
  message: 'differs',
  action: 'repair',
  providerId: 'site-1',
  missing: 1,
  altered: 0,
  extra: 0,
});
