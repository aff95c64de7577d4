import type { SettledBooking } from '@acx/core';
import type { BookingView } from '../../contract/bookings';
import type { User } from '../../contract/session';
import { findPerson, type House, type HouseResource } from '../house';
import { instantToLocal } from '../local-time';
import { toWindowView } from './adjustment-words';
import { bookingProgress } from './booking-progress';

/** A booking of ours, or one that is followed, in one form. */
export interface KnownBooking {
  readonly id: string;
  readonly resource: HouseResource;
  readonly holderId: string;
  readonly visitorName?: string;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly isCancelled: boolean;
  readonly isPinShown: boolean;
  /** Who takes part, and may see it: ids of our people. */
  readonly peopleIds: readonly string[];
}

export function toBookingView(
  booking: KnownBooking,
  settled: SettledBooking,
  { house, user, now, isPaused }: { house: House; user: User; now: string; isPaused: (id: string) => boolean },
): BookingView {
  const { id, resource, holderId, visitorName, startsAt, endsAt, isCancelled, isPinShown } = booking;
  const { timeZone } = resource;
  const isOver = endsAt <= now;
  const isTheirs = booking.holderId === user.id;
  const hasCredential = settled.permissions.some(({ credential }) => credential !== undefined);
  return {
    ...{ id, resourceId: resource.id, resourceName: resource.name, kind: resource.kind, holderId, startsAt, endsAt },
    holderName: findPerson(house, holderId)?.name ?? 'Somebody else',
    ...(visitorName !== undefined && { visitorName }),
    localStartsAt: instantToLocal(startsAt, timeZone),
    localEndsAt: instantToLocal(endsAt, timeZone),
    ...bookingProgress({ booking, settled, now, timeZone, isPaused }),
    windows: settled.permissions.flatMap(({ status }) =>
      status.windows.map((window) => toWindowView(window, { startsAt, endsAt })),
    ),
    ...(settled.checkIn && { checkedInAt: settled.checkIn.at }),
    hasPin: isTheirs && hasCredential && !isPinShown && !isCancelled,
    mayChange: !isCancelled && !isOver && (isTheirs || user.role === 'manager'),
  };
}
