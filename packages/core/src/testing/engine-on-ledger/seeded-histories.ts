import type { HistoryStep } from '../laws/history-step';
import { toBookingInput } from '../laws/history-step';
import type { Message } from '../laws/messages';
import type { MinuteBooking } from '../laws/wanted-minutes';
import type { Random } from '../ledger/model/random';

const bookingIds = ['b1', 'b2', 'b3', 'b4', 'b5'] as const;

/** A booking within the next hours, on a grid of five minutes. */
function drawBooking(random: Random): MinuteBooking {
  const startMinute = random.below(43) * 5 - 30;
  const others = (['ada', 'ben', 'cleo'] as const).filter(() => random.chance(40));
  return {
    id: random.pick(bookingIds),
    resourceId: random.pick(['gym', 'hall', 'car-park']),
    ...{ startMinute, endMinute: startMinute + 5 * (1 + random.below(12)) },
    holderIds: others.length > 0 ? others : ['ada'],
  };
}

/** A history of so many steps in which nothing goes wrong. */
export function drawHistory(random: Random, length: number): HistoryStep[] {
  return Array.from({ length }, (): HistoryStep => {
    const kind = random.below(12);
    if (kind < 6) return { type: 'put', booking: drawBooking(random) };
    if (kind < 8) return { type: 'cancel', id: random.pick(bookingIds) };
    return { type: 'advance', minutes: 5 * (1 + random.below(8)) };
  });
}

/** The newest of each booking, and all of them late, twice, in any order, some of them lost; the newest arrive for sure. */
export function drawDeliveries(random: Random): { newest: Message[]; arrived: Message[] } {
  const newest = new Map<string, Message>();
  const sent = Array.from({ length: 8 }, (): Message => {
    const booking = drawBooking(random);
    const revision = (newest.get(booking.id)?.revision ?? 0) + 1;
    const message = { id: booking.id, revision, booking: random.chance(25) ? null : toBookingInput(booking) };
    newest.set(booking.id, message);
    return message;
  });
  const arrived = [...newest.values()];
  for (const message of sent.flatMap((each) => [each, each]))
    if (random.chance(50)) arrived.splice(random.below(arrived.length + 1), 0, message);
  return { newest: [...newest.values()], arrived };
}
