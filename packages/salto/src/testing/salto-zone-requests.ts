import { unknownNodes } from './salto-awkward';
import type { SaltoContext } from './salto-context';
import { readFields } from './salto-fields';
import { toListPage } from './salto-list-page';
import { leaf, type SaltoNode, tree } from './salto-node';
import type { SimulatedZone } from './salto-records';
import type { SaltoRequest } from './salto-request';

export function saltoZoneRequests(context: SaltoContext): SaltoRequest[] {
  const { profile, store } = context;
  const { zone, paging } = profile;

  const toNode = (item: SimulatedZone, hasDoors: boolean): SaltoNode => {
    const doors = [...store.doors.values()].filter(({ zones }) => zones.includes(item.id));
    const members = doors.map(({ id }) => tree(zone.door, [leaf(zone.doorId, id)]));
    return tree(zone.item, [
      leaf(zone.id, item.id),
      leaf(zone.name, item.name),
      leaf(zone.description, item.description),
      leaf(zone.isLow, item.isLow ? 1 : 0),
      ...unknownNodes(context),
      ...(hasDoors ? [tree(zone.doors, members)] : []),
    ]);
  };

  return [
    {
      name: profile.requests.readZones,
      isWrite: false,
      answer(params) {
        const fields = readFields(params, [paging.maximumCount, paging.fromZone, zone.returnDoors]);
        const hasDoors = fields.boolean(zone.returnDoors) ?? false;
        return toListPage({
          context,
          fields,
          listName: zone.list,
          items: store.zones.values(),
          idOf: ({ id }) => id,
          startId: fields.extId(paging.fromZone),
          isEndOfListKnown: true,
          toNode: (item) => toNode(item, hasDoors),
        });
      },
    },
  ];
}
