import type { AccessControl } from '@acx/core';
import type { User } from '../contract/session';
import type { Timeline, TimelineBar, TimelineRow } from '../contract/timeline';
import { toWindowView } from './bookings/adjustment-words';
import { bookingProgress } from './bookings/booking-progress';
import type { KnownBooking } from './bookings/booking-view';
import type { KnownBookings } from './bookings/known-bookings';
import { findPerson, type House } from './house';

/** Requested against effective windows, per resource. To a resident, what is not theirs is "somebody else". */
export async function readTimeline(options: {
  house: House;
  known: KnownBookings;
  access: AccessControl;
  user: User;
  now: string;
  window: { readonly from: string; readonly to: string };
  isPaused: (integrationId: string) => boolean;
}): Promise<Timeline> {
  const { house, known, access, user, now, isPaused } = options;
  const { from, to } = options.window;
  const bookings = (await known.list(from)).filter(({ startsAt, isCancelled }) => startsAt < to && !isCancelled);

  const toBar = async (booking: KnownBooking): Promise<TimelineBar> => {
    const { id: bookingId, startsAt, endsAt, resource } = booking;
    const settled = await access.settled(bookingId, { timeoutMs: 0 });
    const isOwn = booking.peopleIds.includes(user.id);
    const isShown = isOwn || user.role === 'manager';
    const { timeZone } = resource;
    const { state, expectedAt } = bookingProgress({ booking, settled, now, timeZone, isPaused });
    const name = findPerson(house, booking.holderId)?.name ?? 'Somebody else';
    return {
      // Ids are how a booking is asked for, so others get one that says nothing.
      bookingId: isShown ? bookingId : `other-${startsAt}`,
      label: isShown ? name : 'Somebody else',
      ...{ isOwn, state, requested: { startsAt, endsAt } },
      effective: settled.permissions.flatMap(({ status }) =>
        status.windows.map((window) => toWindowView(window, { startsAt, endsAt })),
      ),
      ...(state === 'waiting' && { ...(expectedAt && { expectedAt }), waitingFor: 'an earlier booking' }),
    };
  };
  const rows = house.resources.map(async ({ id, name, system }): Promise<TimelineRow> => {
    const bars = bookings.filter(({ resource }) => resource.id === id).map(toBar);
    return { placeId: id, placeName: name, system, bars: await Promise.all(bars) };
  });
  return { now, from, to, timeZone: house.timeZone, rows: await Promise.all(rows) };
}
