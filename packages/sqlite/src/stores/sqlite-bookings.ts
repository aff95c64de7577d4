import type { BookingRecord, BookingStore } from '@acx/core';
import { toKeyText } from '@acx/core/ledger';
import type { Row, Sql } from '../driver/connection';
import { jsonOf } from '../driver/read-row';
import { toLimit } from './to-limit';

const SAVE = `
  INSERT INTO bookings (id, resource_id, status, starts_at, ends_at, record) VALUES (?, ?, ?, ?, ?, ?)
  ON CONFLICT (id) DO UPDATE SET resource_id = excluded.resource_id, status = excluded.status,
    starts_at = excluded.starts_at, ends_at = excluded.ends_at, record = excluded.record`;
/** An empty booking shares no instant with anything, and nothing shares one with an empty window. */
const LIST_OVERLAPPING = `
  SELECT record FROM bookings
  WHERE resource_id = ? AND status = 'confirmed' AND ends_at > ? AND starts_at < ? AND starts_at < ends_at AND ? < ?
  ORDER BY starts_at, id`;
const LIST_OF_HOLDER = `
  SELECT record FROM booking_holders JOIN bookings ON bookings.id = booking_holders.booking_id
  WHERE holder_id = ? ORDER BY booking_id`;
/** The plus keeps the pages on the index of ids: each then costs what it holds. */
const LIST_UPCOMING = `
  SELECT record FROM bookings WHERE status = 'confirmed' AND +ends_at > ? AND id > ? ORDER BY id LIMIT ?`;

/** Bookings in SQLite. */
export function createSqliteBookings(sql: Sql): BookingStore {
  const recordOf = (row: Row): BookingRecord => jsonOf<BookingRecord>(row, 'record');
  return {
    async find(bookingId) {
      const row = sql.get('SELECT record FROM bookings WHERE id = ?', toKeyText(bookingId));
      return row && recordOf(row);
    },
    async save(record) {
      const { id, resourceId, status, startsAt, endsAt, holders } = record.booking;
      const key = toKeyText(id);
      sql.run(SAVE, key, toKeyText(resourceId), status, startsAt, endsAt, JSON.stringify(record));
      sql.run('DELETE FROM booking_holders WHERE booking_id = ?', key);
      for (const { holderId } of holders)
        sql.run(
          'INSERT OR IGNORE INTO booking_holders (holder_id, booking_id) VALUES (?, ?)',
          toKeyText(holderId),
          key,
        );
    },
    listOverlapping: async (resourceId, { startsAt, endsAt }) =>
      sql.all(LIST_OVERLAPPING, toKeyText(resourceId), startsAt, endsAt, startsAt, endsAt).map(recordOf),
    listOfHolder: async (holderId) => sql.all(LIST_OF_HOLDER, toKeyText(holderId)).map(recordOf),
    listUpcoming: async ({ endsAfter, afterId = '', limit }) =>
      sql.all(LIST_UPCOMING, endsAfter, toKeyText(afterId), toLimit(limit)).map(recordOf),
    async remove(bookingId) {
      sql.run('DELETE FROM bookings WHERE id = ?', toKeyText(bookingId));
    },
  };
}
