import type { CheckIn, DeliveredAccessEvent } from '@acx/core';
import type { KnownBookings } from './bookings/known-bookings';
import { findPerson, type House } from './house';
import type { IntegrationBook } from './integrations/integration-book';
import { allSystems } from './integrations/systems/all-systems';
import { toCheckInEvent, toDoorEvent } from './live/door-event-words';
import type { LiveFeed } from './live/live-feed';
import type { MappingBook } from './mapping/mapping-book';

/** For `onAccessEvent` and `onCheckIn`: what happens at the doors goes to the pages of those whose affair it is. */
export function createDoorReports(options: {
  house: House;
  known: KnownBookings;
  integrations: IntegrationBook;
  mapping: MappingBook;
  live: LiveFeed;
}): { onAccessEvent(event: DeliveredAccessEvent): Promise<void>; onCheckIn(checkIn: CheckIn): Promise<void> } {
  const { house, known, integrations, mapping, live } = options;
  const isAt = (providerId: string, place: string) => (mapped: { integrationId: string; place: string }) =>
    mapped.integrationId === providerId && mapped.place === place;
  const doorOf = (providerId: string, place: string) => {
    const integration = integrations.find(providerId);
    const resource = house.resources.find(({ id }) => mapping.placesOf(id).some(isAt(providerId, place)));
    const system = integration === undefined ? providerId : allSystems[integration.kind].description.name;
    return { doorName: resource?.name ?? integration?.name ?? 'A door', system };
  };
  const peopleOf = async (bookingIds: readonly string[]): Promise<string[]> => {
    const bookings = await Promise.all(bookingIds.map((id) => known.find(id)));
    return bookings.flatMap((booking) => booking?.peopleIds ?? []);
  };
  const ownerOf = (providerId: string, subject: string | undefined): string[] =>
    house.people.flatMap(({ id }) =>
      mapping.subjectsOf(id).some((linked) => linked.integrationId === providerId && linked.subject === subject)
        ? [id]
        : [],
    );

  return {
    async onAccessEvent(event) {
      const { providerId, place, subject, bookingIds } = event;
      const owners = ownerOf(providerId, subject);
      const holderIds = owners.length > 0 ? owners : await peopleOf(bookingIds);
      const who = holderIds.length === 0 ? undefined : findPerson(house, holderIds[0] ?? '')?.name;
      live.door({ event: toDoorEvent(event, { ...doorOf(providerId, place), who }), holderIds });
    },
    async onCheckIn(checkIn) {
      const booking = await known.find(checkIn.bookingId);
      const who = findPerson(house, booking?.holderId ?? '')?.name ?? 'A booking';
      const resourceName = booking?.resource.name ?? checkIn.resourceId;
      const { providerId, place } = checkIn;
      const event = toCheckInEvent(checkIn, { ...doorOf(providerId, place), resourceName, who });
      live.door({ event, holderIds: booking?.peopleIds ?? [] });
      live.changed('bookings');
    },
  };
}
