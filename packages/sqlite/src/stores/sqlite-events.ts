import type { AccessEvent, AccessEventStore } from '@acx/core';
import { toKeyText } from '@acx/core/ledger';
import type { Sql } from '../driver/connection';
import { jsonOf, numberOf } from '../driver/read-row';
import type { Sequence } from './sequence';
import { toLimit } from './to-limit';

const LIST_UNDELIVERED = `
  SELECT position, record FROM events WHERE record IS NOT NULL AND position > ? ORDER BY position LIMIT ?`;
const MARK_DELIVERED = `
  UPDATE events SET record = NULL, subject = NULL, delivered_at = ? WHERE provider_id = ? AND id = ? AND record IS NOT NULL`;
const DROP_OF_SUBJECT = `
  UPDATE events SET record = NULL, subject = NULL, delivered_at = ? WHERE provider_id = ? AND subject = ? AND record IS NOT NULL`;

/** Door events in SQLite. Of a delivered one nothing stays but provider, id and when that was. */
export function createSqliteEvents(sql: Sql, positions: Sequence): AccessEventStore {
  return {
    async add(event) {
      const keys = [event.providerId, event.id].map(toKeyText);
      if (sql.get('SELECT position FROM events WHERE provider_id = ? AND id = ?', ...keys) !== undefined) return;
      const subject = event.subject === undefined ? null : toKeyText(event.subject);
      sql.run(
        'INSERT INTO events (position, provider_id, id, subject, record) VALUES (?, ?, ?, ?, ?)',
        positions.next(),
        ...keys,
        subject,
        JSON.stringify(event),
      );
    },
    listUndelivered: async ({ afterPosition = 0, limit }) =>
      sql.all(LIST_UNDELIVERED, afterPosition, toLimit(limit)).map((row) => ({
        position: numberOf(row, 'position'),
        event: jsonOf<AccessEvent>(row, 'record'),
      })),
    async markDelivered({ providerId, id }, at) {
      sql.run(MARK_DELIVERED, at, toKeyText(providerId), toKeyText(id));
    },
    async dropOfSubject({ providerId, subject, at }) {
      sql.run(DROP_OF_SUBJECT, at, toKeyText(providerId), toKeyText(subject));
    },
  };
}
