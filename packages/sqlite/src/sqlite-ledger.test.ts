import { chmod } from 'node:fs/promises';
import type { LedgerTransaction } from '@acx/core';
import { ConflictError } from '@acx/core';
import Database from 'libsql';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createAlteredDriver } from './__fixtures__/altered-driver';
import { bookingOf, entryOf, grantOf, pinOf } from './__fixtures__/ledger-rows';
import { sealingKey } from './__fixtures__/sealing-key';
import { createTemporaryFolder, type TemporaryFolder } from './__fixtures__/temporary-folder';
import { createSqliteLedger } from './create-sqlite-ledger';
import type { SqliteLedger } from './sqlite-ledger';

let folder: TemporaryFolder;
let ledger: SqliteLedger;
beforeEach(async () => {
  folder = await createTemporaryFolder();
  ledger = await createSqliteLedger({ path: folder.path, key: sealingKey });
});
afterEach(async () => {
  await ledger.close();
  await folder.remove();
});
const idsOf = (target = ledger): Promise<string[]> =>
  target.transaction(async ({ bookings }) => (await bookings.listOfHolder('ada')).map(({ booking }) => booking.id));

describe('a transaction', () => {
  it('has the ledger for itself, however long its work takes and however many are asked for at once', async () => {
    let running = 0;
    const work =
      (number: number) =>
      async ({ bookings }: LedgerTransaction) => {
        running += 1;
        expect(running).toBe(1);
        const before = (await bookings.listOfHolder('ada')).length;
        await new Promise((resolve) => setImmediate(resolve));
        await bookings.save(bookingOf(`b${number}`));
        running -= 1;
        if (number % 3 === 0) throw new Error('undone');
        return before;
      };
    const results = await Promise.allSettled(
      Array.from({ length: 9 }, (_, number) => ledger.transaction(work(number))),
    );
    expect(results.map((result) => (result.status === 'fulfilled' ? result.value : 'undone'))).toEqual([
      'undone',
      0,
      1,
      'undone',
      2,
      3,
      'undone',
      4,
      5,
    ]);
    expect(await idsOf()).toEqual(['b1', 'b2', 'b4', 'b5', 'b7', 'b8']);
  });

  it('does nothing any more once it has ended, not even within the next one', async () => {
    let kept: LedgerTransaction | undefined;
    await ledger.transaction(async (transaction) => {
      kept = transaction;
    });
    await expect(kept?.bookings.save(bookingOf('late'))).rejects.toBeInstanceOf(ConflictError);
    await ledger.transaction(async ({ bookings }) => {
      await expect(kept?.bookings.save(bookingOf('later'))).rejects.toThrow(/has ended/);
      await bookings.save(bookingOf('own'));
    });
    expect(await idsOf()).toEqual(['own']);
  });
});

describe('numbers', () => {
  it('that a lost transaction was given do not come again, and the order of the journal stays over a restart', async () => {
    let lost: number | undefined;
    const failing = ledger.transaction(async ({ storage }) => {
      await storage.compareAndSet('site-1', 'slots', { expectedVersion: undefined, value: 1 });
      lost = (await storage.read('site-1', 'slots'))?.version;
      throw new Error('undone');
    });
    await expect(failing).rejects.toThrow('undone');
    await ledger.transaction(async ({ storage, journal }) => {
      await storage.compareAndSet('site-1', 'slots', { expectedVersion: undefined, value: 1 });
      expect((await storage.read('site-1', 'slots'))?.version).toBeGreaterThan(lost ?? Number.POSITIVE_INFINITY);
      await journal.append([entryOf('one', 'b1'), entryOf('two', 'b1', 'b1')]);
    });
    await ledger.close();
    ledger = await createSqliteLedger({ path: folder.path, key: sealingKey });
    await ledger.transaction(({ journal }) => journal.append([entryOf('three', 'b1')]));
    const entries = await ledger.transaction(({ journal }) => journal.listOfBooking('b1', Number.POSITIVE_INFINITY));
    expect(entries.map(({ text }) => text)).toEqual(['three', 'two', 'one']);
  });
});

describe('ids', () => {
  it('are kept apart and come back as they are, whatever text they are', async () => {
    const ids = ['', 'b', 'b\u0000', 'b\u0000c', 'b\ud800', 'b\ud801', 'b\ufffd', 'b\ue000', 'b\u{1f600}'];
    await ledger.transaction(async ({ bookings, lanes }) => {
      for (const id of ids) {
        await bookings.save(bookingOf(id));
        await lanes.wake({ providerId: id, lane: id }, '2026-11-21T09:00:00.000Z');
      }
    });
    await ledger.transaction(async ({ bookings, lanes }) => {
      for (const id of ids) {
        expect((await bookings.find(id))?.booking.id).toBe(id);
        expect(await lanes.listOfProvider(id)).toEqual([{ providerId: id, lane: id }]);
      }
    });
  });
});

