import { instantFromMs } from '@acx/core/provider';
import type { BookingsOneContext } from './bookings-one-context';
import type { SimulatedVisitingStatus, SimulatedVisitor } from './bookings-one-records';

/** Whoever did not come until the end is `expired`; who is in stays `checked_in`, however late it is, unless it is switched otherwise. */
export function visitingStatusNow(
  visitor: SimulatedVisitor,
  { clock, switches }: Pick<BookingsOneContext, 'clock' | 'switches'>,
): SimulatedVisitingStatus {
  const isOver = visitor.endsAt <= instantFromMs(clock.nowMs());
  if (!isOver) return visitor.status;
  if (visitor.status === 'checked_in') return switches.insideAfterEnd;
  return visitor.status === 'expected' ? 'expired' : visitor.status;
}
