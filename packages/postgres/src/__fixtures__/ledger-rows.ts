import type { BookingRecord, GrantRecord, IssuedCredential, Notice } from '@acx/core';

const ORIGIN = Date.parse('2026-11-21T00:00:00.000Z');

/** The instant so many minutes into the day. */
export function minute(count: number): string {
  return new Date(ORIGIN + count * 60_000).toISOString();
}

/** A booking of the gym from minute 60 to 120. */
export function bookingOf(id: string, more: Partial<BookingRecord['booking']> = {}): BookingRecord {
  return {
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
  };
}

/** A credential with a text in it that can be searched for. */
export function pinOf(value: string): IssuedCredential {
  return { kind: 'pin', value };
}

/** A grant with a credential. */
export function grantOf(grantKey: string, issuedCredential?: IssuedCredential): GrantRecord {
  const record = { providerId: 'site-1', lane: 'lane-1', grantKey, certainty: 'known', state: { n: 1 } } as const;
  return issuedCredential === undefined ? record : { ...record, issuedCredential };
}

/** A notice that invites a visitor. */
export function invitationOf(id: string, bookingId: string, credential: IssuedCredential): Notice {
  return {
    id,
    type: 'visitor_invited',
    at: minute(1),
    audience: ['visitor'],
    message: 'invited',
    action: 'send it',
    bookingId,
    providerId: 'site-1',
    place: 'gym-door',
    window: { startsAt: minute(60), endsAt: minute(120) },
    credential,
  };
}
