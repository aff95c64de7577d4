import { EXTRA_ELEMENT } from './salto-awkward';
import type { SaltoContext } from './salto-context';
import { SaltoFault, saltoCodes } from './salto-fault';
import { readFields, required } from './salto-fields';
import type { SaltoNode } from './salto-node';
import type { SimulatedPeriod, SimulatedZonePermission } from './salto-records';
import { isSlot, LAST_SLOT, NO_RESTRICTION } from './salto-slots';

/** One permission of the list of a level. All fields but the level's own id and the period of one without are needed (assumed). */
export function readZonePermission(
  node: SaltoNode,
  { level, context }: { level: string; context: SaltoContext },
): SimulatedZonePermission {
  const { store, switches, profile } = context;
  const { zone, timetable, usePeriod, period } = profile.zonePermission;
  const levelId = profile.accessLevel.id;
  // What Space itself shows of an unknown kind may be sent back.
  const extra = switches.awkward ? [EXTRA_ELEMENT] : [];
  const fields = readFields(node, [levelId, zone, timetable, usePeriod, period, ...extra]);

  // known: optional, because the record is nested
  if ((fields.extId(levelId) ?? level) !== level)
    throw new SaltoFault(saltoCodes.invalidParameter, `A permission of ${level} names another access level.`);
  const zoneId = required(fields.extId(zone), zone);
  const slot = required(fields.integer(timetable), timetable);
  const hasPeriod = required(fields.boolean(usePeriod), usePeriod);
  const dates = fields.element(period);
  const sentPeriod = dates === undefined ? null : readPeriod(dates, context);

  if (!store.zones.has(zoneId)) throw new SaltoFault(switches.unknownZone, `There is no zone ${zoneId}.`);
  if (slot !== NO_RESTRICTION && !isSlot(slot))
    throw new SaltoFault(saltoCodes.invalidParameter, `${timetable} must be ${NO_RESTRICTION} to ${LAST_SLOT}.`);
  if (hasPeriod) checkPeriod(required(sentPeriod ?? undefined, period), context);
  return {
    zone: zoneId,
    timetable: slot,
    usePeriod: hasPeriod,
    period: sentPeriod,
    extra: fields.text(EXTRA_ELEMENT) ?? '',
  };
}

function readPeriod(node: SaltoNode, { profile, switches }: SaltoContext): SimulatedPeriod {
  const { startDate, endDate } = profile.zonePermission;
  const fields = readFields(node, [startDate, endDate]);
  const options = { isOwnWayAllowed: switches.acceptsOwnDates };
  return {
    startDate: required(fields.dateTime(startDate, options), startDate),
    endDate: required(fields.dateTime(endDate, options), endDate),
  };
}

// assumed; the same instant twice is a period of one day while times are ignored
function checkPeriod({ startDate, endDate }: SimulatedPeriod, { profile }: SaltoContext): void {
  if (startDate <= endDate) return;
  const { zonePermission } = profile;
  throw new SaltoFault(
    saltoCodes.invalidParameter,
    `${zonePermission.endDate} must not be before ${zonePermission.startDate}.`,
  );
}
