import type { Sql } from '../driver/sql';
import { BeginAnew } from './begin-anew';
import { type LockName, lockOf } from './lock-name';

/** The advisory locks of one transaction; its end lets go of them. */
export interface LockSet {
  /** Waits until nobody else has them. @throws BeginAnew */
  take(...names: readonly LockName[]): Promise<void>;
  /** As `take`, for what a former attempt has found to be needed. */
  takeAll(locks: ReadonlySet<number>): Promise<void>;
  /** From now on nothing is waited for: the transaction has locks that are not in this set. */
  stopWaiting(): void;
}

const WAIT = `
  SELECT lock FROM unnest(string_to_array($2::text, ',')::int4[]) AS lock
  WHERE pg_advisory_xact_lock($1::text::int4, lock) IS NULL`;
const TRY = `
  SELECT lock FROM unnest(string_to_array($2::text, ',')::int4[]) AS lock
  WHERE NOT pg_try_advisory_xact_lock($1::text::int4, lock)`;

/**
 * Locks of a transaction. Whoever waits for a lock has only lower ones, so no two can wait for each other. One that comes out of order is taken
 * when it is free, which is nearly always; otherwise the transaction starts over.
 *
 * | wanted | already taken | what happens                                  |
 * |--------|---------------|-----------------------------------------------|
 * | 7      | 3, 5          | waits for 7                                   |
 * | 4      | 3, 5          | takes 4 if it is free; if not, begins anew with 3, 4, 5 |
 *
 * @param options.mayRestart False in a transaction of the host, which cannot be begun anew: then everything is waited for, and PostgreSQL ends a
 * deadlock.
 */
export function createLockSet(sql: Sql, options: { space: number; mayRestart: boolean }): LockSet {
  const space = String(options.space);
  const taken = new Set<number>();
  let highest = -1;
  const acquire = async (locks: readonly number[]): Promise<void> => {
    // Sorted, so that those of one call are in order among themselves.
    const missing = [...new Set(locks)].filter((lock) => !taken.has(lock)).sort((a, b) => a - b);
    const [first] = missing;
    if (first === undefined) return;
    const mayWait = !options.mayRestart || first > highest;
    // Marked before they are there: what is asked meanwhile is sent after this, on the same connection.
    for (const lock of missing) taken.add(lock);
    highest = Math.max(highest, ...missing);
    const refused = await sql.query(mayWait ? WAIT : TRY, space, missing.join(','));
    if (refused.length > 0) sql.giveUp(new BeginAnew(new Set(taken)));
  };
  return {
    take: (...names) => acquire(names.map(lockOf)),
    takeAll: (locks) => acquire([...locks]),
    stopWaiting() {
      highest = Number.POSITIVE_INFINITY;
    },
  };
}
