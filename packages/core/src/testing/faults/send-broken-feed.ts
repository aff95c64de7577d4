import { UnsafePlanError } from '../../errors/unsafe-plan-error';
import { toBookingInput } from './fault-host';
import { subjectsOf } from './fault-wishes';
import type { FaultWorld } from './fault-world';

/** A cut-off feed is tried only where it would take away clearly more than the brake allows. */
const CLEARLY_TOO_MUCH = 0.5;
const CLEARLY_ENOUGH_HELD = 14;

/** A source of bookings fails and sends nothing, or the first part of everything. The brake has to stop it. */
export async function sendBrokenFeed({ wishes, crew, judge, clock, draws, minuteOf }: FaultWorld): Promise<void> {
  const process = crew.any();
  if (process === undefined || wishes.notKnown().length > 0) return;
  const now = minuteOf(clock.nowMs());
  const upcoming = wishes.latest().flatMap(({ booking, revision }) => {
    return booking !== undefined && booking.endMinute > now + 2 ? [{ booking, revision }] : [];
  });
  const rights = ({ booking }: (typeof upcoming)[number]): number =>
    subjectsOf(booking.holderIds).length * (booking.resourceId === 'hall' ? 2 : 1);
  const count = (list: typeof upcoming): number => list.reduce((sum, item) => sum + rights(item), 0);
  const held = count(upcoming);
  const kept = draws.chance(0.5) ? upcoming.slice(0, 1) : [];
  const isTooMuch = held >= CLEARLY_ENOUGH_HELD && held - count(kept) > held * CLEARLY_TOO_MUCH;
  if (upcoming.length === 0 || (kept.length > 0 && !isTooMuch)) return;
  judge.note(`a feed lists ${kept.length} of ${upcoming.length} bookings`);
  const bookings = kept.map(({ booking, revision }) => toBookingInput(booking, revision));
  const outcome = await Promise.race([
    process.during(process.access.syncBookings({ bookings })).catch((failure: unknown) => failure),
    process.gate.died,
  ]);
  const isStopped = outcome instanceof UnsafePlanError;
  // Anything else that is thrown has changed nothing either.
  if (outcome === undefined || isStopped || outcome instanceof Error) return;
  judge.condemn('the brake', `A feed with ${kept.length} of ${upcoming.length} bookings was believed.`);
}
