import { toKeyText } from '@acx/core/ledger';
import type { Sql } from '../driver/connection';

/** Removes everything of a booking but its grants, which the vendor has to let go of first. */
export function eraseBooking(sql: Sql, bookingId: string): void {
  const key = toKeyText(bookingId);
  sql.run('DELETE FROM bookings WHERE id = ?', key);
  sql.run('DELETE FROM permissions WHERE booking_id = ?', key);
  sql.run('DELETE FROM journal WHERE number IN (SELECT number FROM journal_bookings WHERE booking_id = ?)', key);
  sql.run('UPDATE notices SET credential = NULL, record = NULL WHERE booking_id = ? AND credential IS NOT NULL', key);
}
