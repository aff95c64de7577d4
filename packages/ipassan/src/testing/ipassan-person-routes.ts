import type { JsonValue } from '@acx/core/provider';
import type { IpassanContext } from './ipassan-context';
import { IpassanFailure } from './ipassan-failure';
import { toPage } from './ipassan-page';
import { applyPersonForm } from './ipassan-person-form';
import type { SimulatedPerson } from './ipassan-records';
import type { IpassanCall, IpassanRoute } from './ipassan-route';
import { personAt, siteOf } from './ipassan-site-check';

/** Persons of a site (known). */
export function ipassanPersonRoutes(context: IpassanContext): IpassanRoute[] {
  const { store, switches, profile } = context;
  const { persons: all, person: one } = profile.paths;

  const existing = (call: IpassanCall): SimulatedPerson => {
    const uuid = call.ids['person'] ?? '';
    const person = personAt(siteOf(call, context), uuid, context);
    // assumed: only reading answers an object without uuid
    if (person === undefined)
      throw new IpassanFailure('not_found', `The person ${uuid} was ${profile.refusals.not_found}.`);
    return person;
  };
  const save = (person: SimulatedPerson): JsonValue => {
    store.persons.set(person.uuid, person);
    return personToJson(person);
  };

  return [
    {
      method: 'GET',
      path: all,
      answer(call) {
        const site = siteOf(call, context);
        const items = [...store.persons.values()].filter((person) => person.site === site.uuid);
        return toPage({ items, toJson: personToJson, query: call.query, switches });
      },
    },
    {
      method: 'POST',
      path: all,
      answer(call) {
        const site = siteOf(call, context);
        const uuid = context.newUuid();
        return save(applyPersonForm({ person: { uuid, site: site.uuid }, form: call.form, context }));
      },
    },
    {
      method: 'GET',
      path: one,
      answer(call) {
        const person = personAt(siteOf(call, context), call.ids['person'] ?? '', context);
        return person === undefined ? {} : personToJson(person); // known: no uuid means not found
      },
    },
    {
      method: 'PUT',
      path: one,
      answer: (call) => save(applyPersonForm({ person: existing(call), form: call.form, context })),
    },
    {
      method: 'DELETE',
      path: one,
      answer(call) {
        // assumed: bookings and visits of a deleted person stay, and bookings keep their slots, but they open nothing
        store.persons.delete(existing(call).uuid);
        return undefined;
      },
    },
  ];
}

// known: `type` comes back as a number, though it is written as text
function personToJson({ site: _site, ...fields }: SimulatedPerson): JsonValue {
  return fields;
}
