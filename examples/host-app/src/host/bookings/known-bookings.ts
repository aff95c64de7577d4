import type { Booking, Ledger } from '@acx/core';
import { findPerson, type House, type HouseResource } from '../house';
import type { HostRows } from '../store/host-rows';
import { type BookingRow, bookingTable } from './booking-row';
import type { KnownBooking } from './booking-view';

/** Every booking that people may look at: ours from our rows, followed ones from the ledger. */
export interface KnownBookings {
  /** Those that end after the instant, the earliest first. */
  list(endsAfter: string): Promise<KnownBooking[]>;
  find(id: string): Promise<KnownBooking | undefined>;
}

const PAGE = 500;

export function createKnownBookings(options: { house: House; rows: HostRows; ledger: Ledger }): KnownBookings {
  const { house, rows, ledger } = options;
  const resourceOf = (id: string): HouseResource | undefined => house.resources.find((resource) => resource.id === id);
  const ours = (row: BookingRow): KnownBooking[] => {
    const resource = resourceOf(row.resourceId);
    if (resource === undefined) return [];
    return [{ ...row, resource, isPinShown: row.isPinShown ?? false, peopleIds: [row.holderId] }];
  };
  const followed = (booking: Booking): KnownBooking[] => {
    const resource = resourceOf(booking.resourceId);
    if (resource?.kind !== 'room') return [];
    const people = booking.holders.flatMap(({ holderId }) => findPerson(house, holderId) ?? []);
    const organizer = booking.holders.find(({ role }) => role === 'organizer') ?? booking.holders[0];
    const holderId = findPerson(house, organizer?.holderId ?? '')?.id ?? 'somebody-else';
    const { id, startsAt, endsAt, status } = booking;
    return [
      {
        ...{ id, resource, holderId, startsAt, endsAt, isCancelled: status === 'cancelled', isPinShown: false },
        peopleIds: people.map((person) => person.id),
      },
    ];
  };
  return {
    async list(endsAfter) {
      const known = (await bookingTable.list(rows)).filter(({ endsAt }) => endsAt > endsAfter).flatMap(ours);
      let afterId: string | undefined;
      do {
        const page = await ledger.transaction(({ bookings }) =>
          bookings.listUpcoming({ endsAfter, limit: PAGE, ...(afterId !== undefined && { afterId }) }),
        );
        known.push(...page.flatMap(({ booking }) => followed(booking)));
        afterId = page.length < PAGE ? undefined : page.at(-1)?.booking.id;
      } while (afterId !== undefined);
      return known.sort((a, b) => (a.startsAt < b.startsAt ? -1 : a.startsAt > b.startsAt ? 1 : 0));
    },
    async find(id) {
      const row = await bookingTable.find(rows, id);
      if (row !== undefined) return ours(row)[0];
      const record = await ledger.transaction(({ bookings }) => bookings.find(id));
      return record === undefined ? undefined : followed(record.booking)[0];
    },
  };
}