describe('closing', () => {
  it('finishes what was asked for before, refuses what comes after, and may be done twice', async () => {
    const stored = ledger.transaction(({ bookings }) => bookings.save(bookingOf('b1')));
    const closed = Promise.all([ledger.close(), ledger.close()]);
    await expect(ledger.transaction(async () => 1)).rejects.toThrow(/has been closed/);
    await expect(ledger.backup(folder.file('backup.db'))).rejects.toBeInstanceOf(ConflictError);
    await Promise.all([stored, closed]);
    expect(await ledger.health()).toMatchObject({ status: 'failed' });
    ledger = await createSqliteLedger({ path: folder.path, key: sealingKey });
    expect(await idsOf()).toEqual(['b1']);
  });
});

describe('health', () => {
  it('is good for a sound file, and tells who else may read it', async () => {
    await ledger.transaction(({ grants }) => grants.save(grantOf('grant-1', pinOf('PIN-4711'))));
    const { status, findings } = await ledger.health();
    expect([status, findings.map(({ area }) => area)]).toEqual(['ok', ['content', 'credentials', 'disk', 'access']]);
    await chmod(folder.path, 0o640);
    expect((await ledger.health()).findings.at(-1)).toMatchObject({ area: 'access', status: 'warning' });
  });

  it('tells of credentials that cannot be opened, without them', async () => {
    await ledger.transaction(({ grants }) => grants.save(grantOf('grant-1', pinOf('PIN-4711'))));
    const other = new Database(folder.path);
    other.exec("UPDATE grants SET credential = replace(credential, 'k1', 'k9')");
    other.close();
    const { status, findings } = await ledger.health();
    expect(status).toBe('failed');
    expect(findings[1]?.message).toMatch(/1 stored credentials cannot be opened: .*holds no key "k9"/);
    expect(JSON.stringify(findings)).not.toContain('4711');
  });
});

describe('another driver', () => {
  it('does the same, given as a constructor', async () => {
    const statements: string[] = [];
    const driver = createAlteredDriver((sql) => void statements.push(sql));
    const path = folder.file('other.db');
    const other = await createSqliteLedger({ path, key: sealingKey, driver });
    await other.transaction(({ bookings }) => bookings.save(bookingOf('b1')));
    expect(await idsOf(other)).toEqual(['b1']);
    await other.close();
    expect(statements).toContain('COMMIT');
  });

  it('given as an open database is used and left open', async () => {
    const path = folder.file('other.db');
    const database = new Database(path);
    const other = await createSqliteLedger({ path, key: sealingKey, driver: database });
    await other.transaction(({ bookings }) => bookings.save(bookingOf('b1')));
    const settings = ['synchronous', 'secure_delete', 'foreign_keys'].flatMap((name) => database.pragma(name));
    expect(settings).toEqual([{ synchronous: 2 }, { secure_delete: 1 }, { foreign_keys: 1 }]);
    await other.close();
    expect(database.prepare('SELECT id FROM bookings').pluck().all()).toEqual(['b1']);
    database.close();
  });

  it('given as an open database of another file is refused', async () => {
    const database = new Database(folder.file('other.db'));
    const wrong = createSqliteLedger({ path: folder.file('third.db'), key: sealingKey, driver: database });
    await expect(wrong).rejects.toThrow(/not the file that the given database has open/);
    database.close();
  });

  it('that does not keep what is needed is refused', async () => {
    const driver = createAlteredDriver((sql) => (sql === 'PRAGMA secure_delete' ? [{ secure_delete: 0 }] : undefined));
    const path = folder.file('other.db');
    await expect(createSqliteLedger({ path, key: sealingKey, driver })).rejects.toThrow(
      /answers 0 to PRAGMA secure_delete/,
    );
    await (await createSqliteLedger({ path, key: sealingKey })).close();
  });
});

describe('a ledger in memory', () => {
  it('works, and is gone when it is closed', async () => {
    const create = () => createSqliteLedger({ path: ':memory:', key: sealingKey });
    const first = await create();
    await first.transaction(({ bookings }) => bookings.save(bookingOf('b1')));
    const second = await create();
    expect([await idsOf(first), await idsOf(second)]).toEqual([['b1'], []]);
    expect((await first.health()).status).toBe('ok');
    await first.backup(folder.file('backup.db'));
    await Promise.all([first.close(), second.close()]);
  });
});
