import {
  AcxError,
  type CallOptions,
  type HealthCheckOptions,
  type HealthFinding,
  type HealthReport,
  toHealthReport,
} from '@acx/core/provider';
import type { BookingsOneClient } from '../wire/bookings-one-client';
import type { BookingsOneLookupTally } from './bookings-one-decide-visitor';
import type { BookingsOneDoor } from './bookings-one-door';

/** What health is looked at with. */
export interface BookingsOneVisitorHealthCheck {
  readonly providerId: string;
  readonly client: Pick<BookingsOneClient, 'information'>;
  readonly doors: readonly BookingsOneDoor[];
  /** What has come of lookups since the start. */
  readonly tally: BookingsOneLookupTally;
}

const reached: HealthFinding = { area: 'connection', status: 'ok', message: 'Bookings ONE answers.' };

/** Fewer codes that nobody has may be chance. */
const TELLING_ANSWERS = 5;

/**
 * One harmless call proves address and token. No visitor is looked up, because on some servers the question itself checks somebody in. Never
 * throws.
 */
export async function checkBookingsOneVisitorHealth(
  check: BookingsOneVisitorHealthCheck,
  options: HealthCheckOptions,
): Promise<HealthReport> {
  const { providerId, doors, tally } = check;
  const { expected } = options;
  const findings = await probe(check.client, options);
  const arrivals = doors.filter(({ direction }) => direction === 'arrival').length;
  findings.push({
    area: 'places',
    status: 'ok',
    message: `Doors that ask about visitors: ${arrivals} for arrivals, ${doors.length - arrivals} for departures. Whether visitors can be looked up is only known once a QR code was held to one.`,
  });
  if (tally.found === 0 && tally.answered >= TELLING_ANSWERS)
    findings.push({
      area: 'visitors',
      status: 'warning',
      message: `Bookings ONE has answered "not found" (404) to every QR code since the start (${tally.answered}), so nobody was let in. If some of these visitors were invited, visitors are asked for at a wrong address: compare paths.visitor of the wire profile with the vendor's documents.`,
    });
  const mapped = expected?.places.length ?? 0;
  if (mapped > 0)
    findings.push({
      area: 'places',
      status: 'warning',
      message: `The directory maps bookings to places of this installation (${mapped}), which writes no rights, so they open nothing. Map them to places of another installation.`,
    });
  return toHealthReport({ providerId, findings });
}

async function probe(
  client: Pick<BookingsOneClient, 'information'>,
  callOptions: CallOptions,
): Promise<HealthFinding[]> {
  try {
    await client.information(callOptions);
    return [reached, { area: 'credentials', status: 'ok', message: 'The access token is taken.' }];
  } catch (failure) {
    if (!AcxError.isInstance(failure))
      return [
        { area: 'connection', status: 'failed', message: 'The check itself failed. Report this to its maintainer.' },
      ];
    const { code, message } = failure;
    if (code !== 'authentication') return [{ area: 'connection', status: 'failed', message }];
    const advice = 'Make a new one in Bookings ONE under Management console > Settings > API authentication.';
    return [reached, { area: 'credentials', status: 'failed', message: `${message} ${advice}` }];
  }
}
