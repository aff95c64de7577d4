import { getRecord } from './salto-get-record';
import { type NewRecord, requireNew } from './salto-new-record';
import type { SimulatedDoor, SimulatedZone } from './salto-records';
import type { SaltoStore } from './salto-state';
import { removeZone } from './salto-store-removals';

/** Zones and doors by hand. */
export interface SaltoManualDoors {
  /** Default: a high zone. */
  addZone(zone: NewRecord<SimulatedZone>): SimulatedZone;
  /** Every level loses its permission, every door its membership. */
  removeZone(id: string): void;
  /** Default: online, in no zone. */
  addDoor(door: NewRecord<SimulatedDoor>): SimulatedDoor;
  alterDoor(id: string, edit: Partial<Omit<SimulatedDoor, 'id'>>): SimulatedDoor;
}

export function createSaltoManualDoors(store: SaltoStore, newId: () => string): SaltoManualDoors {
  const putDoor = (door: SimulatedDoor): SimulatedDoor => {
    for (const zone of door.zones) getRecord(store.zones, zone, 'zone');
    store.doors.set(door.id, door);
    return door;
  };
  return {
    addZone(zone) {
      const added = requireNew(store.zones, { id: newId(), description: '', isLow: false, ...zone }, 'zone');
      store.zones.set(added.id, added);
      return added;
    },
    removeZone: (id) => removeZone(store, getRecord(store.zones, id, 'zone').id),
    addDoor(door) {
      const defaults = { id: newId(), description: '', zones: [], isOnline: true };
      const added = putDoor(requireNew(store.doors, { ...defaults, ...door }, 'door'));
      store.internalIds.set(`door ${added.id}`, store.internalIds.size + 1);
      return added;
    },
    alterDoor: (id, edit) => putDoor({ ...getRecord(store.doors, id, 'door'), ...edit }),
  };
}
