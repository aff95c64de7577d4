import { AcxError } from '@acx/core';
import type { FieldProblem } from '../../contract/failure';
import type { Choices, Mapping, MappingChange, MappingInput } from '../../contract/mapping';
import type { Engine } from '../engine';
import type { House } from '../house';
import type { IntegrationBook } from '../integrations/integration-book';
import { Refused, refuseProblems } from '../refused';
import type { MappingBook } from './mapping-book';
import type { VendorLists } from './vendor-lists';

/** Links resources to places and people to subjects. */
export interface MappingDesk {
  read(): Mapping;
  choices(integrationId: string): Promise<Choices>;
  /** Bookings that are there already get their rights anew at once. */
  change(input: MappingInput): Promise<MappingChange>;
}

export function createMappingDesk(options: {
  house: House;
  mapping: MappingBook;
  integrations: IntegrationBook;
  lists: VendorLists;
  engine: Engine;
  /** What is followed may be something else now. */
  onChanged: () => Promise<void>;
}): MappingDesk {
  const { house, mapping, integrations, lists, engine, onChanged } = options;

  const read = (): Mapping => ({
    resources: house.resources.map(({ id: resourceId, name: resourceName }) => ({
      ...{ resourceId, resourceName },
      places: mapping.placesOf(resourceId).map(({ integrationId, place }) => ({
        ...{ integrationId, place, placeName: lists.nameOf(integrationId, place, resourceName) },
      })),
    })),
    holders: house.people.map(({ id: holderId, name: holderName }) => ({
      ...{ holderId, holderName },
      subjects: mapping.subjectsOf(holderId).map(({ integrationId, subject }) => ({
        ...{ integrationId, subject, subjectName: lists.nameOf(integrationId, subject) },
      })),
    })),
  });

  /** Every entry must be at an integration that there is, once, and known to the vendor where it lists what it has. */
  const checkEntries = async (
    field: 'places' | 'subjects',
    entries: readonly { readonly integrationId: string; readonly value: string }[],
  ): Promise<FieldProblem[]> => {
    const problems: FieldProblem[] = [];
    const seen = new Set<string>();
    for (const [index, { integrationId, value }] of entries.entries()) {
      const refuse = (message: string): void => void problems.push({ field: `${field}[${index}]`, message });
      const key = JSON.stringify([integrationId, value]);
      if (seen.has(key)) refuse('is listed twice');
      seen.add(key);
      if (value.trim() === '') refuse('is empty');
      else if (integrations.find(integrationId) === undefined) refuse('is at an integration that there is not');
      else {
        const list = await lists.read(integrationId);
        const isListed = field === 'places' ? list.hasPlaces : list.hasSubjects;
        if (isListed && list[field].every((choice) => choice.value !== value)) refuse('is not known there');
      }
    }
    return problems;
  };

  return {
    read,
    async choices(integrationId) {
      if (integrations.find(integrationId) === undefined) throw new Refused(404, 'There is no such integration.');
      const { places, subjects, words } = await lists.read(integrationId);
      return { places, subjects, ...(words !== undefined && { words }) };
    },
    async change({ resource, holder }) {
      const problems: FieldProblem[] = [];
      if (resource !== undefined) {
        if (house.resources.every(({ id }) => id !== resource.resourceId))
          problems.push({ field: 'resourceId', message: 'There is no such resource.' });
        const entries = resource.places.map(({ integrationId, place: value }) => ({ integrationId, value }));
        problems.push(...(await checkEntries('places', entries)));
      }
      if (holder !== undefined) {
        if (house.people.every(({ id }) => id !== holder.holderId))
          problems.push({ field: 'holderId', message: 'There is no such person.' });
        const entries = holder.subjects.map(({ integrationId, subject: value }) => ({ integrationId, value }));
        problems.push(...(await checkEntries('subjects', entries)));
      }
      if (resource === undefined && holder === undefined) problems.push({ message: 'Say what is to be mapped.' });
      refuseProblems(problems);

      const former = {
        places: mapping.placesOf(resource?.resourceId ?? ''),
        subjects: mapping.subjectsOf(holder?.holderId ?? ''),
      };
      if (resource !== undefined) await mapping.savePlaces(resource.resourceId, resource.places);
      if (holder !== undefined) await mapping.saveSubjects(holder.holderId, holder.subjects);
      try {
        const { changed, problems: left } = await engine.access.remap();
        await onChanged();
        const rest = left === 0 ? '' : ` ${left} parts open nothing; the mailbox says which.`;
        const words = `Saved. ${changed === 1 ? '1 booking has' : `${changed} bookings have`} got other rights.${rest}`;
        return { mapping: read(), words };
      } catch (failure) {
        // The brake: nothing was changed at the doors, so nothing is changed here.
        if (resource !== undefined) await mapping.savePlaces(resource.resourceId, former.places);
        if (holder !== undefined) await mapping.saveSubjects(holder.holderId, former.subjects);
        if (!AcxError.isInstance(failure)) throw failure;
        throw new Refused(409, `Nothing was changed. ${failure.message}`);
      }
    },
  };
}
