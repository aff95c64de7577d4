import { describe, expect, it } from 'vitest';
import type { Sql } from '../driver/sql';
import { BeginAnew } from './begin-anew';
import { type LockName, lockOf, lockSpaceOf } from './lock-name';
import { createLockSet } from './lock-set';

/** Names on three different locks, the lowest first. */
const [low, middle, high] = ['a', 'b', 'c']
  .map((id): LockName => ['booking', id])
  .sort((x, y) => lockOf(x) - lockOf(y)) as [LockName, LockName, LockName];

/** Notes what is asked of the server; `refused` are the locks that somebody else has. */
function createWorld(refused: readonly LockName[] = []) {
  const asked: string[] = [];
  const sql: Sql = {
    async query(text, _space, locks) {
      const isTry = text.includes('pg_try');
      asked.push(`${isTry ? 'try' : 'wait'} ${locks}`);
      return isTry && refused.some((name) => locks?.split(',').includes(String(lockOf(name)))) ? [{ lock: 1 }] : [];
    },
    giveUp(failure) {
      throw failure;
    },
  };
  return { asked, sql };
}
const numbers = (...names: LockName[]): string => names.map(lockOf).join(',');

describe('the locks of a transaction', () => {
  it('are waited for in order and asked for once', async () => {
    const { asked, sql } = createWorld();
    const locks = createLockSet(sql, { space: 1, mayRestart: true });
    await locks.take(middle, low);
    await locks.take(low, high, middle);
    await locks.take(low);
    expect(asked).toEqual([`wait ${numbers(low, middle)}`, `wait ${numbers(high)}`]);
  });

  it('are only tried when they come out of order, and begin the transaction anew with all of them when they are taken', async () => {
    const free = createWorld();
    const lucky = createLockSet(free.sql, { space: 1, mayRestart: true });
    await lucky.take(high);
    await lucky.take(low);
    expect(free.asked).toEqual([`wait ${numbers(high)}`, `try ${numbers(low)}`]);

    const { sql, asked } = createWorld([low]);
    const locks = createLockSet(sql, { space: 1, mayRestart: true });
    await locks.take(middle);
    const failure = await locks.take(low).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(BeginAnew);
    const wanted = failure instanceof BeginAnew ? failure.wanted : new Set<number>();
    expect(wanted).toEqual(new Set([low, middle].map(lockOf)));
    await createLockSet(sql, { space: 1, mayRestart: true }).takeAll(wanted);
    expect(asked.at(-1)).toBe(`wait ${numbers(low, middle)}`);
  });

  it('are always waited for where the transaction cannot begin anew, and never once others are held', async () => {
    const host = createWorld([low]);
    const joined = createLockSet(host.sql, { space: 1, mayRestart: false });
    await joined.take(high);
    await joined.take(low);
    expect(host.asked).toEqual([`wait ${numbers(high)}`, `wait ${numbers(low)}`]);

    const { sql, asked } = createWorld();
    const locks = createLockSet(sql, { space: 1, mayRestart: true });
    locks.stopWaiting();
    await locks.take(high);
    expect(asked).toEqual([`try ${numbers(high)}`]);
  });

  it('tell apart what is named alike, mostly, and ledgers always', () => {
    const names: LockName[] = [
      ['booking', 'a'],
      ['resource', 'a'],
      ['lane', 'a', 'b'],
      ['lane', 'ab', ''],
      ['storage', 'a', 'b'],
    ];
    expect(new Set(names.map(lockOf)).size).toBe(names.length);
    // Stored beside each lane, so other versions must come to the same.
    expect(lockOf(['lane', 'site-1', 'hall'])).toBe(LOCK_OF_THE_HALL);
    expect(lockSpaceOf('acx')).not.toBe(lockSpaceOf('acx_test'));
  });
});

const LOCK_OF_THE_HALL = 1377;
