import { fromKeyText, toKeyText } from '@acx/core/ledger';
import { textOf } from '../driver/read-row';
import type { StoreContext } from './store-context';

const LIST_LANES = 'SELECT DISTINCT provider_id, lane FROM acx.permissions WHERE booking_id = $1';
const LIST_RESOURCES = 'SELECT resource_id FROM acx.bookings WHERE id = $1';
const ERASE = [
  'DELETE FROM acx.bookings WHERE id = $1',
  'DELETE FROM acx.permissions WHERE booking_id = $1',
  'DELETE FROM acx.journal WHERE number IN (SELECT number FROM acx.journal_bookings WHERE booking_id = $1)',
  'UPDATE acx.notices SET credential = NULL, record = NULL WHERE booking_id = $1 AND credential IS NOT NULL',
];

/** Removes everything of a booking but its grants, which the vendor has to let go of first. */
export async function eraseBooking(
  { sql, locks }: Pick<StoreContext, 'sql' | 'locks'>,
  bookingId: string,
): Promise<void> {
  const key = toKeyText(bookingId);
  await locks.take(['booking', bookingId]);
  const lanes = await sql.query(LIST_LANES, key);
  const resources = await sql.query(LIST_RESOURCES, key);
  await locks.take(
    ...lanes.map((row) => ['lane', fromKeyText(textOf(row, 'provider_id')), fromKeyText(textOf(row, 'lane'))] as const),
    ...resources.map((row) => ['resource', fromKeyText(textOf(row, 'resource_id'))] as const),
  );
  for (const statement of ERASE) await sql.query(statement, key);
}
