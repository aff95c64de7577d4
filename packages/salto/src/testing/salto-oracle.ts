import type { SaltoContext } from './salto-context';
import type { SaltoLocalTime } from './salto-local-time';
import type { SimulatedPeriod, SimulatedZonePermission } from './salto-records';
import { NO_RESTRICTION } from './salto-slots';

/** The question to a door. */
export interface OpensQuestion {
  /** Number of the card. */
  readonly card: string;
  /** EXT ID. */
  readonly door: string;
  /** Default: now. */
  readonly at?: string | Date;
}

/** The question to a right. */
export interface LevelOpensQuestion {
  /** EXT ID. */
  readonly accessLevel: string;
  /** EXT ID. */
  readonly zone: string;
  /** Default: now. */
  readonly at?: string | Date;
}

/** What one permission says at one moment. */
export type PermissionVerdict = 'open' | 'outOfDate' | 'outOfTime';

type OracleContext = Pick<SaltoContext, 'store' | 'switches' | 'clock' | 'localTimeAt'>;

/**
 * Does this card open this door? Yes when an access level of its holder has a permission for a zone of the door that is open. A card that nobody
 * has opens nothing.
 * @throws RangeError for a door that does not exist, and for a time that is no instant.
 */
export function opensDoor(context: OracleContext, { card, door, at }: OpensQuestion): boolean {
  const local = localTimeOf(context, at);
  return permissionsAt(context, card, door).some((permission) => verdictOf(context, permission, local) === 'open');
}

/**
 * Does this access level open this zone? A level that does not exist opens nothing.
 * @throws RangeError for a zone that does not exist, and for a time that is no instant.
 */
export function levelOpensZone(context: OracleContext, { accessLevel, zone, at }: LevelOpensQuestion): boolean {
  const local = localTimeOf(context, at);
  if (!context.store.zones.has(zone)) throw new RangeError(`The simulator has no zone ${zone}.`);
  const permissions = context.store.accessLevels.get(accessLevel)?.zonePermissions ?? [];
  return permissions.some((permission) => permission.zone === zone && verdictOf(context, permission, local) === 'open');
}

/** Every permission that the card's holder has for a zone of this door, whatever the time. */
export function permissionsAt(
  { store }: OracleContext,
  cardNumber: string,
  doorId: string,
): readonly SimulatedZonePermission[] {
  const door = store.doors.get(doorId);
  if (door === undefined) throw new RangeError(`The simulator has no door ${doorId}.`);
  const permissions: SimulatedZonePermission[] = [];
  for (const level of store.users.get(store.cards.get(cardNumber) ?? '')?.accessLevels ?? [])
    for (const permission of store.accessLevels.get(level)?.zonePermissions ?? [])
      if (door.zones.includes(permission.zone)) permissions.push(permission);
  return permissions;
}

/** Period first, then timetable: both must contain the moment. */
export function verdictOf(
  context: OracleContext,
  { usePeriod, period, timetable }: SimulatedZonePermission,
  local: SaltoLocalTime,
): PermissionVerdict {
  if (usePeriod && !(period !== null && isInPeriod(context, period, local))) return 'outOfDate';
  return isInTimetable(context, timetable, local) ? 'open' : 'outOfTime';
}

function isInPeriod(
  { switches }: OracleContext,
  { startDate, endDate }: SimulatedPeriod,
  local: SaltoLocalTime,
): boolean {
  const lastDate = endDate.slice(0, 10);
  const isInDates = switches.lastDay === 'included' ? local.date <= lastDate : local.date < lastDate;
  if (switches.periodTimes === 'ignored') return startDate.slice(0, 10) <= local.date && isInDates;
  const now = `${local.date}T${local.time}`;
  return startDate <= now && (endDate.endsWith('T00:00:00') ? isInDates : now < endDate);
}

/** On a date of the calendar only its special day counts, not the weekday. */
function isInTimetable({ store }: OracleContext, slot: number, local: SaltoLocalTime): boolean {
  if (slot === NO_RESTRICTION) return true;
  const intervals = store.timetables.get(slot)?.intervals ?? [];
  const dayType = store.specialDays.get(local.date) ?? local.weekday;
  return intervals.some(
    ({ startTime, endTime, days }) => days.includes(dayType) && startTime <= local.time && local.time < endTime,
  );
}

function localTimeOf({ clock, localTimeAt }: OracleContext, at: string | Date | undefined): SaltoLocalTime {
  return localTimeAt(at === undefined ? clock.nowMs() : instantMsOf(at));
}

function instantMsOf(at: string | Date): number {
  const atMs = at instanceof Date ? at.getTime() : Date.parse(at);
  // A time without offset would be read as one of this machine.
  if (Number.isNaN(atMs) || (typeof at === 'string' && !/(?:Z|[+-]\d\d:\d\d)$/.test(at)))
    throw new RangeError(`Not an instant: ${at}.`);
  return atMs;
}
