import type { Instant } from '@acx/core';
import { numberOf } from '../driver/read-row';
import type { Sql } from '../driver/sql';

/** So many rows of each table go in one transaction: the others do not wait long for the disk, and nobody waits for a lock. */
const BATCH = 5_000;

/**
 * Permissions go before bookings, which stay as long as they have any. Rows that somebody is working with are left for the next time. No lock is
 * taken: these rows are only there to be forgotten.
 */
const STATEMENTS = [
  removal('permissions', 'key', "state = 'ended' AND ends_at < $1", 'ends_at'),
  removal(
    'bookings',
    'id',
    'ends_at < $1 AND NOT EXISTS (SELECT 1 FROM acx.permissions WHERE permissions.booking_id = bookings.id)',
    'ends_at',
  ),
  removal('journal', 'number', 'at < $1', 'at'),
  removal('notices', 'number', 'record IS NULL AND at < $1', 'at'),
  removal('events', 'position', 'delivered_at < $1', 'delivered_at'),
];

function removal(table: string, key: string, condition: string, order: string): string {
  return `
    WITH ended AS MATERIALIZED (
      SELECT ${key} FROM acx.${table} WHERE ${condition} ORDER BY ${order} LIMIT $2::text::int8 FOR UPDATE SKIP LOCKED
    ), gone AS (
      DELETE FROM acx.${table} WHERE ${key} IN (SELECT ${key} FROM ended) RETURNING 1
    )
    SELECT count(*)::text AS count FROM gone`;
}

/** Removes a batch of what ended before the instant. Resolves with whether there may be more. */
export async function pruneEnded(sql: Sql, before: Instant): Promise<boolean> {
  let isMore = false;
  for (const statement of STATEMENTS)
    for (const row of await sql.query(statement, before, String(BATCH))) isMore ||= numberOf(row, 'count') >= BATCH;
  return isMore;
}
