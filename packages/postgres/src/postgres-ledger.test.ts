import type { Ledger, LedgerTransaction } from '@acx/core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bookingOf, grantOf, minute } from './__fixtures__/ledger-rows';
import { createTestSchema, type TestSchema } from './__fixtures__/test-schema';
import type { PostgresPool } from './driver/postgres-pool';
import { lockOf, lockSpaceOf } from './locks/lock-name';

let test: TestSchema;
beforeEach(() => {
  test = createTestSchema();
});
afterEach(() => test.drop());

const countDeadlocks = async (): Promise<number> => {
  await test.pool.query('SELECT pg_stat_force_next_flush()');
  const { rows } = await test.pool.query<{ deadlocks: string }>(
    'SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()',
  );
  return Number(rows[0]?.deadlocks);
};
const revisionOf = async (ledger: Ledger, id: string): Promise<number> =>
  (await ledger.transaction(({ bookings }) => bookings.find(id)))?.booking.revision ?? 0;
const increase = async ({ bookings }: LedgerTransaction, id: string): Promise<void> => {
  const revision = ((await bookings.find(id))?.booking.revision ?? 0) + 1;
  await bookings.save(bookingOf(id, { revision, resourceId: `resource of ${id}` }));
};

describe('two processes on a ledger in PostgreSQL', () => {
  it('change the same bookings in every order at once, lose nothing and never run into a deadlock', async () => {
    const ledgers = [await test.open(), await test.open({ pool: test.otherPool() })];
    const ids = ['a', 'b', 'c', 'd'];
    const before = await countDeadlocks();
    let attempts = 0;
    const work = ids.flatMap((_, shift) =>
      Array.from({ length: 10 }, (_unused, index) => {
        const order = [...ids.slice(shift), ...ids.slice(0, shift)];
        if (index % 2 === 0) order.reverse();
        return ledgers[index % 2]?.transaction(async (transaction) => {
          attempts += 1;
          for (const id of order) await increase(transaction, id);
        });
      }),
    );
    await Promise.all(work);
    for (const id of ids) expect(await revisionOf(await test.open(), id)).toBe(work.length);
    expect(await countDeadlocks()).toBe(before);
    // Some had to begin anew: the orders do get in each other's way.
    expect(attempts).toBeGreaterThan(work.length);
  });

  it('begin anew only when a lock is taken by somebody else and comes out of order', async () => {
    const ledger = await test.open();
    const ids = ['a', 'b', 'c', 'd', 'e'].sort((x, y) => lockOf(['booking', y]) - lockOf(['booking', x]));
    let attempts = 0;
    await ledger.transaction(async ({ bookings }) => {
      attempts += 1;
      for (const id of ids) await bookings.find(id);
    });
    expect(attempts).toBe(1);
  });

  it('may let the work go on after it was told to begin anew, and what it does then is not stored', async () => {
    const [ledger, other] = [await test.open(), await test.open({ pool: test.otherPool() })];
    const [low = '', high = ''] = ['a', 'b'].sort((x, y) => lockOf(['booking', x]) - lockOf(['booking', y]));
    const [held, tried] = [createSignal(), createSignal()];
    const holding = other.transaction(async (transaction) => {
      await increase(transaction, low);
      held.give();
      await tried.given;
    });
    await held.given;
    let attempts = 0;
    const swallowing = ledger.transaction(async (transaction) => {
      attempts += 1;
      await increase(transaction, high);
      await increase(transaction, low).catch(() => tried.give());
    });
    await Promise.all([holding, swallowing]);
    expect(attempts).toBe(2);
    expect([await revisionOf(ledger, high), await revisionOf(ledger, low)]).toEqual([1, 2]);
  });

  it('leave no setting and no lock on a connection that somebody else may get next', async () => {
    const ledger = await test.open({ pool: test.otherPool({ max: 1 }) });
    await ledger.transaction((transaction) => increase(transaction, 'a'));
    await ledger.transaction(() => Promise.reject(new Error('undone'))).catch(() => {});
    const space = lockSpaceOf(test.schema) >>> 0;
    const locks = await test.pool.query(
      "SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND classid::bigint = $1::bigint",
      [space],
    );
    expect(locks.rows).toEqual([]);
    const single = test.otherPool({ max: 1 });
    const read = async () => (await single.query("SELECT current_setting('lock_timeout') AS value")).rows;
    const fresh = await read();
    await (await test.open({ pool: single })).transaction((transaction) => increase(transaction, 'a'));
    expect(await read()).toEqual(fresh);
  });
});

