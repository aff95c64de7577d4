import { instantFromMs } from '@acx/core/provider';
import type { BookingsOneContext } from './bookings-one-context';
import type { SimulatedVisitingStatus, SimulatedVisitor } from './bookings-one-records';

/** Whoever did not come until the end is `expired`; who is in stays `checked_in`, however late it is. */
export function visitingStatusNow(
  visitor: SimulatedVisitor,
  { clock }: Pick<BookingsOneContext, 'clock'>,
): SimulatedVisitingStatus {
  const isOver = visitor.endsAt <= instantFromMs(clock.nowMs());
  return visitor.status === 'expected' && isOver ? 'expired' : visitor.status;
}
