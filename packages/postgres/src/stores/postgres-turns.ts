import type { Ledger, TurnRequest } from '@acx/core';
import { toKeyText, turnTiming, turnWaits } from '@acx/core/ledger';
import type { PostgresPool } from '../driver/postgres-pool';
import { queryOnce } from '../driver/query-once';
import { numberOf } from '../driver/read-row';

/** The present of the server, read once the row is ours: those who wait for it do not count from when they came. */
const NOW = '(extract(epoch FROM clock_timestamp()) * 1000)::float8';
/**
 * As `giveTurns` of the core. $2: what these turns use up, $3: how far turns may be drawn forward, $4: further ahead than this, the clock has been
 * set back. Whole microseconds, so that every driver gives the number alike.
 */
const TAKE = `
  INSERT INTO acx.call_turns AS held (provider_id, paid_until_ms) VALUES ($1, ${NOW} + $2::text::float8)
  ON CONFLICT (provider_id) DO UPDATE SET paid_until_ms = $2::text::float8 + CASE
    WHEN held.paid_until_ms > ${NOW} + $4::text::float8 THEN ${NOW} + $3::text::float8
    ELSE greatest(held.paid_until_ms, ${NOW}) END
  RETURNING ceil((paid_until_ms - $2::text::float8 - $3::text::float8 - ${NOW}) * 1000)::int8::text AS first_in_us`;

/** Gives out turns to everybody on the database, by the clock of its server. */
export function createPostgresTurns(place: {
  readonly pool: PostgresPool;
  readonly schema: string;
  readonly qualify: (text: string) => string;
}): NonNullable<Ledger['takeTurns']> {
  return async ({ providerId, limit, count }: TurnRequest) => {
    const timing = turnTiming(limit);
    const { intervalMs, burstMs, farthestMs } = timing;
    const amounts = [count * intervalMs, burstMs, farthestMs].map(String);
    const row = await queryOnce(place, TAKE, toKeyText(providerId), ...amounts);
    return turnWaits({ firstInMs: numberOf(row ?? {}, 'first_in_us') / 1_000, timing, count });
  };
}
