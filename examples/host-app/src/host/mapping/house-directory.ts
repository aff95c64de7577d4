import type { AudienceRule, Directory, HolderEntry, ResourceEntry } from '@acx/core';
import { findPerson, type House } from '../house';
import type { IntegrationBook } from '../integrations/integration-book';
import { isCheckingIn } from '../integrations/integration-view';
import { choiceOf } from '../integrations/setting-values';
import { allSystems } from '../integrations/systems/all-systems';
import type { MappingBook } from './mapping-book';

/** The directory of the SDK, answered from our own rows: what our words mean at the vendors. */
export function createHouseDirectory(options: {
  house: House;
  mapping: MappingBook;
  integrations: Pick<IntegrationBook, 'find'>;
}): Directory {
  const { house, mapping, integrations } = options;

  /** Who gets into a room is set where its bookings come from. */
  const audienceOf = (resourceId: string): AudienceRule => {
    const from = mapping.placesOf(resourceId).map(({ integrationId }) => integrations.find(integrationId));
    const source = from.find((integration) => integration?.kind === 'bookings_one');
    return choiceOf(source?.settings ?? {}, 'audience', ['both', 'organizer', 'attendee']);
  };

  const resourceEntry = (resourceId: string): ResourceEntry | undefined => {
    const resource = house.resources.find(({ id }) => id === resourceId);
    if (resource === undefined) return undefined;
    const { use, timeZone, earlyMinutes, checkIn } = resource;
    const mapped = mapping.placesOf(resourceId).flatMap(({ integrationId, place }) => {
      const integration = integrations.find(integrationId);
      // What bookings come from opens nothing.
      if (integration === undefined || allSystems[integration.kind].createProvider === undefined) return [];
      return [{ integration, place }];
    });
    const checksIn = mapped.some(({ integration, place }) => isCheckingIn(integration, place));
    return {
      ...{ resourceId, use, audience: audienceOf(resourceId) },
      checkIn: checkIn === 'access_control' && checksIn ? 'access_control' : 'none',
      places: mapped.map(({ integration, place }) => ({
        ...{ providerId: integration.id, place, settings: { timeZone }, earlyMinutes, lateMinutes: 0 },
      })),
    };
  };

  const holderEntry = (holderId: string): HolderEntry[] => {
    const person = findPerson(house, holderId);
    if (person === undefined) return [];
    const subjects = mapping.subjectsOf(person.id).map(({ integrationId, subject }) => ({
      ...{ providerId: integrationId, subject },
    }));
    return [{ holderId, subjects }];
  };

  return {
    lookUp({ resourceId, holderIds }) {
      const resource = resourceEntry(resourceId);
      return { ...(resource && { resource }), holders: holderIds.flatMap(holderEntry) };
    },
  };
}
