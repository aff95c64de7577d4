import { EXTRA_ELEMENT, unknownNodes } from './salto-awkward';
import type { SaltoContext } from './salto-context';
import { leaf, type SaltoNode, tree } from './salto-node';
import { shownPeriod } from './salto-period-output';
import type { SimulatedAccessLevel, SimulatedZonePermission } from './salto-records';

export function accessLevelNode(
  level: SimulatedAccessLevel,
  { hasZones, context }: { hasZones: boolean; context: SaltoContext },
): SaltoNode {
  const { accessLevel } = context.profile;
  const permissions = level.zonePermissions.map((permission) => permissionNode(permission, level.id, context));
  return tree(accessLevel.item, [
    leaf(accessLevel.id, level.id),
    leaf(accessLevel.name, level.name),
    leaf(accessLevel.description, level.description),
    ...unknownNodes(context),
    ...(hasZones ? [tree(accessLevel.zonePermissions, permissions)] : []),
  ]);
}

function permissionNode(permission: SimulatedZonePermission, level: string, context: SaltoContext): SaltoNode {
  const { switches, profile } = context;
  const { item, zone, timetable, usePeriod, period, startDate, endDate } = profile.zonePermission;
  const shown = shownPeriod(permission, context);
  return tree(item, [
    leaf(profile.accessLevel.id, level),
    leaf(zone, permission.zone),
    leaf(timetable, permission.timetable),
    leaf(usePeriod, permission.usePeriod ? 1 : 0),
    ...(shown === null ? [] : [tree(period, [leaf(startDate, shown.startDate), leaf(endDate, shown.endDate)])]),
    ...(switches.awkward ? [leaf(EXTRA_ELEMENT, permission.extra)] : []),
  ]);
}
