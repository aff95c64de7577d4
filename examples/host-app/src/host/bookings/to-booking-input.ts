import type { BookingInput } from '@acx/core';
import type { BookingRow } from './booking-row';

/** Our booking in the words of the SDK. */
export function toBookingInput(row: Omit<BookingRow, 'isCancelled'>): BookingInput {
  const { id, revision, resourceId, kind, holderId, visitorName, startsAt, endsAt } = row;
  return {
    ...{ id, revision, resourceId, startsAt, endsAt, holders: [{ holderId }] },
    ...(kind === 'visit' && { kind: 'visit' as const, visitor: { name: visitorName ?? '' } }),
  };
}
