import { saltoGrantKey } from '../convert/salto-grant-state';
import { isClearedRecord } from '../convert/salto-record';
import type { SaltoZonePermission } from '../wire/salto-access-level';
import { isOurSlot, type SlotRange, type TimetablePool } from './salto-timetable-pool';

/** By what our records are known again: the slot of their timetable. */
export interface OwnSlots {
  readonly range: SlotRange;
  readonly pool: TimetablePool;
}

/** True for a right that we have written. */
export function isOurRecord({ range, pool }: OwnSlots, { timetable }: SaltoZonePermission): boolean {
  return isOurSlot(pool, timetable, range);
}

/** Those of our records that still have an effect, or will have one. */
export function ourRecords(own: OwnSlots, zones: readonly SaltoZonePermission[]): SaltoZonePermission[] {
  return zones.filter((record) => isOurRecord(own, record) && !isClearedRecord(record));
}

/** Which slots the records of a level use, by grant key. */
export function slotsInUse(
  own: OwnSlots,
  accessLevel: string,
  zones: readonly SaltoZonePermission[],
): Map<string, number> {
  const used = ourRecords(own, zones);
  return new Map(used.map(({ zone, timetable }) => [saltoGrantKey({ subject: accessLevel, place: zone }), timetable]));
}
