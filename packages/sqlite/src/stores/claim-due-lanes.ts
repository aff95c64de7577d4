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
const LIST_DUE = `
  SELECT provider_id, lane, due_at, wakes_at, token, version, failures FROM lanes
  WHERE provider_id = ? AND wakes_at IS NOT NULL AND wakes_at <= ? ORDER BY wakes_at, lane LIMIT ?`;
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
    const last = due[limit - 1];
    if (firstAt > now || (last !== undefined && textOf(last, 'wakes_at') <= firstAt)) break;
    const places = Math.floor(Math.min(limit, room.get(providerId) ?? defaultRoomOf(providerId)));
    if (places <= 0) continue;
    due = [...due, ...sql.all(LIST_DUE, providerKey, now, places)].sort(byWake).slice(0, limit);
  }
  return due.map((row) => claim(sql, row, now, expiresAt));
}

function claim(sql: Sql, row: Row, now: Instant, expiresAt: Instant): LaneClaim {
  const [providerKey, laneKey] = [textOf(row, 'provider_id'), textOf(row, 'lane')];
  const dueAt = optionalTextOf(row, 'due_at');
  // Work that was announced for later while a worker that is gone had the lane is still to be done.
  sql.run(CLAIM, dueAt !== undefined && dueAt > now ? dueAt : null, expiresAt, providerKey, laneKey);
  return {
    providerId: fromKeyText(providerKey),
    lane: fromKeyText(laneKey),
    token: numberOf(row, 'token') + 1,
    expiresAt,
    version: numberOf(row, 'version'),
    failures: numberOf(row, 'failures'),
  };
}

function byWake(a: Row, b: Row): number {
  const [first, second] = [textOf(a, 'wakes_at'), textOf(b, 'wakes_at')];
  return first < second ? -1 : first > second ? 1 : 0;
}
