import type { SaltoProfile } from '../wire/salto-profile';
import { saltoDayTypes } from './salto-days';
import { leaf, type SaltoNode, tree } from './salto-node';
import type { SimulatedTimetable } from './salto-records';

export function timetableNode(
  item: SimulatedTimetable,
  { timetable, days }: SaltoProfile,
  unknown: readonly SaltoNode[],
): SaltoNode {
  const intervals = item.intervals.map((interval, index) =>
    tree(timetable.interval, [
      leaf(timetable.intervalId, index + 1),
      leaf(timetable.startTime, interval.startTime),
      leaf(timetable.endTime, interval.endTime),
      ...saltoDayTypes.map((day) => leaf(days[day], interval.days.includes(day) ? 1 : 0)),
    ]),
  );
  return tree(timetable.item, [
    leaf(timetable.id, item.slot),
    leaf(timetable.name, item.name),
    leaf(timetable.description, item.description),
    ...unknown,
    tree(timetable.intervals, intervals),
  ]);
}
