import { AcxError } from '@acx/core';
import Database from 'libsql';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createAlteredDriver, sqliteFailure } from './__fixtures__/altered-driver';
import { bookingOf } from './__fixtures__/ledger-rows';
import { sealingKey } from './__fixtures__/sealing-key';
import { createTemporaryFolder, type TemporaryFolder } from './__fixtures__/temporary-folder';
import { createSqliteLedger } from './create-sqlite-ledger';
import type { SqliteDriver } from './driver/sqlite-driver';
import type { SqliteLedger } from './sqlite-ledger';

const NAME = 'Grace-of-the-visit';

let folder: TemporaryFolder;
let ledger: SqliteLedger;
let database: Database.Database;
beforeEach(async () => {
  folder = await createTemporaryFolder();
  database = new Database(folder.path);
});
afterEach(async () => {
  await ledger.close();
  database.close();
  await folder.remove();
});
const open = async (driver: SqliteDriver = database): Promise<void> => {
  ledger = await createSqliteLedger({ path: folder.path, key: sealingKey, driver, busyTimeoutMs: 0 });
};
const visit = (id: string) => bookingOf(id, { kind: 'visit', visitor: { name: NAME }, seriesId: 's'.repeat(20_000) });
const save = (id: string): Promise<void> => ledger.transaction(({ bookings }) => bookings.save(visit(id)));
const has = (id: string): Promise<boolean> =>
  ledger.transaction(async ({ bookings }) => (await bookings.find(id)) !== undefined);
/** The error of an attempt; it names the file and nothing that was to be stored. */
const failureOf = async (attempt: Promise<unknown>): Promise<AcxError> => {
  const failure = await attempt.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (!AcxError.isInstance(failure)) throw new Error('It did not fail with one of our errors.');
  expect(JSON.stringify(failure) + String(failure.cause)).not.toContain(NAME);
  expect(failure.message).toContain(folder.path);
  return failure;
};

describe('a ledger whose file fails', () => {
  it('because the disk is full stores nothing, says what to do, and goes on when there is space', async () => {
    await open();
    const [{ page_count: pages }] = database.prepare('PRAGMA page_count').all() as [{ page_count: number }];
    database.pragma(`max_page_count = ${pages}`);
    const failure = await failureOf(save('b1'));
    expect(failure).toMatchObject({ code: 'configuration', reason: 'full', isRetryable: true, effect: 'none' });
    expect(failure.message).toMatch(/disk is full \(SQLITE_FULL\); nothing was changed\. Free some space/);
    expect(await has('b1')).toBe(false);
    database.pragma('max_page_count = 100000');
    await save('b1');
    expect(await has('b1')).toBe(true);
  });

  it('because it may only be read says so', async () => {
    await open();
    database.pragma('query_only = ON');
    expect(await failureOf(save('b1'))).toMatchObject({ reason: 'read_only', isRetryable: false, effect: 'none' });
    database.pragma('query_only = OFF');
  });

  it('because another program writes in it says so, and stores it when that has ended', async () => {
    await open();
    const other = new Database(folder.path);
    other.exec('BEGIN IMMEDIATE');
    expect(await failureOf(save('b1'))).toMatchObject({ code: 'conflict', what: 'ledger_file', isRetryable: true });
    other.exec('ROLLBACK');
    other.close();
    await save('b1');
    expect(await has('b1')).toBe(true);
  });

  it.each([
    ['SQLITE_IOERR_FSYNC', 'disk_error', 'unknown', /not known whether it was stored/],
    ['SQLITE_FULL', 'full', 'none', /nothing was changed/],
  ])(
    'with %s at the very end of a transaction does not say that it was stored',
    async (code, reason, effect, message) => {
      let fails = 0;
      await open(
        createAlteredDriver((sql) => {
          if (sql === 'COMMIT' && fails-- > 0) throw sqliteFailure(code, `at ${NAME}`);
          return undefined;
        }),
      );
      fails = 1;
      const failure = await failureOf(save('b1'));
      expect(failure).toMatchObject({ reason, effect, sqliteCode: code });
      expect(failure.message).toMatch(message);
      expect(await has('b1')).toBe(false);
      await save('b2');
      expect(await has('b2')).toBe(true);
    },
  );

  it('with a failure that has no name repeats nothing of it', async () => {
    let isBroken = false;
    await open(
      createAlteredDriver((sql) => {
        if (isBroken && sql.includes('INSERT INTO bookings')) throw new TypeError(`cannot bind ${NAME}`);
        return undefined;
      }),
    );
    isBroken = true;
    expect(await failureOf(save('b1'))).toMatchObject({ reason: 'refused', effect: 'none' });
  });

  it('in the middle of a transaction stores nothing of it, also when the work goes on as if nothing had happened', async () => {
    let isBroken = false;
    await open(
      createAlteredDriver((sql) => {
        if (!isBroken || !sql.includes('booking_holders')) return undefined;
        throw sqliteFailure('SQLITE_IOERR_WRITE', 'disk I/O error');
      }),
    );
    isBroken = true;
    const careless = ledger.transaction(async ({ bookings, lanes }) => {
      await bookings.save(visit('b1')).catch(() => {});
      isBroken = false;
      await lanes.wake({ providerId: 'site-1', lane: 'a' }, '2026-11-21T09:00:00.000Z').catch(() => {});
    });
    expect(await failureOf(careless)).toMatchObject({ reason: 'disk_error', effect: 'none' });
    expect(await has('b1')).toBe(false);
    expect(await ledger.transaction(({ lanes }) => lanes.listOfProvider('site-1'))).toEqual([]);
  });

  it('after an erasure does not make it fail, and tells by its health that traces are left', async () => {
    let isBroken = false;
    await open(
      createAlteredDriver((sql) => {
        if (isBroken && sql === 'VACUUM') throw sqliteFailure('SQLITE_FULL', 'database or disk is full');
        return undefined;
      }),
    );
    await save('b1');
    isBroken = true;
    await ledger.transaction((transaction) => transaction.eraseBooking('b1'));
    await ledger.transaction((transaction) => transaction.prune('2020-01-01T00:00:00.000Z'));
    expect(await has('b1')).toBe(false);
    const { findings } = await ledger.health();
    expect(findings.find(({ area }) => area === 'erasure')).toMatchObject({ status: 'warning' });
    isBroken = false;
    await ledger.transaction((transaction) => transaction.prune('2020-01-01T01:00:00.000Z'));
    expect((await ledger.health()).findings.map(({ area }) => area)).not.toContain('erasure');
  });
});