describe('a transaction in PostgreSQL', () => {
  it('in which a statement has failed is not stored, also when its work takes no notice', async () => {
    const ledger = await test.open();
    const tooLong = Array.from({ length: 4_000 }, (_, index) =>
      String.fromCharCode(0x4e00 + ((index * 7_919) % 9_000)),
    ).join('');
    const swallowing = ledger.transaction(async ({ bookings }) => {
      await bookings.save(bookingOf('a'));
      await bookings.save(bookingOf(tooLong)).catch(() => {});
    });
    await expect(swallowing).rejects.toMatchObject({ name: 'LedgerDatabaseError', reason: 'too_long', effect: 'none' });
    expect(await revisionOf(ledger, 'a')).toBe(0);
    expect(await ledger.transaction(({ bookings }) => bookings.find('a'))).toBeUndefined();
  });

  it('takes nothing after its end', async () => {
    const ledger = await test.open();
    const kept = await ledger.transaction(async (transaction) => transaction);
    await expect(kept.bookings.save(bookingOf('a'))).rejects.toMatchObject({ what: 'transaction' });
  });

  it('whose connection breaks before the end has changed nothing, and at the end nobody knows', async () => {
    for (const [at, effect] of [
      [/INSERT/, 'none'],
      [/^COMMIT/, 'unknown'],
    ] as const) {
      const lever: { breaksAt?: RegExp | undefined } = {};
      const ledger = await test.open({ pool: breakingPool(test.otherPool(), lever) });
      lever.breaksAt = at;
      const failing = ledger.transaction(({ bookings }) => bookings.save(bookingOf('b', { resourceId: 'secret' })));
      const failure = await failing.catch((error: unknown) => error);
      expect(failure).toMatchObject({ code: 'connection', isRetryable: true, effect });
      expect(String(failure)).not.toContain('secret');
      lever.breaksAt = undefined;
      expect(await ledger.transaction(({ bookings }) => bookings.find('b'))).toBeUndefined();
    }
  });

  it('of a process that dies leaves nothing behind, and lets go of everything at once', async () => {
    const [dying, next] = [await test.open({ pool: test.otherPool() }), await test.open()];
    const failing = dying.transaction(async ({ bookings }) => {
      await bookings.save(bookingOf('a', { revision: 7 }));
      // What PostgreSQL sees of a process that is killed: its connection is gone.
      const ended = await test.pool.query(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE state = 'idle in transaction' AND strpos(query, $1) > 0",
        [test.schema],
      );
      expect(ended.rows).toHaveLength(1);
      await bookings.save(bookingOf('b'));
    });
    await expect(failing).rejects.toMatchObject({ code: 'connection', effect: 'none' });
    await next.transaction((transaction) => increase(transaction, 'a'));
    expect([await revisionOf(next, 'a'), await revisionOf(next, 'b')]).toEqual([1, 0]);
    await dying.transaction((transaction) => increase(transaction, 'a'));
    expect(await revisionOf(next, 'a')).toBe(2);
  });

  it('without a database says so, and that it may be tried again', async () => {
    const { createPostgresLedger } = await import('./create-postgres-ledger');
    const { Pool } = await import('pg');
    const pool = new Pool({ host: '127.0.0.1', port: 1, connectionTimeoutMillis: 2_000 });
    const opening = createPostgresLedger({ pool, allowUnsealedCredentials: true });
    await expect(opening).rejects.toMatchObject({ code: 'connection', reason: 'refused', effect: 'none' });
    await pool.end();
  });

  it('is refused once the ledger has been closed, which waits for those at work and leaves the pool open', async () => {
    const ledger = await test.open();
    const signal = createSignal();
    const work = ledger.transaction(async ({ grants }) => {
      await signal.given;
      await grants.save(grantOf('g1'));
    });
    const closing = ledger.close();
    await expect(ledger.transaction(async () => 7)).rejects.toMatchObject({ what: 'ledger', effect: 'none' });
    signal.give();
    await Promise.all([work, closing, ledger.close()]);
    const found = await (await test.open()).transaction(({ grants }) => grants.find('site-1', 'g1'));
    expect(found?.grantKey).toBe('g1');
  });

  it('that prunes more than fits into one go removes the rest right after it', async () => {
    const ledger = await test.open();
    await test.pool.query(
      `INSERT INTO "${test.schema}".journal SELECT n, $1, '{}' FROM generate_series(1, 11000) AS n`,
      [minute(1)],
    );
    await ledger.transaction((transaction) => transaction.prune(minute(2)));
    const { rows } = await test.pool.query(`SELECT 1 FROM "${test.schema}".journal LIMIT 1`);
    expect(rows).toEqual([]);
  });
});

function createSignal(): { give: () => void; given: Promise<void> } {
  let give = (): void => {};
  const given = new Promise<void>((resolve) => {
    give = resolve;
  });
  return { give: () => give(), given };
}

/** Breaks the connection instead of sending such a statement. */
function breakingPool(pool: PostgresPool, lever: { readonly breaksAt?: RegExp | undefined }): PostgresPool {
  return {
    async connect() {
      const client = await pool.connect();
      return {
        query(text, values) {
          if (lever.breaksAt?.test(text.trim()) !== true) return client.query(text, values);
          return Promise.reject(Object.assign(new Error('secret of the driver'), { code: 'ECONNRESET' }));
        },
        on: client.on.bind(client),
        removeListener: client.removeListener.bind(client),
        release: () => client.release(true),
      };
    },
  };
}
