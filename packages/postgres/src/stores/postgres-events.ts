import type { AccessEvent, AccessEventStore } from '@acx/core';
import { toKeyText } from '@acx/core/ledger';
import { jsonOf, numberOf } from '../driver/read-row';
import type { StoreContext } from './store-context';
import { toLimit } from './to-limit';

const ADD = `
  INSERT INTO acx.events (provider_id, id, subject, record) VALUES ($1, $2, $3, $4) ON CONFLICT (provider_id, id) DO NOTHING`;
const LIST_UNDELIVERED = `
  SELECT position, record FROM acx.events WHERE record IS NOT NULL AND position > $1::text::int8
  ORDER BY position LIMIT $2::text::int8`;
const MARK_DELIVERED = `
  UPDATE acx.events SET record = NULL, subject = NULL, delivered_at = $3
  WHERE provider_id = $1 AND id = $2 AND record IS NOT NULL`;
const DROP_OF_SUBJECT = `
  UPDATE acx.events SET record = NULL, subject = NULL, delivered_at = $3
  WHERE provider_id = $1 AND subject = $2 AND record IS NOT NULL`;

/** Door events in PostgreSQL. One transaction at a time adds or takes events of an installation, so positions grow in the order of commits. */
export function createPostgresEvents({ sql, locks }: Pick<StoreContext, 'sql' | 'locks'>): AccessEventStore {
  return {
    async add(event) {
      const { providerId, id, subject } = event;
      const record = JSON.stringify(event);
      await locks.take(['events', providerId]);
      await sql.query(
        ADD,
        toKeyText(providerId),
        toKeyText(id),
        subject === undefined ? null : toKeyText(subject),
        record,
      );
    },
    listUndelivered: async ({ afterPosition = 0, limit }) =>
      (await sql.query(LIST_UNDELIVERED, String(afterPosition), toLimit(limit))).map((row) => ({
        position: numberOf(row, 'position'),
        event: jsonOf<AccessEvent>(row, 'record'),
      })),
    async markDelivered({ providerId, id }, at) {
      await locks.take(['events', providerId]);
      await sql.query(MARK_DELIVERED, toKeyText(providerId), toKeyText(id), at);
    },
    async dropOfSubject({ providerId, subject, at }) {
      await locks.take(['events', providerId]);
      await sql.query(DROP_OF_SUBJECT, toKeyText(providerId), toKeyText(subject), at);
    },
  };
}
