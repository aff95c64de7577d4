import {
  type AccessProvider,
  type ProviderPlace,
  parseOptions,
  SPECIFICATION_VERSION,
  silentLogger,
  systemClock,
} from '@acx/core/provider';
import {
  type BookingsOneVisitorOptions,
  type BookingsOneVisitorSettings,
  bookingsOneVisitorOptionsSchema,
} from '../bookings-one-visitor-options';
import { type BookingsOneConnectedClient, settingsToBookingsOneClient } from '../wire/bookings-one-client';
import { createBookingsOneVisitorDecider } from './bookings-one-decide-visitor';
import { readQrHost } from './bookings-one-qr-host';
import { refuseBookingsOneChanges, refuseBookingsOnePermissions } from './bookings-one-refuse-permissions';
import { bookingsOneVisitorCapabilities } from './bookings-one-visitor-capabilities';
import { checkBookingsOneVisitorHealth } from './bookings-one-visitor-health';

/**
 * The visitors of one Bookings ONE server as an access provider that only decides: a QR code at a door → the visiting status → allow or
 * deny, in time, and deny whenever anything is unclear. It writes no rights.
 *
 * Decisions are for now: a question whose `at` is more than 5 minutes from our clock is denied, in both directions. The visitor's validity is
 * judged by `at`.
 * @throws ConfigurationError that lists every problem of the options.
 */
export function createBookingsOneVisitors(options: BookingsOneVisitorOptions): AccessProvider {
  const settings = parseOptions('Options of createBookingsOneVisitors', bookingsOneVisitorOptionsSchema, options);
  return settingsToBookingsOneVisitors(settings, settingsToBookingsOneClient(settings));
}

/** The provider from options that have been read already, on a client that is there. */
export function settingsToBookingsOneVisitors(
  settings: BookingsOneVisitorSettings,
  client: Pick<BookingsOneConnectedClient, 'information' | 'visitor' | 'close'>,
): AccessProvider {
  const { id, baseUrl, doors, qrHosts, qrParameters, clock = systemClock, logger = silentLogger } = settings;
  const { decideWithinMs, denialCacheMs, allowanceCacheMs, concurrentLookups, callLimit } = settings;
  const hosts = qrHosts?.flatMap((host) => readQrHost(host) ?? []) ?? [new URL(baseUrl).host];
  const decider = createBookingsOneVisitorDecider({
    providerId: id,
    client,
    doors,
    qr: { hosts: new Set(hosts), parameters: new Set(qrParameters.map((name) => name.toLowerCase())) },
    decideWithinMs,
    denialCacheMs,
    allowanceCacheMs,
    concurrentLookups,
    timeZone: settings.timeZone,
    clock,
    logger,
  });

  return {
    specificationVersion: SPECIFICATION_VERSION,
    id,
    capabilities: { ...bookingsOneVisitorCapabilities, ...(callLimit !== undefined && { callLimit }) },
    laneOf: ({ place }) => place,
    grantKeyOf: ({ key }) => key,
    compose: (permissions, context) => refuseBookingsOnePermissions(id, permissions, context),
    estimateCalls: () => 0,
    applyChanges: ({ lane, changes }) => Promise.resolve(refuseBookingsOneChanges(id, lane, changes)),
    async *listPlaces(): AsyncGenerator<ProviderPlace, void, void> {
      for (const { place, name = place } of doors) yield { place, name, settings: {} };
    },
    decide: (request, callOptions) => decider.decide(request, callOptions),
    checkHealth: (callOptions) =>
      checkBookingsOneVisitorHealth({ providerId: id, client, doors, tally: decider.tally() }, callOptions),
    close() {
      decider.close();
      return client.close();
    },
  };
}
