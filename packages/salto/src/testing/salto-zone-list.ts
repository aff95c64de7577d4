import { SaltoFault } from './salto-fault';
import type { SimulatedZonePermission } from './salto-records';
import type { SaltoSwitches } from './salto-switches';

/**
 * What a level holds after a list of zones was sent.
 *
 * | zoneList | pair not held | pair held, not sent | pair held and sent | pair sent twice |
 * |---|---|---|---|---|
 * | replace | added | removed | as sent | duplicate |
 * | merge | added | stays | duplicate | duplicate |
 *
 * @throws SaltoFault with the code of the switch for a duplicate, unless the later one overwrites.
 */
export function applyZoneList(options: {
  held: readonly SimulatedZonePermission[];
  sent: readonly SimulatedZonePermission[];
  switches: SaltoSwitches;
  level: string;
}): readonly SimulatedZonePermission[] {
  const { held, sent, switches, level } = options;
  const start = switches.zoneList === 'replace' ? [] : held;
  const byZone = new Map(start.map((permission) => [permission.zone, permission]));
  for (const permission of sent) {
    if (byZone.has(permission.zone) && switches.duplicate !== 'overwrite')
      throw new SaltoFault(switches.duplicate, `The access level ${level} has the zone ${permission.zone} already.`);
    byZone.set(permission.zone, permission);
  }
  return [...byZone.values()];
}
