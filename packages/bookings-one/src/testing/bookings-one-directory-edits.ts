import { isTimeZone } from '@acx/core/provider';
import type { BookingsOneContext } from './bookings-one-context';
import { knownRecord } from './bookings-one-known-record';
import type { SimulatedBuilding, SimulatedFloor, SimulatedResource, SimulatedUser } from './bookings-one-records';

/** What can be said of a new resource. */
export type ResourceInput = Pick<SimulatedResource, 'name' | 'timeZone'> & Partial<Omit<SimulatedResource, 'name'>>;

/** The management console: what there is to book, and who books. Ids are made of digits unless they are given. */
export interface BookingsOneDirectoryEdits {
  addBuilding(building: { readonly name: string }): SimulatedBuilding;
  addFloor(floor: Omit<SimulatedFloor, 'id'>): SimulatedFloor;
  /** Default: a room on the newest floor that needs no approval and no check-in; a house with a floor is made where there is none. */
  addResource(resource: ResourceInput): SimulatedResource;
  /** What is booked already stays as it is. */
  alterResource(resource: string, edit: Partial<Omit<SimulatedResource, 'id'>>): SimulatedResource;
  /** Default: no e-mail. */
  addUser(user: { readonly id?: string; readonly name: string; readonly email?: string | null }): SimulatedUser;
  alterUser(user: string, edit: Partial<Omit<SimulatedUser, 'id'>>): SimulatedUser;
}

export function createBookingsOneDirectoryEdits({ store, newId }: BookingsOneContext): BookingsOneDirectoryEdits {
  const addBuilding: BookingsOneDirectoryEdits['addBuilding'] = ({ name }) =>
    put(store.buildings, { id: newId(), name });
  const addFloor: BookingsOneDirectoryEdits['addFloor'] = (floor) => {
    knownRecord(store.buildings, floor.building, 'building');
    return put(store.floors, { id: newId(), ...floor });
  };
  const newestFloor = (): string =>
    [...store.floors.keys()].at(-1) ??
    addFloor({ building: addBuilding({ name: 'Main building' }).id, name: 'Ground floor' }).id;
  return {
    addBuilding,
    addFloor,
    addResource(input) {
      const defaults = { kind: 'room', needsApproval: false, checkInWithinMinutes: null } as const;
      const resource: SimulatedResource = {
        ...defaults,
        ...input,
        floor: input.floor ?? newestFloor(),
        id: input.id ?? newId(),
      };
      if (store.resources.has(resource.id)) throw new RangeError(`There is a resource ${resource.id} already.`);
      checkResource(resource);
      knownRecord(store.floors, resource.floor, 'floor');
      return put(store.resources, resource);
    },
    alterResource(id, edit) {
      const resource = { ...knownRecord(store.resources, id, 'resource'), ...edit };
      checkResource(resource);
      return put(store.resources, resource);
    },
    addUser({ id = newId(), name, email = null }) {
      if (store.users.has(id)) throw new RangeError(`There is a user ${id} already.`);
      return put(store.users, { id, name, email });
    },
    alterUser: (id, edit) => put(store.users, { ...knownRecord(store.users, id, 'user'), ...edit }),
  };
}

function checkResource({ timeZone, checkInWithinMinutes }: SimulatedResource): void {
  if (!isTimeZone(timeZone)) throw new RangeError(`"${timeZone}" is no IANA time zone.`);
  if (checkInWithinMinutes !== null && !(checkInWithinMinutes >= 0))
    throw new RangeError('Check-in is required within 0 or more minutes, or not at all.');
}

function put<Item extends { readonly id: string }>(items: Map<string, Item>, item: Item): Item {
  items.set(item.id, item);
  return item;
}
