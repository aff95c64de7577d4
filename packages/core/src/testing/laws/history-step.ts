import { atMinute } from './law-world';
import type { MinuteBooking } from './wanted-minutes';

/** Something that happens: at the host, to the vendor, to the network, to our process, or to the time. */
export type HistoryStep =
  | { readonly type: 'put'; readonly booking: MinuteBooking }
  | { readonly type: 'cancel'; readonly id: string }
  | { readonly type: 'advance'; readonly minutes: number }
  | { readonly type: 'outage'; readonly isOut: boolean }
  | { readonly type: 'drop_answer' | 'drop_request' | 'rate_limit' | 'restart' };

/** A booking of the play as a host hands it in. */
export function toBookingInput(booking: MinuteBooking) {
  const { id, resourceId, startMinute, endMinute, holderIds } = booking;
  const holders = holderIds.map((holderId) => ({ holderId }));
  return { id, resourceId, startsAt: atMinute(startMinute), endsAt: atMinute(endMinute), holders };
}
