import type { Instant, LaneClaim, LaneStore } from '@acx/core';
import { fromKeyText, toKeyText } from '@acx/core/ledger';
import { numberOf, optionalTextOf, textOf } from '../driver/read-row';
import type { Row } from '../driver/sql';
import { countClaims, type LaneQueue, listLaneQueues } from './lane-queues';
import type { StoreContext } from './store-context';

/** So many lanes of each installation are compared: the longer it was out of reach, the more are due. */
const MOST_COMPARED = 1_000;

/**
 * Takes lanes whose work is due, the most urgent first: they are compared before any of them is locked. A lane that somebody else works with at this moment is passed over: by its lock, which every transaction
 * on the lane has, and by its row. What was announced for later while a worker that is gone had the lane is still to be done.
 */
const CLAIM = `
  WITH asked AS (
    SELECT provider_id, places FROM json_to_recordset($1::text::json) AS asked (provider_id text, places int8)
  ), chosen AS MATERIALIZED (
    SELECT due.provider_id, due.lane, due.urgent_at, due.wakes_at FROM asked CROSS JOIN LATERAL (
      SELECT locked.provider_id, locked.lane, ranked.urgent_at, ranked.wakes_at FROM (
        SELECT lane, lock, urgent_at, wakes_at FROM (
          SELECT lane, lock, urgent_at, wakes_at FROM acx.lanes
          WHERE provider_id = asked.provider_id AND wakes_at <= $2 ORDER BY wakes_at, lane LIMIT ${MOST_COMPARED}
        ) AS compared ORDER BY urgent_at NULLS LAST, wakes_at, lane LIMIT ${MOST_COMPARED}
      ) AS ranked CROSS JOIN LATERAL (
        SELECT provider_id, lane FROM acx.lanes
        WHERE provider_id = asked.provider_id AND lane = ranked.lane AND wakes_at <= $2
          AND pg_try_advisory_xact_lock($3::text::int4, ranked.lock)
        FOR UPDATE SKIP LOCKED
      ) AS locked LIMIT asked.places
    ) AS due ORDER BY due.urgent_at NULLS LAST, due.wakes_at, due.provider_id, due.lane LIMIT $4::text::int8
  )
  UPDATE acx.lanes SET token = nextval('acx.lane_tokens'), claimed_until = $5, due_at = CASE WHEN due_at > $2 THEN due_at END
  FROM chosen WHERE lanes.provider_id = chosen.provider_id AND lanes.lane = chosen.lane
  RETURNING lanes.provider_id, lanes.lane, lanes.urgent_at, chosen.wakes_at, token, version, failures`;

/** See {@link LaneStore.claimDue}. */
export async function claimDueLanes(
  { sql, locks, lanesOf }: Pick<StoreContext, 'sql' | 'locks' | 'lanesOf'>,
  space: number,
  options: Parameters<LaneStore['claimDue']>[0],
): Promise<LaneClaim[]> {
  const { now, expiresAt, limit, room, defaultRoomOf } = options;
  const ownRoomOf = (providerId: string): number => room.get(providerId) ?? defaultRoomOf(providerId);
  const due = (await listLaneQueues(sql)).filter(
    ({ providerId, firstAt }) => firstAt <= now && ownRoomOf(providerId) >= 1,
  );
  const held = lanesOf === undefined ? undefined : await holdClaims({ sql, locks }, due, now);
  const sharedRoomOf = (providerId: string): number =>
    lanesOf === undefined ? limit : lanesOf(providerId) - (held?.get(providerId) ?? 0);
  const asked = due.flatMap(({ providerId }) => {
    const places = Math.floor(Math.min(limit, ownRoomOf(providerId), sharedRoomOf(providerId)));
    return places > 0 ? [{ provider_id: toKeyText(providerId), places }] : [];
  });
  if (asked.length === 0) return [];
  locks.stopWaiting();
  const rows = await sql.query(CLAIM, JSON.stringify(asked), now, String(space), String(limit), expiresAt);
  return [...rows].sort(byUrgency).map((row) => claimOf(row, expiresAt));
}

/** Counts what is in hand, and lets nobody else count until this transaction has ended. */
async function holdClaims(
  { sql, locks }: Pick<StoreContext, 'sql' | 'locks'>,
  queues: readonly LaneQueue[],
  now: Instant,
): Promise<Map<string, number>> {
  const providerIds = queues.map(({ providerId }) => providerId);
  await locks.take(...providerIds.map((providerId) => ['claims', providerId] as const));
  const claims = await countClaims(sql, providerIds, now);
  return new Map(claims.map(({ providerId, count }) => [providerId, count]));
}

function claimOf(row: Row, expiresAt: Instant): LaneClaim {
  const urgentAt = optionalTextOf(row, 'urgent_at');
  return {
    providerId: fromKeyText(textOf(row, 'provider_id')),
    lane: fromKeyText(textOf(row, 'lane')),
    token: numberOf(row, 'token'),
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
