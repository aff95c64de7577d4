import type { SaltoContext } from './salto-context';
import { SaltoFault, saltoCodes } from './salto-fault';
import { readFields, readItems, required } from './salto-fields';
import type { SaltoNode } from './salto-node';
import type { SimulatedZonePermission } from './salto-records';
import { applyZoneList } from './salto-zone-list';
import { readZonePermission } from './salto-zone-permission-input';

/** An access level as it was sent: what is not there stays as it is. */
export interface SentAccessLevel {
  readonly id: string;
  readonly name: string | undefined;
  readonly description: string | undefined;
  /** The permissions after this request, given those that are held. */
  zonePermissionsOn(held: readonly SimulatedZonePermission[]): readonly SimulatedZonePermission[];
}

/**
 * Lists of doors and of users in a level are not simulated: they are refused (501), because what a list does that replaces the rights on doors or
 * the residents of an apartment must not go unnoticed.
 */
export function readAccessLevel(node: SaltoNode, context: SaltoContext): SentAccessLevel {
  const { accessLevel, zonePermission } = context.profile;
  const fields = readFields(node, [
    accessLevel.id,
    accessLevel.name,
    accessLevel.description,
    accessLevel.zonePermissions,
  ]);
  const id = required(fields.extId(accessLevel.id), accessLevel.id);
  const name = fields.text(accessLevel.name);
  if (name === '') throw new SaltoFault(saltoCodes.invalidParameter, `${accessLevel.name} is empty.`);
  const list = fields.element(accessLevel.zonePermissions);
  const sent =
    list === undefined
      ? undefined
      : readItems(list, zonePermission.item).map((item) => readZonePermission(item, { level: id, context }));
  return {
    id,
    name,
    description: fields.text(accessLevel.description),
    zonePermissionsOn: (held) =>
      sent === undefined ? held : applyZoneList({ held, sent, switches: context.switches, level: id }),
  };
}
