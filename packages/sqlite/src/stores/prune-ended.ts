import type { Instant } from '@acx/core';
import type { Sql } from '../driver/connection';

const ENDED_BOOKINGS = `
  DELETE FROM bookings
  WHERE ends_at < ? AND NOT EXISTS (SELECT 1 FROM permissions WHERE permissions.booking_id = bookings.id)`;

/** Removes what ended before the instant. Permissions go first: a booking stays as long as it has any. */
export function pruneEnded(sql: Sql, before: Instant): void {
  sql.run("DELETE FROM permissions WHERE state = 'ended' AND ends_at < ?", before);
  sql.run(ENDED_BOOKINGS, before);
  sql.run('DELETE FROM journal WHERE at < ?', before);
  sql.run('DELETE FROM notices WHERE record IS NULL AND at < ?', before);
  sql.run('DELETE FROM events WHERE delivered_at < ?', before);
}
