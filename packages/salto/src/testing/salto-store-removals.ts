import type { SaltoStore } from './salto-state';

// That memberships and permissions go with what they name is assumed.

/** Its users lose it. */
export function removeAccessLevel(store: SaltoStore, id: string): void {
  store.accessLevels.delete(id);
  for (const user of store.users.values())
    if (user.accessLevels.includes(id))
      store.users.set(user.id, { ...user, accessLevels: user.accessLevels.filter((level) => level !== id) });
}

/** Every level loses its permission, every door its membership. */
export function removeZone(store: SaltoStore, id: string): void {
  store.zones.delete(id);
  for (const level of store.accessLevels.values()) {
    const zonePermissions = level.zonePermissions.filter(({ zone }) => zone !== id);
    store.accessLevels.set(level.id, { ...level, zonePermissions });
  }
  for (const door of store.doors.values())
    store.doors.set(door.id, { ...door, zones: door.zones.filter((zone) => zone !== id) });
}
