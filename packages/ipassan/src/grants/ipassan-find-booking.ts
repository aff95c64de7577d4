import { type GrantReference, isSameJson } from '@acx/core/provider';
import { splitGrantKey } from '../convert/ipassan-grant-key';
import type { HeldBooking } from './ipassan-held-booking';

/**
 * The record of a grant among all bookings of its asset, or `undefined`.
 *
 * | the vendor | known by |
 * |---|---|
 * | returns references | our mark; the known uuid decides between several |
 * | returns none at all | the known uuid; without one, the same person, start and end |
 *
 * Taking the same person, start and end for ours is right where no mark is kept: a write whose answer was lost left exactly this record.
 * `isTaken` keeps two grants from taking one record; a grant's own uuid may be taken.
 */
export function findBooking(
  bookings: readonly HeldBooking[],
  grant: GrantReference,
  isTaken: (booking: HeldBooking) => boolean = () => false,
): HeldBooking | undefined {
  const { grantKey, vendorReference, state } = grant;
  if (bookings.some(({ reference }) => reference !== undefined)) {
    const { reference, duplicateUuid } = splitGrantKey(grantKey);
    const marked = bookings.filter((booking) => booking.reference === reference);
    if (duplicateUuid !== undefined) return marked.find(({ uuid }) => uuid === duplicateUuid);
    return marked.find(({ uuid }) => uuid === vendorReference) ?? marked.find((booking) => !isTaken(booking));
  }
  if (vendorReference !== undefined) return bookings.find(({ uuid }) => uuid === vendorReference);
  return bookings.find((booking) => !isTaken(booking) && isSameJson(booking.state, state));
}
