import type { JournalEntry, JournalStore } from '@acx/core';
import { toKeyText } from '@acx/core/ledger';
import type { Sql } from '../driver/connection';
import { jsonOf } from '../driver/read-row';
import type { Sequence } from './sequence';
import { toLimit } from './to-limit';

const LIST_OF_BOOKING = `
  SELECT record FROM journal_bookings JOIN journal USING (number)
  WHERE booking_id = ? ORDER BY journal_bookings.number DESC LIMIT ?`;

/** The journal in SQLite. */
export function createSqliteJournal(sql: Sql, numbers: Sequence): JournalStore {
  return {
    async append(entries) {
      for (const entry of entries) {
        const number = numbers.next();
        sql.run('INSERT INTO journal (number, at, record) VALUES (?, ?, ?)', number, entry.at, JSON.stringify(entry));
        for (const bookingId of new Set(entry.bookingIds))
          sql.run('INSERT INTO journal_bookings (booking_id, number) VALUES (?, ?)', toKeyText(bookingId), number);
      }
    },
    listOfBooking: async (bookingId, limit) =>
      sql.all(LIST_OF_BOOKING, toKeyText(bookingId), toLimit(limit)).map((row) => jsonOf<JournalEntry>(row, 'record')),
  };
}
