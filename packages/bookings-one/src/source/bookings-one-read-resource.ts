import {
  type BookingInput,
  type CallOptions,
  type Instant,
  InvalidInputError,
  instantToMs,
  isOverlapping,
  type SourceProblem,
  type SourceReading,
} from '@acx/core/provider';
import type { BookingsOneResource } from '../bookings-one-source-options';
import type { BookingsOneDay } from '../wire/bookings-one-booking';
import type { BookingsOneClient } from '../wire/bookings-one-client';
import { type BookingsOneListings, collectListings } from './bookings-one-collect-listings';
import type { BookingsOneListing } from './bookings-one-listing';
import { type BookingsOneLocalDay, localDaysFrom } from './bookings-one-local-days';

/** What resources are read with. */
export interface BookingsOneReader {
  readonly sourceId: string;
  readonly client: Pick<BookingsOneClient, 'dailyBookings'>;
  /** 0: not beyond today. */
  readonly daysAhead: number;
  /** 1: yesterday too, for what began there and is not over. */
  readonly daysBehind: 0 | 1;
  /** Whether an id alone says which series, and only with its start which booking. */
  readonly seriesShareId: boolean;
}

/**
 * One resource from the local day of `at` on: one call per day, in order, all or nothing. Where the lists contradict each other, all of
 * them are read once more. The list of the day before is read for what is not over at midnight; of that day itself nothing is said.
 * @throws AcxError when a list cannot be read; then nothing is known.
 */
export async function readBookingsOneResource(
  reader: BookingsOneReader,
  { resource, resourceId, timeZone }: Required<BookingsOneResource>,
  at: Instant,
  options: CallOptions,
): Promise<SourceReading> {
  const { sourceId, client, daysAhead, daysBehind, seriesShareId } = reader;
  const today = localDaysFrom(readInstantMs(at), daysAhead + 1, timeZone);
  const window = { startsAt: today[0]?.startsAt ?? at, endsAt: today.at(-1)?.endsAt ?? at };
  const yesterday = localDaysFrom(instantToMs(window.startsAt) - 1, daysBehind, timeZone);
  const days = [...yesterday, ...today];
  const look = async (): Promise<BookingsOneListings> => {
    const lists: { day: BookingsOneLocalDay; list: BookingsOneDay }[] = [];
    for (const day of days) {
      lists.push({ day, list: await client.dailyBookings({ resource, date: day.date, timeZone }, options) });
    }
    return collectListings({ sourceId, resourceId, seriesShareId, startsAt: window.startsAt }, lists);
  };
  const first = await look();
  return listingsToReading(first.isTorn ? await look() : first, { resourceId, window });
}

function listingsToReading(
  { byBookingId, withoutBookingId }: BookingsOneListings,
  { resourceId, window }: Pick<SourceReading, 'resourceId' | 'window'>,
): SourceReading {
  const bookings: BookingInput[] = [];
  const ids: Record<Exclude<BookingsOneListing['state'], 'listed'>, string[]> = {
    released: [],
    withheld: [],
    unreadable: [],
  };
  const problems: SourceProblem[] = withoutBookingId.map((finding) => ({ ...finding, resourceId }));
  for (const [bookingId, listing] of byBookingId) {
    if (listing.state === 'listed') {
      // A list may show what only touches the day. The reading says nothing of that time.
      if (!isOverlapping(listing.booking, window)) continue;
      bookings.push(listing.booking);
    } else ids[listing.state].push(bookingId);
    problems.push(...listing.findings.map((finding) => ({ ...finding, resourceId, bookingId })));
  }
  return { resourceId, window, bookings, ...ids, problems };
}

function readInstantMs(at: Instant): number {
  const atMs = instantToMs(at);
  if (!Number.isNaN(atMs)) return atMs;
  const problems = [{ path: 'at', message: 'must be an instant, such as 2026-11-21T09:00:00.000Z' }];
  throw new InvalidInputError({ subject: 'question for the bookings of a resource', problems });
}
