import { ConflictError, type Instant, type LaneClaim, type LaneStore } from '@acx/core';
import { fromKeyText, toKeyText } from '@acx/core/ledger';
import type { Row, Sql } from '../driver/connection';
import { numberOf, optionalTextOf, textOf } from '../driver/read-row';
import { claimDueLanes, listLaneQueues } from './claim-due-lanes';

const WAKE = `
  INSERT INTO lanes (provider_id, lane, due_at, urgent_at) VALUES (?, ?, ?, ?)
  ON CONFLICT (provider_id, lane) DO UPDATE SET
    due_at = min(excluded.due_at, coalesce(due_at, excluded.due_at)),
    urgent_at = min(coalesce(excluded.urgent_at, urgent_at), coalesce(urgent_at, excluded.urgent_at))
  WHERE due_at IS NULL OR excluded.due_at < due_at
    OR excluded.urgent_at IS NOT NULL AND (urgent_at IS NULL OR excluded.urgent_at < urgent_at)`;
const FIND = 'SELECT due_at, urgent_at, claimed_until, token FROM lanes WHERE provider_id = ? AND lane = ?';
const RELEASE = `
  UPDATE lanes SET due_at = ?, urgent_at = ?, claimed_until = NULL, version = ?, failures = ? WHERE provider_id = ? AND lane = ?`;

/** Lanes in SQLite. A lane stays for ever, so its token only grows. */
export function createSqliteLanes(sql: Sql): LaneStore {
  const held = (claim: LaneClaim): Row => {
    const row = sql.get(FIND, toKeyText(claim.providerId), toKeyText(claim.lane));
    if (
      row !== undefined &&
      numberOf(row, 'token') === claim.token &&
      optionalTextOf(row, 'claimed_until') !== undefined
    )
      return row;
    const message = `Somebody else works on lane ${claim.lane} of ${claim.providerId} now; this result was not recorded and the lane will be looked at again.`;
    throw new ConflictError({ what: 'lane', message, isRetryable: true });
  };
  return {
    async wake({ providerId, lane }, dueAt, urgentAt) {
      sql.run(WAKE, toKeyText(providerId), toKeyText(lane), dueAt, urgentAt ?? null);
    },
    claimDue: async (options) => claimDueLanes(sql, options),
    nextDueAt: async ({ except }) => listLaneQueues(sql).find(({ providerId }) => !except.has(providerId))?.firstAt,
    async fence(claim) {
      held(claim);
    },
    async release(claim, { dueAt, urgentAt, version, failures }) {
      const row = held(claim);
      const wokenFor = optionalTextOf(row, 'due_at');
      // Woken meanwhile: what is urgent about that is not done.
      const urgent = wokenFor === undefined ? urgentAt : earlier(optionalTextOf(row, 'urgent_at'), urgentAt);
      const next = [earlier(wokenFor, dueAt) ?? null, urgent ?? null, version, failures] as const;
      sql.run(RELEASE, ...next, toKeyText(claim.providerId), toKeyText(claim.lane));
    },
    listOfProvider: async (providerId) =>
      sql
        .all('SELECT lane FROM lanes WHERE provider_id = ? ORDER BY lane', toKeyText(providerId))
        .map((row) => ({ providerId, lane: fromKeyText(textOf(row, 'lane')) })),
  };
}

function earlier(first: Instant | undefined, second: Instant | undefined): Instant | undefined {
  if (first === undefined || second === undefined) return first ?? second;
  return first < second ? first : second;
}
