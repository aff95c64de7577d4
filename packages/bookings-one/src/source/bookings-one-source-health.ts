import { AcxError, type CallOptions, type HealthFinding, type HealthReport, toHealthReport } from '@acx/core/provider';
import type { BookingsOneCallback } from '../bookings-one-source-options';
import type { BookingsOneClient } from '../wire/bookings-one-client';

/** What health is looked at with. */
export interface BookingsOneSourceHealthCheck {
  readonly sourceId: string;
  readonly client: Pick<BookingsOneClient, 'information'>;
  readonly callback?: BookingsOneCallback;
}

/** One harmless call proves address and token; the rest is read from the options. Never throws. */
export async function checkBookingsOneSourceHealth(
  { sourceId, client, callback }: BookingsOneSourceHealthCheck,
  callOptions: CallOptions,
): Promise<HealthReport> {
  const findings = [...(await probe(client, callOptions)), callbackToFinding(callback)];
  return toHealthReport({ providerId: sourceId, findings });
}

const reached: HealthFinding = { area: 'connection', status: 'ok', message: 'Bookings ONE answers.' };

async function probe(
  client: Pick<BookingsOneClient, 'information'>,
  callOptions: CallOptions,
): Promise<HealthFinding[]> {
  try {
    await client.information(callOptions);
    const message =
      'The access token is taken. Whether it may read bookings is known when the first resource has been read.';
    return [reached, { area: 'credentials', status: 'ok', message }];
  } catch (failure) {
    if (!AcxError.isInstance(failure)) {
      const message = 'The check itself failed. Report this to its maintainer.';
      return [{ area: 'connection', status: 'failed', message }];
    }
    const { code, message } = failure;
    if (code !== 'authentication') return [{ area: 'connection', status: 'failed', message }];
    const advice = 'Make a new one in Bookings ONE under Management console > Settings > API authentication.';
    return [reached, { area: 'credentials', status: 'failed', message: `${message} ${advice}` }];
  }
}

/** Of the address only what is no secret. */
function callbackToFinding(callback: BookingsOneCallback | undefined): HealthFinding {
  const area = 'subscription';
  if (callback === undefined) {
    const message =
      'Changes are not announced, because no callback is set: they are found when bookings are read again.';
    return { area, status: 'ok', message };
  }
  const { protocol, origin } = new URL(callback.url);
  if (protocol !== 'https:') {
    const message = `Changes are announced to ${origin}, which only a Bookings ONE on this machine can reach. Put a public https address into callback.url.`;
    return { area, status: 'warning', message };
  }
  const message = `Changes are announced to ${origin}. Bookings ONE must be able to reach it: change a booking and see whether a hint comes.`;
  return { area, status: 'ok', message };
}
