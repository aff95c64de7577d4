import type { SaltoContext } from './salto-context';
import { END_OF_DAY_24, unpadDate } from './salto-local-text';
import type { SimulatedPeriod, SimulatedZonePermission } from './salto-records';

/** "No date" (known). */
const NO_DATE = '1900-01-01T00:00:00';

/**
 * The period as an answer shows it; nothing when there is none to show. Awkwardly an unused one is shown with dates of 1900, months and days are
 * not padded, and an end that means the end of its day is shown as `T24:00:00` (all known to occur).
 */
export function shownPeriod(permission: SimulatedZonePermission, { switches }: SaltoContext): SimulatedPeriod | null {
  const { period, usePeriod } = permission;
  if (!switches.awkward) return period;
  if (period === null || !usePeriod) return { startDate: NO_DATE, endDate: NO_DATE };
  const [date, time] = period.endDate.split('T');
  // Never where it would mean something else: a client may send it back.
  const isWholeDay =
    switches.periodTimes === 'ignored'
      ? time === '00:00:00' || time === '23:59:59'
      : time === '00:00:00' && switches.lastDay === 'included';
  return {
    startDate: unpadDate(period.startDate),
    endDate: unpadDate(isWholeDay ? `${date}T${END_OF_DAY_24}` : period.endDate),
  };
}
