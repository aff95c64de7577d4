import type { Instant } from '@acx/core';
import { fromKeyText, toKeyText } from '@acx/core/ledger';
import { numberOf, textOf } from '../driver/read-row';
import type { Sql } from '../driver/sql';

/** An installation with lanes that wake some time, and when the first of them does. */
export interface LaneQueue {
  readonly providerId: string;
  readonly firstAt: Instant;
}

/** Goes from installation to installation along the index, so that the lanes of a paused one cost nothing. */
const LIST_QUEUES = `
  WITH RECURSIVE queues (provider_id) AS (
    (SELECT provider_id FROM acx.lanes WHERE wakes_at IS NOT NULL ORDER BY provider_id LIMIT 1)
    UNION ALL
    SELECT (
      SELECT lanes.provider_id FROM acx.lanes WHERE wakes_at IS NOT NULL AND lanes.provider_id > queues.provider_id
      ORDER BY lanes.provider_id LIMIT 1
    ) FROM queues WHERE queues.provider_id IS NOT NULL
  )
  SELECT queues.provider_id, first.wakes_at FROM queues CROSS JOIN LATERAL (
    SELECT wakes_at FROM acx.lanes WHERE lanes.provider_id = queues.provider_id AND wakes_at IS NOT NULL
    ORDER BY wakes_at LIMIT 1
  ) AS first ORDER BY first.wakes_at`;

/** Installations whose lanes wake some time, the earliest first. */
export async function listLaneQueues(sql: Sql): Promise<LaneQueue[]> {
  const rows = await sql.query(LIST_QUEUES);
  return rows.map((row) => ({
    providerId: fromKeyText(textOf(row, 'provider_id')),
    firstAt: textOf(row, 'wakes_at'),
  }));
}

/** How many lanes of an installation are in hand, and when the first of them is free at the latest. */
export interface LaneClaims {
  readonly providerId: string;
  readonly count: number;
  readonly freeAt: Instant;
}

const COUNT_CLAIMS = `
  SELECT provider_id, count(*)::text AS count, min(claimed_until) AS free_at FROM acx.lanes
  WHERE claimed_until > $2 AND provider_id IN (SELECT json_array_elements_text($1::text::json))
  GROUP BY provider_id`;

/** Of these installations those with lanes in hand, by whatever worker; claims that have run out by `now` do not count. */
export async function countClaims(sql: Sql, providerIds: readonly string[], now: Instant): Promise<LaneClaims[]> {
  const rows = await sql.query(COUNT_CLAIMS, JSON.stringify(providerIds.map(toKeyText)), now);
  return rows.map((row) => ({
    providerId: fromKeyText(textOf(row, 'provider_id')),
    count: numberOf(row, 'count'),
    freeAt: textOf(row, 'free_at'),
  }));
}
