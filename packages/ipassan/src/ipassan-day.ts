import {
  type CallOptions,
  type Instant,
  InvalidInputError,
  instantFromMs,
  isOverlapping,
  isTimeZone,
  utcOffsetMs,
} from '@acx/core/provider';
import { createIpassanMark } from './convert/ipassan-grant-key';
import { bookingToHeldState } from './convert/ipassan-grant-state';
import type { IpassanClient } from './wire/ipassan-client';

/** One asset booking of a day, as iPassan's screen for monitoring facilities shows it. */
export interface IpassanDayRow {
  /** Uuid of the asset. */
  readonly asset: string;
  readonly assetName?: string;
  /** Uuid of the booking. */
  readonly uuid: string;
  /** Uuid of the person; absent for a booking of nobody. */
  readonly person?: string;
  readonly startsAt: Instant;
  readonly endsAt: Instant;
  /** `ours`: this installation wrote it. `foreign`: somebody else did, on iPassan's screens or from another host. */
  readonly origin: 'ours' | 'foreign';
}

/** Which day of which site. */
export interface IpassanDayQuestion {
  readonly client: Pick<IpassanClient, 'assets' | 'assetBookings'>;
  /** The `id` of the provider, or its `mark` where it has one: it tells ours from foreign. */
  readonly mark: string;
  /** IANA time zone of the site. */
  readonly timeZone: string;
  /** A day of the site, `YYYY-MM-DD`. */
  readonly date: string;
  /** Uuids of the assets. Default: all of the site. */
  readonly assets?: readonly string[];
}

/**
 * The asset bookings of a day, ours and foreign, by asset and start: for a host's own screens, and to see by eye what a check counts. One
 * call for the assets and one or more for each of them; reads only.
 * @throws InvalidInputError for a date or a time zone that is none.
 */
export async function readIpassanDay(
  question: IpassanDayQuestion,
  options: CallOptions = {},
): Promise<IpassanDayRow[]> {
  const { client, timeZone, date } = question;
  const day = dayOf(date, timeZone);
  const mark = createIpassanMark(question.mark);
  const names = new Map<string, string | undefined>();
  for await (const { uuid, name } of client.assets.list(options)) names.set(uuid, name);
  const rows: IpassanDayRow[] = [];
  for (const asset of question.assets ?? names.keys())
    for await (const booking of client.assetBookings.list(asset, options)) {
      const { person, startsAt, endsAt } = bookingToHeldState(booking, { providerId: question.mark, asset });
      if (!isOverlapping({ startsAt, endsAt }, day)) continue;
      const assetName = names.get(asset);
      rows.push({
        asset,
        ...(assetName === undefined ? {} : { assetName }),
        uuid: booking.uuid,
        ...(person === null ? {} : { person }),
        startsAt,
        endsAt,
        origin: mark.isOurs(booking.reference) ? 'ours' : 'foreign',
      });
    }
  return rows.sort(
    (a, b) => compare(a.assetName ?? a.asset, b.assetName ?? b.asset) || compare(a.startsAt, b.startsAt),
  );
}

/** From one local midnight to the next: 23, 24 or 25 hours. */
function dayOf(date: string, timeZone: string): { startsAt: Instant; endsAt: Instant } {
  const midnightMs = Date.parse(`${date}T00:00:00.000Z`);
  const problems = [
    ...(!Number.isNaN(midnightMs) && new Date(midnightMs).toISOString().startsWith(`${date}T`)
      ? []
      : [{ path: 'date', message: 'must be a date, such as 2026-11-23' }]),
    ...(isTimeZone(timeZone)
      ? []
      : [{ path: 'timeZone', message: 'must be an IANA time zone, such as Europe/Dublin' }]),
  ];
  if (problems.length > 0) throw new InvalidInputError({ subject: 'day of an iPassan site', problems });
  return {
    startsAt: instantFromMs(startOfDayMs(midnightMs, timeZone)),
    endsAt: instantFromMs(startOfDayMs(midnightMs + DAY_MS, timeZone)),
  };
}

const DAY_MS = 86_400_000;

/** The first instant of a local day, given as if it were UTC: the later one, where its midnight comes twice or is left out. */
function startOfDayMs(localMs: number, timeZone: string): number {
  const guessMs = localMs - utcOffsetMs(timeZone, localMs - DAY_MS / 2);
  return Math.max(guessMs, localMs - utcOffsetMs(timeZone, guessMs));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
