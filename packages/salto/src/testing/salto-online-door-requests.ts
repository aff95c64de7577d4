import { unknownNodes } from './salto-awkward';
import type { SaltoContext } from './salto-context';
import { SaltoFault, saltoCodes } from './salto-fault';
import { checkExtId, readFields, readItems, required } from './salto-fields';
import { leaf, type SaltoNode, tree } from './salto-node';
import type { SaltoRequest } from './salto-request';

// All three are assumed: how results and states are numbered is unknown.
const OPENED = 0;
const ONLINE = 1;
const OFFLINE = 0;
/** "General": an offline door cannot be opened over SHIP. */
const NOT_ONLINE = 4;

/** Known: per-door results, so one door that cannot be opened does not keep the others closed. */
export function saltoOnlineDoorRequests(context: SaltoContext): SaltoRequest[] {
  const { profile, store, clock } = context;
  const { onlineDoor, requests } = profile;

  const readIds = (params: SaltoNode): readonly string[] => {
    const list = required(readFields(params, [onlineDoor.doors]).element(onlineDoor.doors), onlineDoor.doors);
    const ids = readItems(list, onlineDoor.door).map(({ text, children }) => {
      if (children.length > 0)
        throw new SaltoFault(saltoCodes.unexpectedNodes, `Unexpected elements in ${onlineDoor.door}.`);
      return checkExtId(text, onlineDoor.door);
    });
    if (ids.length === 0) throw new SaltoFault(saltoCodes.invalidParameter, `${onlineDoor.doors} is empty.`);
    return ids;
  };
  const open = (id: string): number => {
    const door = store.doors.get(id);
    if (door === undefined) return saltoCodes.doorNotFound;
    if (!door.isOnline) return NOT_ONLINE;
    store.remoteOpenings.push({ door: id, at: new Date(clock.nowMs()).toISOString() });
    return OPENED;
  };
  // One Exception for the whole request: a state has no place for an error.
  const statusOf = (id: string): number => {
    const door = store.doors.get(id);
    if (door === undefined) throw new SaltoFault(saltoCodes.doorNotFound, `There is no door ${id}.`);
    return door.isOnline ? ONLINE : OFFLINE;
  };

  return [
    {
      name: requests.openDoors,
      isWrite: true,
      answer(params) {
        const results = readIds(params).map((id) =>
          tree(onlineDoor.result, [
            leaf(onlineDoor.door, id),
            leaf(onlineDoor.resultCode, open(id)),
            ...unknownNodes(context),
          ]),
        );
        return [tree(onlineDoor.resultList, results)];
      },
    },
    {
      name: requests.readDoorStatus,
      isWrite: false,
      answer(params) {
        const states = readIds(params).map((id) =>
          tree(onlineDoor.status, [
            leaf(onlineDoor.door, id),
            leaf(onlineDoor.statusCode, statusOf(id)),
            ...unknownNodes(context),
          ]),
        );
        return [tree(onlineDoor.statusList, states)];
      },
    },
  ];
}
