import type { Instant } from '../model/instant';
import type { BookingRecord } from '../ports/ledger-records';
import type { EngineContext } from './engine-context';

const PAGE = 500;

/** Every confirmed booking that ends after the instant, by id. */
export async function listUpcoming(
  context: Pick<EngineContext, 'ledger'>,
  endsAfter: Instant,
): Promise<BookingRecord[]> {
  const found: BookingRecord[] = [];
  for (let afterId: string | undefined; ; ) {
    const page = await context.ledger.transaction(({ bookings }) =>
      bookings.listUpcoming({ endsAfter, afterId, limit: PAGE }),
    );
    found.push(...page);
    afterId = page.at(-1)?.booking.id;
    if (page.length < PAGE) return found;
  }
}
