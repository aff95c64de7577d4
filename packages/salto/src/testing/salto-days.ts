import type { SimulatedDayType } from './salto-records';

/** In the order in which SHIP has their flags. */
export const saltoDayTypes: readonly SimulatedDayType[] = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
  'special1',
  'special2',
  'holiday',
];
