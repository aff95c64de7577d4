import {
  AcxError,
  type Clock,
  type HealthCheckOptions,
  type HealthFinding,
  type HealthReport,
  toHealthReport,
} from '@acx/core/provider';
import { localToMs } from './convert/salto-local-time';
import { isForeignTimetable } from './convert/salto-timetable-content';
import { openTimetableBook, readOurTimetables, type TimetableBookOptions } from './grants/salto-timetable-book';
import { countFreeSlots } from './grants/salto-timetable-pool';
import { isSaltoCode } from './salto-errors';
import { checkExactIds } from './salto-health-ids';

/** What health is looked at with. */
export interface SaltoHealthCheck extends TimetableBookOptions {
  readonly timeZone: string;
  readonly clock: Clock;
  readonly readsAccessLevels: boolean;
}

/** Clocks further apart than this make bookings open noticeably early or late. */
const CLOCK_TOLERANCE_MS = 60_000;
const NOT_LICENSED = 13;
/** Which of the two equal hours of an autumn night it is there: the one that is not long over here. */
const HALF_HOUR_MS = 1_800_000;

/** Asks who is there and what time it is there, then looks at the timetables that are ours and at the ids of the directory. Never throws. */
export async function checkSaltoHealth(check: SaltoHealthCheck, options: HealthCheckOptions): Promise<HealthReport> {
  const { providerId, client, timeZone, clock } = check;
  const findings: HealthFinding[] = [];
  let clockDifferenceMs: number | undefined;
  try {
    const { localDateTime } = await client.getInfo(options);
    findings.push(
      { area: 'connection', status: 'ok', message: 'Space answers over SHIP.' },
      { area: 'licence', status: 'ok', message: 'The SHIP interface is licensed.' },
    );
    if (localDateTime !== undefined) {
      clockDifferenceMs = localToMs(timeZone, localDateTime, clock.nowMs() - HALF_HOUR_MS) - clock.nowMs();
      findings.push(clockToFinding(clockDifferenceMs, timeZone));
    }
  } catch (failure) {
    findings.push(failureToFinding(failure));
    return { providerId, status: 'failed', findings };
  }
  findings.push(...(await attempt('timetables', () => checkTimetables(check, options))));
  if (options.expected !== undefined)
    findings.push(...(await attempt('places', () => checkExactIds(check, options.expected, options))));
  return toHealthReport({ providerId, findings, clockDifferenceMs });
}

/** A check that cannot be made is a finding like any other. */
async function attempt(area: string, look: () => Promise<readonly HealthFinding[]>): Promise<readonly HealthFinding[]> {
  try {
    return await look();
  } catch (failure) {
    const message = AcxError.isInstance(failure)
      ? failure.message
      : 'The check itself failed. Report this to its maintainer.';
    return [{ area, status: 'warning', message: `This could not be looked at: ${message}` }];
  }
}

async function checkTimetables(check: SaltoHealthCheck, options: HealthCheckOptions): Promise<HealthFinding[]> {
  const { range, clock } = check;
  const timetables = await readOurTimetables(check, options);
  if (timetables === undefined)
    return [
      {
        area: 'timetables',
        status: 'warning',
        message: `Space does not tell what its timetables say. Make sure that nobody uses ${range.from} to ${range.to}: they will be overwritten.`,
      },
    ];
  const findings: HealthFinding[] = [];
  const foreign = timetables.filter(isForeignTimetable).map(({ id }) => id);
  if (foreign.length > 0)
    findings.push({
      area: 'timetables',
      status: 'warning',
      message: `Timetables ${foreign.join(', ')} are in our range of slots and were filled by somebody else. They are left alone; choose another range with timetableSlots, or empty them in ProAccess Space.`,
    });
  if (options.storage !== undefined) {
    const pool = await (await openTimetableBook(check, options)).read();
    const { free, total } = countFreeSlots(pool, range, clock.nowMs());
    const status = free > total / 10 ? 'ok' : 'warning';
    findings.push({ area: 'timetables', status, message: `${free} of ${total} timetable slots of ours are free.` });
  }
  return findings;
}

function failureToFinding(failure: unknown): HealthFinding {
  if (!AcxError.isInstance(failure))
    return { area: 'connection', status: 'failed', message: 'The check itself failed. Report this to its maintainer.' };
  const area =
    failure.code === 'authentication' ? 'credentials' : isSaltoCode(failure, NOT_LICENSED) ? 'licence' : 'connection';
  return { area, status: 'failed', message: failure.message };
}

function clockToFinding(differenceMs: number, timeZone: string): HealthFinding {
  const seconds = Math.round(Math.abs(differenceMs) / 1000);
  if (Math.abs(differenceMs) <= CLOCK_TOLERANCE_MS)
    return { area: 'clock', status: 'ok', message: 'The clocks agree within a minute.' };
  const direction = differenceMs > 0 ? 'ahead of' : 'behind';
  const isZone = seconds % 1800 < 60 || seconds % 1800 > 1740;
  const advice = isZone
    ? `Check timeZone (${timeZone}): it looks as if Space were in another one.`
    : 'Set both by a time server.';
  return {
    area: 'clock',
    status: 'warning',
    message: `The clock of Space is ${seconds} seconds ${direction} the clock of this machine. ${advice}`,
  };
}
