import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bookingOf } from './__fixtures__/ledger-rows';
import { createTestSchema, type TestSchema } from './__fixtures__/test-schema';
import { createPostgresLedger } from './create-postgres-ledger';
import { migratePostgresLedger } from './migrate-postgres-ledger';

let test: TestSchema;
beforeEach(() => {
  test = createTestSchema();
});
afterEach(() => test.drop());

const versions = async (): Promise<unknown[]> =>
  (await test.pool.query(`SELECT version FROM "${test.schema}".migrations ORDER BY version`)).rows;

describe('the tables of a ledger', () => {
  it('are made once, also when several processes open it at the same moment', async () => {
    const pools = Array.from({ length: 5 }, () => test.otherPool({ max: 2 }));
    await Promise.all(pools.map((pool) => test.open({ pool })));
    expect(await versions()).toEqual([{ version: 1 }, { version: 2 }]);
  });

  it('of a newer version are refused and left as they are', async () => {
    await test.open();
    await test.pool.query(`INSERT INTO "${test.schema}".migrations (version) VALUES (999)`);
    for (const migrate of [true, false])
      await expect(test.open({ migrate })).rejects.toThrow(/has version 999, which is newer than 2/);
    await expect(migratePostgresLedger({ pool: test.pool, schema: test.schema })).rejects.toThrow(/newer/);
    expect(await versions()).toEqual([{ version: 1 }, { version: 2 }, { version: 999 }]);
  });

  it('that are missing are not made where that is not wanted, and the error says what to do', async () => {
    await expect(test.open({ migrate: false })).rejects.toThrow(/has version 0 and needs 2; run migratePostgresLedger/);
    await migratePostgresLedger({ pool: test.pool, schema: test.schema });
    await migratePostgresLedger({ pool: test.pool, schema: test.schema });
    const ledger = await test.open({ migrate: false });
    expect(await ledger.transaction(({ bookings }) => bookings.find('b1'))).toBeUndefined();
  });

  it('of two ledgers in one database know nothing of each other', async () => {
    const second = createTestSchema();
    const [ledger, other] = [await test.open(), await second.open()];
    await ledger.transaction(async ({ bookings }) => {
      await bookings.save(bookingOf('b1'));
      expect(await other.transaction((transaction) => transaction.bookings.find('b1'))).toBeUndefined();
    });
    await second.drop();
  });
});

describe('a user with no more than the documented privileges', () => {
  const user = 'acx_test_worker';
  afterAll(async () => {
    const last = createTestSchema();
    await last.pool.query(`DROP ROLE IF EXISTS ${user}`);
    await last.drop();
  });
  const grant = async (): Promise<void> => {
    const { schema } = test;
    await test.pool.query(`
      DO $$ BEGIN CREATE ROLE ${user} LOGIN PASSWORD 'acx'; EXCEPTION WHEN duplicate_object THEN NULL; END $$;
      GRANT USAGE ON SCHEMA "${schema}" TO ${user};
      GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA "${schema}" TO ${user};
      GRANT USAGE ON ALL SEQUENCES IN SCHEMA "${schema}" TO ${user};
      REVOKE INSERT, UPDATE, DELETE ON "${schema}".migrations FROM ${user}`);
  };

  it('can do everything but make tables', async () => {
    await migratePostgresLedger({ pool: test.pool, schema: test.schema });
    await grant();
    const ledger = await test.open({ pool: test.otherPool({ user }), migrate: true });
    await ledger.transaction(async ({ bookings, lanes, journal, storage, events }) => {
      await bookings.save(bookingOf('b1'));
      await lanes.wake({ providerId: 'site-1', lane: 'hall' }, '2026-11-21T00:00:00.000Z');
      await journal.append([{ at: '2026-11-21T00:00:00.000Z', kind: 'applied', bookingIds: ['b1'], text: 'x' }]);
      await storage.compareAndSet('site-1', 'slots', { expectedVersion: undefined, value: 1 });
      const at = '2026-11-21T00:00:00.000Z';
      await events.add({ id: 'e1', type: 'granted', providerId: 'site-1', place: 'door', at, raw: {} });
      const asked = { now: at, expiresAt: at, limit: 9, room: new Map(), defaultRoomOf: () => 9 };
      expect(await lanes.claimDue(asked)).toHaveLength(1);
    });
    await ledger.transaction((transaction) => transaction.eraseBooking('b1'));
    await ledger.transaction((transaction) => transaction.prune('2027-01-01T00:00:00.000Z'));
  });

  it('is told which privilege it needs when it lacks one', async () => {
    await migratePostgresLedger({ pool: test.pool, schema: test.schema });
    await grant();
    await test.pool.query(`REVOKE SELECT ON "${test.schema}".bookings FROM ${user}`);
    const ledger = await test.open({ pool: test.otherPool({ user }) });
    const failing = ledger.transaction(({ bookings }) => bookings.find('b1'));
    await expect(failing).rejects.toMatchObject({ name: 'LedgerDatabaseError', reason: 'denied', sqlState: '42501' });
  });
});

describe('options of createPostgresLedger', () => {
  it('are refused with every problem at once and without their values', async () => {
    const options = { pool: 'postgres://user:secret@host', schema: 'Bad"Schema', lanesAtOnce: 0, unknown: 1 };
    const opening = createPostgresLedger(Object.assign(Object.create(null), options));
    const failure = String(await opening.catch((error: unknown) => error));
    for (const path of ['pool', 'schema', 'lanesAtOnce', 'unknown']) expect(failure).toContain(path);
    expect(failure).not.toMatch(/secret|Bad"Schema/);
    await expect(createPostgresLedger({ pool: test.pool })).rejects.toThrow(/key: is needed to seal/);
  });

  it('do not let a server lose what it has confirmed', async () => {
    const pool = test.otherPool({ max: 1 });
    await pool.query('SET synchronous_commit = off');
    await expect(test.open({ pool })).rejects.toThrow(/may lose what it has confirmed/);
  });
});
