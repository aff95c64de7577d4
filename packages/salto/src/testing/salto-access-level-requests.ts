import { readAccessLevel } from './salto-access-level-input';
import { accessLevelNode } from './salto-access-level-output';
import type { SaltoContext } from './salto-context';
import { SaltoFault, saltoCodes } from './salto-fault';
import { readFields, required } from './salto-fields';
import { toListPage } from './salto-list-page';
import { leaf, type SaltoNode } from './salto-node';
import type { SimulatedAccessLevel } from './salto-records';
import type { SaltoRequest } from './salto-request';
import { removeAccessLevel } from './salto-store-removals';

export function saltoAccessLevelRequests(context: SaltoContext): SaltoRequest[] {
  const { profile, switches, store } = context;
  const { accessLevel, paging, requests } = profile;

  const sentLevel = (params: SaltoNode): SaltoNode =>
    required(readFields(params, [accessLevel.item]).element(accessLevel.item), accessLevel.item);
  const existing = (id: string): SimulatedAccessLevel => {
    const level = store.accessLevels.get(id);
    if (level === undefined) throw new SaltoFault(saltoCodes.notFound, `There is no access level ${id}.`);
    return level;
  };
  const keep = (level: SimulatedAccessLevel): SaltoNode[] => {
    store.accessLevels.set(level.id, level);
    return [leaf(accessLevel.id, level.id)];
  };

  return [
    {
      name: requests.insertAccessLevel,
      isWrite: true,
      answer(params) {
        const sent = readAccessLevel(sentLevel(params), context);
        const held = store.accessLevels.get(sent.id);
        if (held !== undefined)
          throw new SaltoFault(saltoCodes.alreadyExists, `The access level ${held.id} (${held.name}) exists already.`);
        return keep({
          id: sent.id,
          name: required(sent.name, accessLevel.name),
          description: sent.description ?? '',
          zonePermissions: sent.zonePermissionsOn([]),
        });
      },
    },
    {
      name: requests.updateAccessLevel,
      isWrite: true,
      answer(params) {
        const sent = readAccessLevel(sentLevel(params), context);
        const held = existing(sent.id);
        return keep({
          id: held.id,
          name: sent.name ?? held.name,
          description: sent.description ?? held.description,
          zonePermissions: sent.zonePermissionsOn(held.zonePermissions),
        });
      },
    },
    {
      name: requests.deleteAccessLevel,
      isWrite: true,
      answer(params) {
        const id = required(readFields(params, [accessLevel.id]).extId(accessLevel.id), accessLevel.id);
        removeAccessLevel(store, existing(id).id);
        return [leaf(accessLevel.id, id)];
      },
    },
    {
      name: requests.readAccessLevels,
      isWrite: false,
      answer(params) {
        if (!switches.readsLevels)
          throw new SaltoFault(saltoCodes.unknownRequest, `Unknown request ${requests.readAccessLevels}.`);
        const flag = accessLevel.returnZonePermissions;
        const fields = readFields(params, [paging.maximumCount, paging.fromAccessLevel, flag]);
        const hasZones = fields.boolean(flag) ?? false;
        return toListPage({
          context,
          fields,
          listName: accessLevel.list,
          items: store.accessLevels.values(),
          idOf: ({ id }) => id,
          startId: fields.extId(paging.fromAccessLevel),
          isEndOfListKnown: true,
          toNode: (level) => accessLevelNode(level, { hasZones, context }),
        });
      },
    },
  ];
}
