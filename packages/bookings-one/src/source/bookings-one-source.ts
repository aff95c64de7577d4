import { type BookingSource, InvalidInputError, parseOptions, SOURCE_SPECIFICATION_VERSION } from '@acx/core/provider';
import {
  type BookingsOneSourceOptions,
  type BookingsOneSourceSettings,
  bookingsOneSourceOptionsSchema,
} from '../bookings-one-source-options';
import { type BookingsOneConnectedClient, settingsToBookingsOneClient } from '../wire/bookings-one-client';
import { mergeBookingsOneProfile } from '../wire/bookings-one-profile-overrides';
import { createBookingsOneHints } from './bookings-one-hints';
import { readBookingsOneResource } from './bookings-one-read-resource';
import { checkBookingsOneSourceHealth } from './bookings-one-source-health';

/**
 * The bookings of one Bookings ONE server. A holder is an e-mail address in lower case, a booking's id `<id of the source>/<id at
 * Bookings ONE>`, with `@` and the start behind it where all bookings of a series share their id.
 *
 * One reading makes one call per day, and twice as many where the lists of the days contradict each other. A hint may name one resource or
 * be a list of up to 100.
 * @throws ConfigurationError that lists every problem of the options.
 */
export function createBookingsOneSource(options: BookingsOneSourceOptions): BookingSource {
  const settings = parseOptions('Options of createBookingsOneSource', bookingsOneSourceOptionsSchema, options);
  return settingsToBookingsOneSource(settings, settingsToBookingsOneClient(settings));
}

/** The source from options that have been read already, on a client that is there. */
export function settingsToBookingsOneSource(
  settings: BookingsOneSourceSettings,
  client: Pick<BookingsOneConnectedClient, 'information' | 'subscribe' | 'dailyBookings' | 'close'>,
): BookingSource {
  const { id, resources, daysAhead, daysBehind, seriesShareId, callback, callLimit } = settings;
  const { callbackResource: fields } = mergeBookingsOneProfile(settings.profile);
  const reader = { sourceId: id, client, daysAhead, daysBehind, seriesShareId };
  const byResourceId = new Map(resources.map((resource) => [resource.resourceId, resource]));

  return {
    specificationVersion: SOURCE_SPECIFICATION_VERSION,
    id,
    resourceIds: [...byResourceId.keys()],
    callsPerRead: daysBehind + 1 + daysAhead,
    ...(callLimit !== undefined && { callLimit }),
    async read({ resourceId, at }, options) {
      const resource = byResourceId.get(resourceId);
      if (resource !== undefined) return readBookingsOneResource(reader, resource, at, options);
      const problems = [{ path: 'resourceId', message: 'must be one of the resources of this source' }];
      throw new InvalidInputError({ subject: 'question for the bookings of a resource', problems });
    },
    ...(callback !== undefined && { hints: createBookingsOneHints({ callback, resources, fields, client }) }),
    checkHealth: (options) => checkBookingsOneSourceHealth({ sourceId: id, client, callback }, options),
    close: () => client.close(),
  };
}
