import { getRecord } from './salto-get-record';
import { parseOwnDateTime } from './salto-local-text';
import type { SimulatedPeriod, SimulatedZonePermission } from './salto-records';
import { isSlot, NO_RESTRICTION } from './salto-slots';
import type { SaltoStore } from './salto-state';

/** A permission by hand. Default: no restriction, no period. */
export interface ZonePermissionEdit {
  /** EXT ID. */
  readonly zone: string;
  readonly timetable?: number;
  /** Site-local; used when it is given, unless `usePeriod` says otherwise. */
  readonly period?: SimulatedPeriod;
  readonly usePeriod?: boolean;
  readonly extra?: string;
}

/** Rights by hand: what somebody does on the screen of an access level. */
export interface SaltoManualPermissions {
  /** Adds the permission of this pair, or puts this one in its place. */
  setZonePermission(accessLevel: string, permission: ZonePermissionEdit): SimulatedZonePermission;
  /** @throws RangeError when there is none. */
  removeZonePermission(accessLevel: string, zone: string): void;
}

export function createSaltoManualPermissions(store: SaltoStore): SaltoManualPermissions {
  return {
    setZonePermission(id, edit) {
      const level = getRecord(store.accessLevels, id, 'access level');
      const permission = toZonePermission(store, edit);
      const isHeld = level.zonePermissions.some(({ zone }) => zone === permission.zone);
      const zonePermissions = isHeld
        ? level.zonePermissions.map((held) => (held.zone === permission.zone ? permission : held))
        : [...level.zonePermissions, permission];
      store.accessLevels.set(id, { ...level, zonePermissions });
      return permission;
    },
    removeZonePermission(id, zoneId) {
      const level = getRecord(store.accessLevels, id, 'access level');
      const zonePermissions = level.zonePermissions.filter(({ zone }) => zone !== zoneId);
      if (zonePermissions.length === level.zonePermissions.length)
        throw new RangeError(`The access level ${id} has no permission for the zone ${zoneId}.`);
      store.accessLevels.set(id, { ...level, zonePermissions });
    },
  };
}

/** @throws RangeError for an unknown zone or slot and for dates that are none. */
export function toZonePermission(
  store: SaltoStore,
  { zone, timetable = NO_RESTRICTION, period, usePeriod = period !== undefined, extra = '' }: ZonePermissionEdit,
): SimulatedZonePermission {
  getRecord(store.zones, zone, 'zone');
  if (timetable !== NO_RESTRICTION && !isSlot(timetable)) throw new RangeError(`There is no timetable ${timetable}.`);
  if (usePeriod && period === undefined) throw new RangeError('A period is used, but none is given.');
  for (const date of period === undefined ? [] : [period.startDate, period.endDate])
    if (parseOwnDateTime(date) !== date) throw new RangeError(`Not a local date-time: ${date}.`);
  return { zone, timetable, usePeriod, period: period ?? null, extra };
}
