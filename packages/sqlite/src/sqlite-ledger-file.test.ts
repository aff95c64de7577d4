import { mkdir, open as openFile, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import Database from 'libsql';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bookingOf } from './__fixtures__/ledger-rows';
import { schemaOne } from './__fixtures__/schema-one';
import { sealingKey } from './__fixtures__/sealing-key';
import { createTemporaryFolder, type TemporaryFolder } from './__fixtures__/temporary-folder';
import { createSqliteLedger } from './create-sqlite-ledger';
import type { SqliteLedger } from './sqlite-ledger';

let folder: TemporaryFolder;
let ledger: SqliteLedger | undefined;
beforeEach(async () => {
  folder = await createTemporaryFolder();
});
afterEach(async () => {
  await ledger?.close();
  await folder.remove();
});
const open = async (path = folder.path): Promise<SqliteLedger> => {
  await ledger?.close();
  ledger = undefined;
  ledger = await createSqliteLedger({ path, key: sealingKey, busyTimeoutMs: 0 });
  return ledger;
};
const make = (sql: string): void => {
  const database = new Database(folder.path);
  database.exec(sql);
  database.close();
};
const pragma = (name: string): unknown => {
  const database = new Database(folder.path);
  const value = database.pragma(name, { simple: true });
  database.close();
  return Object.values(value as object)[0];
};

describe('the file of a new ledger', () => {
  it('and everything beside it may be read and written by its owner only', async () => {
    await (await open()).transaction(({ bookings }) => bookings.save(bookingOf('b1')));
    for (const suffix of ['', '-lock', '-wal', '-shm'])
      expect((await stat(folder.path + suffix)).mode & 0o777, suffix).toBe(0o600);
  });

  it('says what it is, and that it is written ahead while it is open', async () => {
    await open();
    expect(['application_id', 'user_version', 'journal_mode'].map(pragma)).toEqual([0x41435831, 2, 'wal']);
  });

  it('is the only one with content once it is closed', async () => {
    await (await open()).transaction(({ bookings }) => bookings.save(bookingOf('b1')));
    await ledger?.close();
    expect((await readdir(folder.file('.'))).sort()).toEqual(['ledger.db', 'ledger.db-lock']);
    expect((await stat(`${folder.path}-lock`)).size).toBe(0);
  });

  it('is closed also while another program reads it, and complete', async () => {
    await (await open()).transaction(({ bookings }) => bookings.save(bookingOf('b1')));
    const other = new Database(folder.path);
    other.exec('BEGIN');
    expect(other.prepare('SELECT id FROM bookings').pluck().all()).toEqual(['b1']);
    await ledger?.close();
    const again = await open();
    expect(await again.transaction(({ bookings }) => bookings.listOfHolder('ada'))).toHaveLength(1);
    other.exec('COMMIT');
    other.close();
  });
});

describe('a file that cannot be a ledger', () => {
  it.each([
    ['in a folder that is not there', 'nowhere/ledger.db', /folder that does not exist/],
    ['that is a folder', 'folder', /is no file/],
    ['that is a link to nothing', 'link', /is a link to nothing/],
  ])('%s is refused', async (_title, name, message) => {
    await mkdir(folder.file('folder'));
    await symlink(folder.file('gone'), folder.file('link'));
    await expect(open(folder.file(name))).rejects.toThrow(message);
    await expect(open(folder.file(name))).rejects.toMatchObject({ code: 'configuration' });
  });

  it.each([
    ['with tables in it', 'CREATE TABLE theirs (a)'],
    ['with an id of its own', 'PRAGMA application_id = 7'],
    ['with a version of its own', 'PRAGMA user_version = 1'],
  ])('because it is the database of another application %s is refused and stays as it is', async (_title, sql) => {
    make(sql);
    const before = await readFile(folder.path);
    await expect(open()).rejects.toThrow(/database of another application and was left as it is/);
    expect((await readFile(folder.path)).equals(before)).toBe(true);
  });

  it('because it is no database is refused and stays as it is', async () => {
    await writeFile(folder.path, 'a letter to somebody '.repeat(100));
    await expect(open()).rejects.toMatchObject({ reason: 'not_a_database', code: 'configuration' });
    expect(await readFile(folder.path, 'utf8')).toBe('a letter to somebody '.repeat(100));
  });
});

describe('the schema', () => {
  it('of an older version is brought up to date with everything that is stored', async () => {
    make(schemaOne);
    const upgraded = await open();
    const stored = await upgraded.transaction(async ({ bookings, storage, lanes }) => [
      (await bookings.listOfHolder('ada')).map(({ booking }) => booking.id),
      await storage.compareAndSet('site-1', 'slots', { expectedVersion: undefined, value: 1 }),
      await lanes.nextDueAt({ except: new Set() }),
    ]);
    expect(stored).toEqual([['old-1'], true, '2026-11-21T09:00:00.000Z']);
    await ledger?.close();
    expect(pragma('user_version')).toBe(2);
  });

  it('of an older version stays as it was when a step fails', async () => {
    make(`${schemaOne}; CREATE TABLE storage (a)`);
    await expect(open()).rejects.toMatchObject({ reason: 'refused' });
    expect(pragma('user_version')).toBe(1);
    make('DROP TABLE storage');
    await open();
  });

  it('of a newer version is refused, and it is said what to do', async () => {
    await open();
    await ledger?.close();
    make('PRAGMA user_version = 3');
    await expect(open()).rejects.toThrow(
      /has schema 3, which is newer than 2.*run the version that made it, or a newer one/,
    );
    expect(pragma('user_version')).toBe(3);
  });
});

describe('a damaged file', () => {
  it('is told by the call that meets it, and by health', async () => {
    await open();
    await ledger?.close();
    const { size: emptySize } = await stat(folder.path);
    await (await open()).transaction(async ({ bookings }) => {
      for (let number = 0; number < 200; number += 1) await bookings.save(bookingOf(`b${number}`));
    });
    await ledger?.close();
    const file = await openFile(folder.path, 'r+');
    const { size } = await file.stat();
    const page = 4096;
    for (let at = emptySize; at < size; at += page) await file.write(Buffer.alloc(page, 0xff), 0, page, at);
    await file.close();
    const damaged = await open();
    const listing = damaged.transaction(({ bookings }) => bookings.listOfHolder('ada'));
    await expect(listing).rejects.toMatchObject({
      reason: 'corrupt',
      message: expect.stringContaining('newest backup'),
    });
    expect((await damaged.health()).findings[0]).toMatchObject({ area: 'content', status: 'failed' });
  });
});
