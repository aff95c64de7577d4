import type { Instant, LaneClaim, LaneStore } from '@acx/core';
import { fromKeyText } from '@acx/core/ledger';
import type { Row, Sql } from '../driver/connection';
import { numberOf, optionalTextOf, textOf } from '../driver/read-row';

/** An installation with lanes that wake some time, and when the first of them does. */
export interface LaneQueue {
  /** As it is stored. */
  readonly providerKey: string;
  readonly providerId: string;
  readonly firstAt: Instant;
}

/** Goes from installation to installation along the index, so that the lanes of a paused one cost nothing. */
const LIST_QUEUES = `
  WITH RECURSIVE queues (provider_id) AS (
    SELECT min(provider_id) FROM lanes WHERE wakes_at IS NOT NULL
    UNION ALL
    SELECT (SELECT min(provider_id) FROM lanes WHERE wakes_at IS NOT NULL AND provider_id > queues.provider_id)
    FROM queues WHERE provider_id IS NOT NULL
  )
  SELECT provider_id,
    (SELECT min(wakes_at) FROM lanes WHERE provider_id = queues.provider_id AND wakes_at IS NOT NULL) AS first_at
  FROM queues WHERE provider_id IS NOT NULL ORDER BY first_at`;
/** So many lanes of each installation are compared: the longer it was out of reach, the more are due. */
const MOST_COMPARED = 1_000;
const LIST_DUE = `
  SELECT * FROM (
    SELECT provider_id, lane, due_at, urgent_at, wakes_at, token, version, failures FROM lanes
    WHERE provider_id = ? AND wakes_at IS NOT NULL AND wakes_at <= ? ORDER BY wakes_at, lane LIMIT ${MOST_COMPARED}
  ) ORDER BY urgent_at NULLS LAST, wakes_at, lane LIMIT ?`;
const CLAIM = `
  UPDATE lanes SET due_at = ?, claimed_until = ?, token = token + 1 WHERE provider_id = ? AND lane = ?`;

/** Installations whose lanes wake some time, the earliest first. */
export function listLaneQueues(sql: Sql): LaneQueue[] {
  return sql.all(LIST_QUEUES).map((row) => {
    const providerKey = textOf(row, 'provider_id');
    return { providerKey, providerId: fromKeyText(providerKey), firstAt: textOf(row, 'first_at') };
  });
}

/** See {@link LaneStore.claimDue}. */
export function claimDueLanes(sql: Sql, options: Parameters<LaneStore['claimDue']>[0]): LaneClaim[] {
  const { now, expiresAt, limit, room, defaultRoomOf } = options;
  let due: Row[] = [];
  for (const { providerKey, providerId, firstAt } of listLaneQueues(sql)) {
    if (firstAt > now) break;
    const places = Math.floor(Math.min(limit, room.get(providerId) ?? defaultRoomOf(providerId)));
    if (places <= 0) continue;
    due = [...due, ...sql.all(LIST_DUE, providerKey, now, places)].sort(byUrgency).slice(0, limit);
  }
  return due.map((row) => claim(sql, row, now, expiresAt));
}

function claim(sql: Sql, row: Row, now: Instant, expiresAt: Instant): LaneClaim {
  const [providerKey, laneKey] = [textOf(row, 'provider_id'), textOf(row, 'lane')];
  const dueAt = optionalTextOf(row, 'due_at');
  const urgentAt = optionalTextOf(row, 'urgent_at');
  // Work that was announced for later while a worker that is gone had the lane is still to be done.
  sql.run(CLAIM, dueAt !== undefined && dueAt > now ? dueAt : null, expiresAt, providerKey, laneKey);
  return {
    providerId: fromKeyText(providerKey),
    lane: fromKeyText(laneKey),
    token: numberOf(row, 'token') + 1,
    expiresAt,
    ...(urgentAt !== undefined && { urgentAt }),
    version: numberOf(row, 'version'),
    failures: numberOf(row, 'failures'),
  };
}

function byUrgency(a: Row, b: Row): number {
  const [first, second] = [rankOf(a), rankOf(b)];
  return first < second ? -1 : first > second ? 1 : 0;
}

/** No instant comes after `~`. */
function rankOf(row: Row): string {
  return `${optionalTextOf(row, 'urgent_at') ?? '~'} ${textOf(row, 'wakes_at')}`;
}
