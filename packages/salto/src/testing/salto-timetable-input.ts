import type { SaltoContext } from './salto-context';
import { saltoDayTypes } from './salto-days';
import { SaltoFault, saltoCodes } from './salto-fault';
import { readFields, readItems, required } from './salto-fields';
import type { SaltoNode } from './salto-node';
import type { SimulatedInterval, SimulatedTimetable } from './salto-records';
import { FIRST_SLOT, isSlot, LAST_SLOT, timetableIn } from './salto-slots';

/** Most intervals of a timetable (known). */
const MOST_INTERVALS = 8;

/** The slot as it would be after the update: what was not sent stays, a list of intervals replaces the former one. */
export function readTimetable(node: SaltoNode, context: SaltoContext): SimulatedTimetable {
  const { timetable } = context.profile;
  const fields = readFields(node, [timetable.id, timetable.name, timetable.description, timetable.intervals]);
  const slot = required(fields.integer(timetable.id), timetable.id);
  if (!isSlot(slot))
    throw new SaltoFault(saltoCodes.invalidParameter, `${timetable.id} must be ${FIRST_SLOT} to ${LAST_SLOT}.`);
  const held = timetableIn(context.store, slot);
  const list = fields.element(timetable.intervals);
  return {
    slot,
    name: fields.text(timetable.name) ?? held.name,
    description: fields.text(timetable.description) ?? held.description,
    intervals: list === undefined ? held.intervals : readIntervals(list, context),
  };
}

function readIntervals(list: SaltoNode, context: SaltoContext): readonly SimulatedInterval[] {
  const { timetable } = context.profile;
  const items = readItems(list, timetable.interval);
  // known that there are at most 8; the code is inferred
  if (items.length > MOST_INTERVALS)
    throw new SaltoFault(saltoCodes.businessRule, `A timetable has at most ${MOST_INTERVALS} intervals.`);
  return items.map((item, index) => readInterval(item, index + 1, context));
}

function readInterval(item: SaltoNode, position: number, { profile, switches }: SaltoContext): SimulatedInterval {
  const { timetable, days } = profile;
  const { intervalId, startTime, endTime } = timetable;
  const fields = readFields(item, [intervalId, startTime, endTime, ...Object.values(days)]);
  // known: 1..n; that they come in order is assumed
  if (required(fields.integer(intervalId), intervalId) !== position)
    throw new SaltoFault(saltoCodes.invalidParameter, `${intervalId} must count from 1.`);
  const interval = {
    startTime: required(fields.timeOfDay(startTime), startTime),
    endTime: required(fields.timeOfDay(endTime, { is24Allowed: switches.acceptsEndOfDay24 }), endTime),
    days: saltoDayTypes.filter((day) => required(fields.boolean(days[day]), days[day])),
  };
  // Whether an interval may run across midnight is unknown.
  if (interval.startTime >= interval.endTime)
    throw new SaltoFault(saltoCodes.invalidParameter, `${endTime} must be after ${startTime}.`);
  return interval;
}
