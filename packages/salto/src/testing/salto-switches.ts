/**
 * What nobody outside the vendor knows, as switches that can be moved at any time. Locked records, failures, latency and lost answers are
 * levers; split segments are an option of `listenStp`.
 */
export interface SaltoSwitches {
  /** What a list of zones in an update does. Default `replace` (inferred, strong): the whole list is the new list. */
  zoneList: 'replace' | 'merge';
  /**
   * The same (level, zone) twice: inside of one list, or with `merge` a pair that is held already. Default 7; `overwrite` lets the later one win,
   * a code refuses the whole request.
   */
  duplicate: 'overwrite' | 7 | 10 | 12;
  /** Code for a zone that does not exist in the list of a level. Default 11. */
  unknownZone: 11 | 12;
  /** Whether access levels can be listed. Default true; false answers 502. */
  readsLevels: boolean;
  /** Whether timetables can be listed. Default true; false answers 502. */
  readsTimetables: boolean;
  /** Whether the installation has the SHIP licence. Default true; false answers 13 to everything, `GetInfo` included. */
  licensed: boolean;
  /** Whether the start id of a list is on the page. Default `inclusive`; of the audit trail it always is (known). */
  startId: 'inclusive' | 'exclusive';
  /** Whether the time part of a period counts. Default `ignored`: only the date does. */
  periodTimes: 'ignored' | 'enforced';
  /**
   * Whether the day of an EndDate that is only a date is inside of the period. Default `included`. Only a date is every EndDate while times are
   * ignored, else one at `T00:00:00`; an enforced end is exclusive.
   */
  lastDay: 'included' | 'excluded';
  /** What HTTP asks for: nothing, Basic, or the shared key of authentication "Custom". Default `none`. STP has no login (known). */
  auth: 'none' | 'basic' | 'custom';
  /** Whether `24:00:00` is accepted as the end of an interval. Default false: it is no time of day (503). */
  acceptsEndOfDay24: boolean;
  /** Whether a period is accepted with dates as Space itself writes them: unpadded, or at `T24:00:00`. Default false: 503. */
  acceptsOwnDates: boolean;
  /**
   * Whether answers are written in every awkward way that is known: blanks around text and after names, unpadded months and days, `T24:00:00` as the
   * end of a period's last day, no EOF on a last page, dates of 1900 in an unused period, elements that nobody knows. Default false.
   */
  awkward: boolean;
  /** Whether answers start with a byte order mark. Default false. */
  sendsBom: boolean;
  /**
   * Which lists say whether a page is the last one. Default `whereKnown`: those of levels, zones, users and doors; nothing is known of one for
   * timetables and the audit trail.
   */
  sendsEndOfList: 'whereKnown' | 'everywhere';
  /** Most items on one page, whatever was asked for. Default 1024 (assumed). */
  maximumPage: number;
}

export const defaultSaltoSwitches: Readonly<SaltoSwitches> = {
  zoneList: 'replace',
  duplicate: 7,
  unknownZone: 11,
  readsLevels: true,
  readsTimetables: true,
  licensed: true,
  startId: 'inclusive',
  periodTimes: 'ignored',
  lastDay: 'included',
  auth: 'none',
  acceptsEndOfDay24: false,
  acceptsOwnDates: false,
  awkward: false,
  sendsBom: false,
  sendsEndOfList: 'whereKnown',
  maximumPage: 1024,
};
