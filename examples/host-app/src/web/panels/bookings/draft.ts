import type { BookingDraft, BookingView, Resource } from '../../../contract/bookings';
import type { User } from '../../../contract/session';
import { addLocalMinutes, toLocal } from '../../time/local-time';

/** An hour on the first resource, from the next full hour on. */
export function newDraft({
  now,
  resources,
  user,
}: {
  readonly now: string;
  readonly resources: readonly Resource[];
  readonly user: User;
}): BookingDraft {
  const [first] = resources;
  const startsAt = addLocalMinutes(`${toLocal(now, first?.timeZone ?? 'UTC').slice(0, 13)}:00`, 60);
  return { resourceId: first?.id ?? '', startsAt, endsAt: addLocalMinutes(startsAt, 60), holderId: user.id };
}

/** What is changed is the same form. */
export const draftOf = (booking: BookingView): BookingDraft => ({
  id: booking.id,
  resourceId: booking.resourceId,
  startsAt: booking.localStartsAt.slice(0, 16),
  endsAt: booking.localEndsAt.slice(0, 16),
  holderId: booking.holderId,
  ...(booking.visitorName === undefined ? {} : { visitorName: booking.visitorName }),
});
