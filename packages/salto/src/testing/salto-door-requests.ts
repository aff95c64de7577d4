import { unknownNodes } from './salto-awkward';
import type { SaltoContext } from './salto-context';
import { readFields } from './salto-fields';
import { toListPage } from './salto-list-page';
import { leaf, type SaltoNode, tree } from './salto-node';
import type { SimulatedDoor } from './salto-records';
import type { SaltoRequest } from './salto-request';

export function saltoDoorRequests(context: SaltoContext): SaltoRequest[] {
  const { profile, store } = context;
  const { door, paging } = profile;

  const toNode = (item: SimulatedDoor, hasZones: boolean): SaltoNode => {
    const members = item.zones.map((id) => tree(door.zone, [leaf(door.zoneId, id)]));
    return tree(door.item, [
      leaf(door.id, item.id),
      leaf(door.name, item.name),
      leaf(door.description, item.description),
      ...unknownNodes(context),
      ...(hasZones ? [tree(door.zones, members)] : []),
    ]);
  };

  return [
    {
      name: profile.requests.readDoors,
      isWrite: false,
      answer(params) {
        const fields = readFields(params, [paging.maximumCount, paging.fromDoor, door.returnZones]);
        const hasZones = fields.boolean(door.returnZones) ?? false;
        return toListPage({
          context,
          fields,
          listName: door.list,
          items: store.doors.values(),
          idOf: ({ id }) => id,
          startId: fields.extId(paging.fromDoor),
          isEndOfListKnown: true,
          toNode: (item) => toNode(item, hasZones),
        });
      },
    },
  ];
}
