import type { JournalEntry, JournalStore } from '@acx/core';
import { toKeyText } from '@acx/core/ledger';
import { jsonOf } from '../driver/read-row';
import type { StoreContext } from './store-context';
import { toLimit } from './to-limit';

/** Numbered in the order of the list; the two parts belong together by what the first one gives back. */
const APPEND = `
  WITH entries AS MATERIALIZED (
    SELECT nextval('acx.journal_numbers') AS number, entry ->> 'at' AS at, entry -> 'bookingIds' AS booking_ids, entry ->> 'record' AS record
    FROM (
      SELECT entry FROM json_array_elements($1::text::json) WITH ORDINALITY AS list (entry, position) ORDER BY position
    ) AS ordered
  ), saved AS (
    INSERT INTO acx.journal (number, at, record) SELECT number, at, record FROM entries
  )
  INSERT INTO acx.journal_bookings (booking_id, number)
  SELECT DISTINCT booking_id, number FROM entries CROSS JOIN LATERAL json_array_elements_text(booking_ids) AS ids (booking_id)`;
const LIST_OF_BOOKING = `
  SELECT record FROM acx.journal_bookings JOIN acx.journal USING (number)
  WHERE booking_id = $1 ORDER BY journal_bookings.number DESC LIMIT $2::text::int8`;

/** The journal in PostgreSQL. */
export function createPostgresJournal({ sql }: Pick<StoreContext, 'sql'>): JournalStore {
  return {
    async append(entries) {
      if (entries.length === 0) return;
      const rows = entries.map((entry) => ({
        at: entry.at,
        bookingIds: entry.bookingIds.map(toKeyText),
        record: JSON.stringify(entry),
      }));
      await sql.query(APPEND, JSON.stringify(rows));
    },
    listOfBooking: async (bookingId, limit) =>
      (await sql.query(LIST_OF_BOOKING, toKeyText(bookingId), toLimit(limit))).map((row) =>
        jsonOf<JournalEntry>(row, 'record'),
      ),
  };
}
