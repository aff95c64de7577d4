import { unknownNodes } from './salto-awkward';
import type { SaltoContext } from './salto-context';
import { SaltoFault, saltoCodes } from './salto-fault';
import { readFields, required } from './salto-fields';
import { toListPage } from './salto-list-page';
import { leaf } from './salto-node';
import type { SaltoRequest } from './salto-request';
import { FIRST_SLOT, isSlot, LAST_SLOT, timetableIn } from './salto-slots';
import { readTimetable } from './salto-timetable-input';
import { timetableNode } from './salto-timetable-output';

/** Slots are listed and rewritten; that they can be neither inserted nor deleted is known. */
export function saltoTimetableRequests(context: SaltoContext): SaltoRequest[] {
  const { profile, switches, store } = context;
  const { timetable, paging, requests } = profile;

  const startSlot = (slot: number | undefined): number | undefined => {
    if (slot === undefined || isSlot(slot)) return slot;
    throw new SaltoFault(saltoCodes.invalidParameter, `There is no timetable ${slot}.`);
  };

  return [
    {
      name: requests.readTimetables,
      isWrite: false,
      answer(params) {
        if (!switches.readsTimetables)
          throw new SaltoFault(saltoCodes.unknownRequest, `Unknown request ${requests.readTimetables}.`);
        const fields = readFields(params, [paging.maximumCount, paging.fromTimetable]);
        return toListPage({
          context,
          fields,
          listName: timetable.list,
          // All of them: a slot is there whether it was ever written or not.
          items: Array.from({ length: LAST_SLOT }, (_, index) => timetableIn(store, FIRST_SLOT + index)),
          idOf: ({ slot }) => slot,
          startId: startSlot(fields.integer(paging.fromTimetable)),
          isEndOfListKnown: false,
          toNode: (item) => timetableNode(item, profile, unknownNodes(context)),
        });
      },
    },
    {
      name: requests.updateTimetable,
      isWrite: true,
      answer(params) {
        const found = readFields(params, [timetable.item]).element(timetable.item);
        const next = readTimetable(required(found, timetable.item), context);
        store.timetables.set(next.slot, next);
        return [leaf(timetable.id, next.slot)];
      },
    },
  ];
}
