import type { SaltoContext } from './salto-context';
import { createSaltoManualCalendar, type SaltoManualCalendar } from './salto-manual-calendar';
import { createSaltoManualDoors, type SaltoManualDoors } from './salto-manual-doors';
import { createSaltoManualLevels, type SaltoManualLevels } from './salto-manual-levels';
import { createSaltoManualPermissions, type SaltoManualPermissions } from './salto-manual-permissions';
import { createSaltoManualUsers, type SaltoManualUsers } from './salto-manual-users';

/**
 * Edits on Space's own screens, by a person with all rights: past SHIP and its rules. What does not exist, is taken or is no time is a RangeError.
 * Records are never changed in place: what was returned earlier stays as it was.
 */
export interface SaltoManualEdits
  extends SaltoManualLevels,
    SaltoManualPermissions,
    SaltoManualDoors,
    SaltoManualUsers,
    SaltoManualCalendar {}

export function createSaltoManualEdits(context: SaltoContext, newId: () => string): SaltoManualEdits {
  const { store } = context;
  return {
    ...createSaltoManualLevels(store, newId),
    ...createSaltoManualPermissions(store),
    ...createSaltoManualDoors(store, newId),
    ...createSaltoManualUsers(context, newId),
    ...createSaltoManualCalendar(store),
  };
}
