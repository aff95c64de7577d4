import { getRecord } from './salto-get-record';
import { toZonePermission, type ZonePermissionEdit } from './salto-manual-permissions';
import { type NewRecord, requireNew } from './salto-new-record';
import type { SimulatedAccessLevel } from './salto-records';
import type { SaltoStore } from './salto-state';
import { removeAccessLevel } from './salto-store-removals';

/** Access levels by hand. */
export interface SaltoManualLevels {
  addAccessLevel(
    level: NewRecord<Omit<SimulatedAccessLevel, 'zonePermissions'>> & {
      readonly zonePermissions?: readonly ZonePermissionEdit[];
    },
  ): SimulatedAccessLevel;
  alterAccessLevel(id: string, edit: Partial<Pick<SimulatedAccessLevel, 'name' | 'description'>>): SimulatedAccessLevel;
  /** Its users lose it. */
  removeAccessLevel(id: string): void;
}

export function createSaltoManualLevels(store: SaltoStore, newId: () => string): SaltoManualLevels {
  const put = (level: SimulatedAccessLevel): SimulatedAccessLevel => {
    store.accessLevels.set(level.id, level);
    return level;
  };
  return {
    addAccessLevel({ zonePermissions = [], ...level }) {
      const permissions = zonePermissions.map((edit) => toZonePermission(store, edit));
      const added = { id: newId(), description: '', ...level, zonePermissions: permissions };
      if (new Set(permissions.map(({ zone }) => zone)).size < permissions.length)
        throw new RangeError(`The access level ${added.id} may have one permission per zone.`);
      return put(requireNew(store.accessLevels, added, 'access level'));
    },
    alterAccessLevel: (id, edit) => put({ ...getRecord(store.accessLevels, id, 'access level'), ...edit }),
    removeAccessLevel: (id) => removeAccessLevel(store, getRecord(store.accessLevels, id, 'access level').id),
  };
}
