import type { SimulatedTimetable } from './salto-records';
import type { SaltoState } from './salto-state';

/** The range of slots is inferred; that 1024 is one is known. */
export const FIRST_SLOT = 1;
export const LAST_SLOT = 1024;

/** The slot of a permission without restriction (known). */
export const NO_RESTRICTION = 0;

export function isSlot(slot: number): boolean {
  return Number.isInteger(slot) && slot >= FIRST_SLOT && slot <= LAST_SLOT;
}

/** What the slot holds. One that was never written has no intervals. */
export function timetableIn(state: Pick<SaltoState, 'timetables'>, slot: number): SimulatedTimetable {
  return (
    state.timetables.get(slot) ?? {
      slot,
      name: `Timetable ${String(slot).padStart(4, '0')}`,
      description: '',
      intervals: [],
    }
  );
}
