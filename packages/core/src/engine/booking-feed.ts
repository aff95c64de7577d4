import * as z from 'zod/mini';
import { describeIssues } from '../errors/describe-issues';
import { InvalidInputError } from '../errors/invalid-input-error';
import { parseWithMessages } from '../errors/parse-with-messages';
import type { Booking } from '../model/booking';
import { identifierSchema, instantSchema } from '../model/parse-booking';
import { isOverlapping, type Window } from '../model/window';

/** The whole truth of a booking source at one moment, or a part of it. */
export interface BookingFeed {
  /** Every booking that has not ended. What is missing here and known to us is cancelled. */
  readonly bookings: readonly unknown[];
  /** Only bookings of these resources are looked at. Default: all. */
  readonly resourceIds?: readonly string[];
  /**
   * Only bookings of these resources that overlap one of their windows are looked at: of others the feed says nothing. Default: any time.
   */
  readonly windows?: readonly { readonly resourceId: string; readonly window: Window }[];
  /** Only bookings whose id begins so are looked at: the others come from somewhere else. Default: all. */
  readonly idPrefix?: string;
  /** Bookings that the source says are over. They are cancelled, and the guard does not count them. Default: none. */
  readonly released?: readonly string[];
  /** Which of the bookings that are just missing are cancelled. The others are left alone, and `missing` names them. Default: all. */
  readonly cancels?: readonly string[];
  /** What is taken away is compared with the rights held for these resources. Default: those that are looked at. */
  readonly guardedResourceIds?: readonly string[];
  /** Rights that other feeds have taken away a short while ago, or are about to: the guard counts them as well. Default 0. */
  readonly alreadyRevoked?: number;
  /**
   * What happens when too much would be taken away. `refused` (default): nothing is changed, and it throws. `left_out`: whatever takes nothing away
   * is stored, the rest is left alone, and `stopped` says so.
   */
  readonly unsafeIs?: 'refused' | 'left_out';
  /** Lets the feed take away more rights than the guard allows, or everything. Default false. */
  readonly allowMassRevocation?: boolean;
}

/** Which bookings a feed is all there is to say about. */
export type FeedScope = Pick<BookingFeed, 'resourceIds' | 'windows' | 'idPrefix'>;

const ids = z.optional(z.array(z.string()));
const resources = z.optional(z.array(identifierSchema));
const windowSchema = z
  .object({ startsAt: instantSchema, endsAt: instantSchema })
  .check(z.refine(({ startsAt, endsAt }) => startsAt < endsAt, { path: ['endsAt'], error: 'must be after startsAt' }));

const feedSchema = z.strictObject({
  bookings: z.array(z.unknown()),
  resourceIds: resources,
  windows: z.optional(z.array(z.strictObject({ resourceId: identifierSchema, window: windowSchema }))),
  idPrefix: z.optional(z.string()),
  released: ids,
  cancels: ids,
  guardedResourceIds: resources,
  alreadyRevoked: z._default(z.number().check(z.minimum(0)), 0),
  unsafeIs: z._default(z.enum(['refused', 'left_out']), 'refused'),
  allowMassRevocation: z._default(z.boolean(), false),
});

/** A feed that has been read. Its bookings are read one by one. */
export type ParsedFeed = z.output<typeof feedSchema>;

/** @throws InvalidInputError that names every wrong field, apart from those of bookings. */
export function parseFeed(feed: BookingFeed): ParsedFeed {
  const parsed = parseWithMessages(feedSchema, feed);
  if (parsed.success) return parsed.data;
  throw new InvalidInputError({ subject: 'booking feed', problems: describeIssues(parsed.error) });
}

/** Is the feed all there is to say about a booking? */
export function isInScope({ resourceIds, windows, idPrefix = '' }: FeedScope): (booking: Booking) => boolean {
  const wanted = resourceIds === undefined ? undefined : new Set(resourceIds);
  return (booking) => {
    if (!booking.id.startsWith(idPrefix) || wanted?.has(booking.resourceId) === false) return false;
    return (
      windows === undefined ||
      windows.some(({ resourceId, window }) => resourceId === booking.resourceId && isOverlapping(booking, window))
    );
  };
}

/** What is held and not listed: over by the word of the source, to be cancelled because it is missing, or left alone. */
export function sortOutUnlisted(feed: ParsedFeed, listedIds: Iterable<string>, held: readonly Booking[]) {
  const listed = new Set(listedIds);
  const over = new Set(feed.released);
  const cancels = feed.cancels === undefined ? undefined : new Set(feed.cancels);
  const unlisted = held.filter(({ id }) => !listed.has(id));
  const missing = unlisted.filter(({ id }) => !over.has(id));
  return {
    released: unlisted.filter(({ id }) => over.has(id)),
    cancelled: missing.filter(({ id }) => cancels?.has(id) !== false),
    leftAlone: missing.filter(({ id }) => cancels?.has(id) === false),
  };
}
