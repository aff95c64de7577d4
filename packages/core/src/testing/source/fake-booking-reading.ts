import type { BookingInput } from '../../model/booking';
import type { Window } from '../../model/window';
import type { SourceProblem, SourceReading } from '../../ports/booking-source';
import { type FakeListing, judgeFakeListings } from './fake-booking-verdict';

/** What the fake booking product has listed, as a reading. The same booking may be listed several times. */
export function toFakeReading(listed: {
  readonly sourceId: string;
  readonly resourceId: string;
  readonly window: Window;
  readonly items: readonly FakeListing[];
}): SourceReading {
  const { sourceId, resourceId, window, items } = listed;
  const bookings: BookingInput[] = [];
  const ids: Record<'released' | 'withheld' | 'unreadable', string[]> = { released: [], withheld: [], unreadable: [] };
  const problems: SourceProblem[] = [];

  const listings = new Map<string, FakeListing[]>();
  for (const item of items) listings.set(item.id, [...(listings.get(item.id) ?? []), item]);
  for (const [ownId, same] of listings) {
    const id = `${sourceId}/${ownId}`;
    const verdict = judgeFakeListings(same, { id, resourceId });
    if (verdict.is === 'booking') bookings.push(verdict.booking);
    else ids[verdict.is].push(id);
    for (const problem of verdict.problems) problems.push({ ...problem, resourceId, bookingId: id });
  }
  return { resourceId, window, bookings, ...ids, problems };
}
