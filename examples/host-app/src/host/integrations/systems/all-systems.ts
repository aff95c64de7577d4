import type { SystemKind } from '../../../contract/integrations';
import type { System } from '../system';
import { bookingsOneSystem } from './bookings-one-system';
import { doorListSystem } from './door-list-system';
import { ipassanSystem } from './ipassan-system';
import { ipeviaSystem } from './ipevia-system';
import { saltoSystem } from './salto-system';
import { visitorsSystem } from './visitors-system';

/** Every kind of system that an administrator can add. */
export const allSystems: Readonly<Record<SystemKind, System>> = {
  ipassan: ipassanSystem,
  salto: saltoSystem,
  ipevia: ipeviaSystem,
  bookings_one: bookingsOneSystem,
  door_list: doorListSystem,
  visitors: visitorsSystem,
};
