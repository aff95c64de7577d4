import type { SaltoZonePermission } from '../wire/salto-access-level';
import type { SaltoGrantState } from './salto-grant-state';
import { dateToDay, dayToDate } from './salto-local-time';

/** How periods are written in an installation. */
export interface SaltoPeriodRules {
  readonly lastDate: 'included' | 'excluded';
  readonly hasExactPeriods: boolean;
}

type Period = SaltoGrantState['period'];

/** The record that says what a state says, with its timetable in a slot. */
export function stateToRecord(
  { zone, period }: Pick<SaltoGrantState, 'zone' | 'period'>,
  slot: number,
  rules: SaltoPeriodRules,
): SaltoZonePermission {
  return { zone, timetable: slot, period: periodToWire(period, rules) };
}

function periodToWire({ from, to }: Period, { lastDate }: SaltoPeriodRules): { startsAt: string; endsAt: string } {
  if (from.includes('T')) return { startsAt: from, endsAt: endToWire(to) };
  // The last second of the last date: right whether only the date counts or the time too.
  const endsAt = lastDate === 'included' ? `${to}T23:59:59` : `${dayToDate(dateToDay(to) + 1)}T00:00:00`;
  return { startsAt: `${from}T00:00:00`, endsAt };
}

/** Never a midnight, which may be taken for the whole date that it begins, and never `T24:00:00`, which Space writes but may not read. */
function endToWire(to: string): string {
  const [date = '', time] = to.split('T');
  if (time === '24:00:00') return `${date}T23:59:59`;
  return time === '00:00:00' ? `${dayToDate(dateToDay(date) - 1)}T23:59:59` : to;
}

/** The period of a record in the words of a state; nothing for a record without one. */
export function recordToPeriod({ period }: SaltoZonePermission, rules: SaltoPeriodRules): Period | undefined {
  if (period === undefined) return undefined;
  const [from = '', fromTime = ''] = period.startsAt.split('T');
  const [to = '', toTime = ''] = period.endsAt.split('T');
  if (fromTime === '00:00:00') {
    // Where the last date is excluded, only the date counts, however its time is shown.
    if (rules.lastDate === 'excluded' && ['00:00:00', '24:00:00'].includes(toTime))
      return { from, to: dayToDate(dateToDay(to) - 1) };
    // A server that keeps dates only may give the end back without its time.
    const isDatesOnly = rules.lastDate === 'included' && !rules.hasExactPeriods && toTime === '00:00:00';
    if (isDatesOnly || isEndOfDay(toTime, rules)) return { from, to };
  }
  const isEnd = rules.hasExactPeriods && isEndOfDay(toTime, rules);
  return { from: period.startsAt, to: isEnd ? `${dayToDate(dateToDay(to) + 1)}T00:00:00` : period.endsAt };
}

function isEndOfDay(time: string, { lastDate }: SaltoPeriodRules): boolean {
  return time === '24:00:00' || (lastDate === 'included' && time === '23:59:59');
}

/** A record of ours that Space has told of, in the words in which we write: Space may not read dates as it writes them itself. */
export function renewRecord(record: SaltoZonePermission, rules: SaltoPeriodRules): SaltoZonePermission {
  const { zone, timetable } = record;
  const period = recordToPeriod(record, rules);
  return period === undefined ? { zone, timetable } : stateToRecord({ zone, period }, timetable, rules);
}

/** Where records cannot be taken away, this long past period takes their effect away. Not one of the dates that mean "no date". */
const CLEARED = { startsAt: '2000-01-02T00:00:00', endsAt: '2000-01-02T23:59:59' };

/** A record without effect, in place of one that cannot be removed. */
export function clearedRecord(zone: string, slot: number): SaltoZonePermission {
  return { zone, timetable: slot, period: CLEARED };
}

/** True for a record that {@link clearedRecord} made. */
export function isClearedRecord({ period }: SaltoZonePermission): boolean {
  return period?.startsAt.slice(0, 10) === CLEARED.startsAt.slice(0, 10);
}
