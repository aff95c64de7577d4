import { type BookingSource, fingerprint, type SourceHint } from '@acx/core/provider';
import type { BookingsOneCallback, BookingsOneResource } from '../bookings-one-source-options';
import type { BookingsOneClient } from '../wire/bookings-one-client';
import { readBoundedBody } from './bookings-one-bounded-body';
import { createSecretCheck, toCallUrl } from './bookings-one-callback-address';
import { readHintedResources } from './bookings-one-hinted-resources';

/** What hints are taken with. */
export interface BookingsOneHintOptions {
  readonly callback: BookingsOneCallback;
  readonly resources: readonly Required<BookingsOneResource>[];
  /** Where a callback names the resource; from the wire profile. */
  readonly fields: readonly string[];
  readonly client: Pick<BookingsOneClient, 'subscribe'>;
}

/** A callback names one resource, or is a list of up to 100. Whatever is longer is not from Bookings ONE. */
const MAXIMUM_BYTES = 64 * 1024;

/**
 * The callback of Bookings ONE: one object that names a resource, or a list of them, of which the first 100 count. It carries no proof but
 * its address and is never believed, so what it holds beyond ids of resources is not looked at. Answers, none of which says why:
 *
 * | what comes | answer |
 * |---|---|
 * | another address | 404 |
 * | anything but POST | 405 |
 * | more than 64 KiB | 413 |
 * | all else, whether it names resources of ours or not | 204 |
 */
export function createBookingsOneHints(options: BookingsOneHintOptions): NonNullable<BookingSource['hints']> {
  const { callback, resources, fields, client } = options;
  const callUrl = toCallUrl(callback);
  const isOurAddress = createSecretCheck(callback.secret);
  const resourceIds = new Map(resources.map(({ resource, resourceId }) => [resource, resourceId]));

  return {
    subscription: fingerprint(callUrl),
    subscribe: (callOptions) => client.subscribe({ callUrl }, callOptions),
    async receive(request) {
      if (!isOurAddress(request.url)) return hint(404);
      if (request.method !== 'POST') return hint(405, { headers: { Allow: 'POST' } });
      try {
        const text = await readBoundedBody(request, MAXIMUM_BYTES);
        if (text === undefined) return hint(413);
        const named = readHintedResources(text, fields).flatMap((resource) => resourceIds.get(resource) ?? []);
        return hint(204, { named });
      } catch {
        // A body that ends before its end names nothing, and there is nobody left to be told.
        return hint(204);
      }
    },
  };
}

function hint(
  status: number,
  { headers, named = [] }: { headers?: Record<string, string>; named?: string[] } = {},
): SourceHint {
  return { resourceIds: named, response: new Response(null, { status, headers }) };
}
