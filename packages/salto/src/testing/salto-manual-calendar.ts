import { END_OF_DAY_24, isLocalDate, isTimeOfDay } from './salto-local-text';
import type { SimulatedInterval, SimulatedSpecialDay, SimulatedTimetable } from './salto-records';
import { isSlot, timetableIn } from './salto-slots';
import type { SaltoStore } from './salto-state';

/** Slots and the calendar of the site by hand. */
export interface SaltoManualCalendar {
  /** What is not given stays as it is. */
  rewriteSlot(
    slot: number,
    edit: { name?: string; description?: string; intervals?: readonly SimulatedInterval[] },
  ): SimulatedTimetable;
  /** Makes a date (`yyyy-MM-dd`) a special day, or an ordinary one again. */
  setSpecialDay(date: string, type: SimulatedSpecialDay | undefined): void;
}

export function createSaltoManualCalendar(store: SaltoStore): SaltoManualCalendar {
  return {
    rewriteSlot(slot, edit) {
      if (!isSlot(slot)) throw new RangeError(`There is no timetable ${slot}.`);
      for (const { startTime, endTime } of edit.intervals ?? [])
        if (!isTimeOfDay(startTime) || !(isTimeOfDay(endTime) || endTime === END_OF_DAY_24) || startTime >= endTime)
          throw new RangeError(`Not an interval: ${startTime} to ${endTime}.`);
      const timetable = { ...timetableIn(store, slot), ...edit };
      store.timetables.set(slot, timetable);
      return timetable;
    },
    setSpecialDay(date, type) {
      if (!isLocalDate(date)) throw new RangeError(`Not a date: ${date}.`);
      if (type === undefined) store.specialDays.delete(date);
      else store.specialDays.set(date, type);
    },
  };
}
