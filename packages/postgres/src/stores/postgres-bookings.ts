import type { BookingRecord, BookingStore } from '@acx/core';
import { fromKeyText, toKeyText } from '@acx/core/ledger';
import { jsonOf, textOf } from '../driver/read-row';
import { firstRow, type Row } from '../driver/sql';
import type { StoreContext } from './store-context';
import { toLimit } from './to-limit';

const SAVE = `
  INSERT INTO acx.bookings AS former (id, resource_id, holder_ids, status, starts_at, ends_at, record)
  VALUES ($1, $2, ARRAY(SELECT json_array_elements_text($3::text::json)), $4, $5, $6, $7)
  ON CONFLICT (id) DO UPDATE SET resource_id = excluded.resource_id, holder_ids = excluded.holder_ids,
    status = excluded.status, starts_at = excluded.starts_at, ends_at = excluded.ends_at, record = excluded.record`;
const SAVE_IN_PLACE = `${SAVE} WHERE former.resource_id = excluded.resource_id RETURNING id`;
const FIND = 'SELECT record FROM acx.bookings WHERE id = $1';
const FIND_RESOURCE = 'SELECT resource_id FROM acx.bookings WHERE id = $1';
/** An empty booking shares no instant with anything, and nothing shares one with an empty window. */
const LIST_OVERLAPPING = `
  SELECT record FROM acx.bookings
  WHERE resource_id = $1 AND status = 'confirmed' AND ends_at > $2 AND starts_at < $3 AND starts_at < ends_at
    AND $2::text COLLATE "C" < $3::text COLLATE "C"
  ORDER BY starts_at, id`;
const LIST_OF_HOLDER = 'SELECT record FROM acx.bookings WHERE holder_ids @> ARRAY[$1::text] ORDER BY id';
const LIST_UPCOMING = `
  SELECT record FROM acx.bookings WHERE status = 'confirmed' AND ends_at > $1 AND id > $2
  ORDER BY id LIMIT $3::text::int8`;

/** Bookings in PostgreSQL. Who asks for one, or for those of a resource, has it until the transaction ends. */
export function createPostgresBookings({ sql, locks }: Pick<StoreContext, 'sql' | 'locks'>): BookingStore {
  const recordOf = (row: Row): BookingRecord => jsonOf<BookingRecord>(row, 'record');
  /** Of the booking as it is stored; it has to be locked. */
  const lockFormerResource = async (key: string): Promise<void> => {
    const row = await firstRow(sql.query(FIND_RESOURCE, key));
    if (row !== undefined) await locks.take(['resource', fromKeyText(textOf(row, 'resource_id'))]);
  };
  return {
    async find(bookingId) {
      await locks.take(['booking', bookingId]);
      const row = await firstRow(sql.query(FIND, toKeyText(bookingId)));
      return row && recordOf(row);
    },
    async save(record) {
      const { id, resourceId, status, startsAt, endsAt, holders } = record.booking;
      const holderIds = JSON.stringify(holders.map(({ holderId }) => toKeyText(holderId)));
      const keys = [toKeyText(id), toKeyText(resourceId)] as const;
      const values = [...keys, holderIds, status, startsAt, endsAt, JSON.stringify(record)];
      await locks.take(['booking', id], ['resource', resourceId]);
      if ((await sql.query(SAVE_IN_PLACE, ...values)).length > 0) return;
      await lockFormerResource(keys[0]);
      await sql.query(SAVE, ...values);
    },
    async listOverlapping(resourceId, { startsAt, endsAt }) {
      await locks.take(['resource', resourceId]);
      return (await sql.query(LIST_OVERLAPPING, toKeyText(resourceId), startsAt, endsAt)).map(recordOf);
    },
    listOfHolder: async (holderId) => (await sql.query(LIST_OF_HOLDER, toKeyText(holderId))).map(recordOf),
    listUpcoming: async ({ endsAfter, afterId = '', limit }) =>
      (await sql.query(LIST_UPCOMING, endsAfter, toKeyText(afterId), toLimit(limit))).map(recordOf),
    async remove(bookingId) {
      const key = toKeyText(bookingId);
      await locks.take(['booking', bookingId]);
      await lockFormerResource(key);
      await sql.query('DELETE FROM acx.bookings WHERE id = $1', key);
    },
  };
}
