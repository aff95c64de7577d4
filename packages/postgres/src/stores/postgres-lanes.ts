import { ConflictError, type Instant, type LaneClaim, type LaneStore } from '@acx/core';
import { fromKeyText, toKeyText } from '@acx/core/ledger';
import { textOf } from '../driver/read-row';
import { lockOf } from '../locks/lock-name';
import { claimDueLanes } from './claim-due-lanes';
import { countClaims, listLaneQueues } from './lane-queues';
import type { StoreContext } from './store-context';

const WAKE = `
  INSERT INTO acx.lanes AS former (provider_id, lane, lock, due_at, urgent_at) VALUES ($1, $2, $3::text::int4, $4, $5)
  ON CONFLICT (provider_id, lane) DO UPDATE SET
    due_at = least(former.due_at, excluded.due_at), urgent_at = least(former.urgent_at, excluded.urgent_at)
    WHERE former.due_at IS NULL OR excluded.due_at < former.due_at
      OR excluded.urgent_at IS NOT NULL AND (former.urgent_at IS NULL OR excluded.urgent_at < former.urgent_at)
  RETURNING lane`;
const FIND_HELD = `
  SELECT lane FROM acx.lanes
  WHERE provider_id = $1 AND lane = $2 AND token = $3::text::int8 AND claimed_until IS NOT NULL`;
/** Woken meanwhile: what is urgent about that is not done. */
const RELEASE = `
  UPDATE acx.lanes SET due_at = least(due_at, $4::text COLLATE "C"), claimed_until = NULL, version = $5::text::int8, failures = $6::text::int8,
    urgent_at = least(CASE WHEN due_at IS NOT NULL THEN urgent_at END, $7::text COLLATE "C")
  WHERE provider_id = $1 AND lane = $2 AND token = $3::text::int8 AND claimed_until IS NOT NULL
  RETURNING lane`;
const LIST_OF_PROVIDER = 'SELECT lane FROM acx.lanes WHERE provider_id = $1 ORDER BY lane';

/** Lanes in PostgreSQL. A lane stays for ever, and tokens come from a sequence, so they only grow. */
export function createPostgresLanes(context: StoreContext, space: number): LaneStore {
  const { sql, locks, lanesOf, aftermath } = context;
  const keysOf = ({ providerId, lane, token }: LaneClaim) =>
    [toKeyText(providerId), toKeyText(lane), String(token)] as const;
  const announce = (at: Instant): void => {
    if (aftermath.wakesAt === undefined || at < aftermath.wakesAt) aftermath.wakesAt = at;
  };
  return {
    async wake({ providerId, lane }, dueAt, urgentAt) {
      const name = ['lane', providerId, lane] as const;
      await locks.take(name);
      const values = [toKeyText(providerId), toKeyText(lane), String(lockOf(name)), dueAt, urgentAt ?? null];
      const woken = await sql.query(WAKE, ...values);
      if (woken.length > 0) announce(dueAt);
    },
    claimDue: (options) => claimDueLanes(context, space, options),
    async nextDueAt({ except }) {
      const queues = (await listLaneQueues(sql)).filter(({ providerId }) => !except.has(providerId));
      if (lanesOf === undefined) return queues[0]?.firstAt;
      const claims = await countClaims(
        sql,
        queues.map(({ providerId }) => providerId),
        '',
      );
      const full = claims.filter(({ providerId, count }) => count >= lanesOf(providerId));
      const freeAt = new Map(full.map((claim) => [claim.providerId, claim.freeAt]));
      // Work that nobody has room for is no reason to look again at once.
      return queues.map(({ providerId, firstAt }) => freeAt.get(providerId) ?? firstAt).sort()[0];
    },
    async fence(claim) {
      await locks.take(['lane', claim.providerId, claim.lane]);
      if ((await sql.query(FIND_HELD, ...keysOf(claim))).length === 0) throw lostError(claim);
    },
    async release(claim, { dueAt, urgentAt, version, failures }) {
      await locks.take(['lane', claim.providerId, claim.lane]);
      const values = [...keysOf(claim), dueAt ?? null, String(version), String(failures), urgentAt ?? null];
      if ((await sql.query(RELEASE, ...values)).length === 0) throw lostError(claim);
      // Another worker may have waited for the room.
      if (lanesOf !== undefined) announce('');
    },
    listOfProvider: async (providerId) =>
      (await sql.query(LIST_OF_PROVIDER, toKeyText(providerId))).map((row) => ({
        providerId,
        lane: fromKeyText(textOf(row, 'lane')),
      })),
  };
}

function lostError({ providerId, lane }: LaneClaim): ConflictError {
  const message = `Somebody else works on lane ${lane} of ${providerId} now; this result was not recorded and the lane will be looked at again.`;
  return new ConflictError({ what: 'lane', message, isRetryable: true });
}
