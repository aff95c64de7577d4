import { parseSaltoGrantState, type SaltoGrantState, type SaltoStateInterval } from '../convert/salto-grant-state';
import {
  dateToDay,
  dayToDate,
  instantToLocal,
  SECONDS_PER_DAY,
  secondAfterLocal,
  secondsToTime,
  timeToSeconds,
} from '../convert/salto-local-time';
import { type SaltoDay, saltoDays } from '../wire/salto-day';
import { type EncodedInterval, type Encoding, intervalsOf, type Span } from './salto-encoding';
import type { Range } from './salto-ranges';

/** Whose record it is. */
type Owner = Pick<SaltoGrantState, 'accessLevel' | 'zone'>;

/** The grant state that says what an encoding says. */
export function encodingToState({ accessLevel, zone }: Owner, encoding: Encoding): SaltoGrantState {
  const { firstDay, lastDay } = encoding;
  const period = { from: dayToDate(firstDay), to: dayToDate(lastDay) };
  return { accessLevel, zone, period, intervals: intervalsOf(encoding).map(intervalToState) };
}

/** The grant state that is a period to the second, at all times of all days. */
export function spanToState({ accessLevel, zone }: Owner, span: Span, timeZone: string): SaltoGrantState {
  // The end as the clock shows it that has been running until then: at a midnight it may be set to something else.
  const period = { from: instantToLocal(timeZone, span.startMs), to: secondAfterLocal(timeZone, span.endMs - 1000) };
  const always = { from: 0, to: SECONDS_PER_DAY, days: saltoDays };
  return { accessLevel, zone, period: wholeDates(period) ?? period, intervals: [intervalToState(always)] };
}

/** A period from midnight to midnight says the same in dates. */
function wholeDates({ from, to }: SaltoGrantState['period']): SaltoGrantState['period'] | undefined {
  const [[firstDate = '', fromTime], [endDate = '', toTime]] = [from.split('T'), to.split('T')];
  if (fromTime !== '00:00:00' || toTime !== '00:00:00') return undefined;
  return { from: firstDate, to: dayToDate(dateToDay(endDate) - 1) };
}

function intervalToState({ from, to, days }: EncodedInterval): SaltoStateInterval {
  return { from: secondsToTime(from), to: secondsToTime(to), days: [...days] };
}

/** What a state says; nothing for one whose period has times of day, or that nobody here has made. */
export function stateToEncoding(state: unknown): Encoding | undefined {
  let parsed: SaltoGrantState;
  try {
    parsed = parseSaltoGrantState(state);
  } catch {
    return undefined;
  }
  const { period, intervals } = parsed;
  if (period.from.includes('T') || period.to.includes('T')) return undefined;
  const opens = new Map<SaltoDay, Range[]>();
  for (const { from, to, days } of intervals)
    for (const type of days)
      opens.set(type, [...(opens.get(type) ?? []), { from: timeToSeconds(from), to: timeToSeconds(to) }]);
  return { firstDay: dateToDay(period.from), lastDay: dateToDay(period.to), opens };
}
