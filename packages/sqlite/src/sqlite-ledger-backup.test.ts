import { copyFile, readdir, stat, writeFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createAlteredDriver } from './__fixtures__/altered-driver';
import { bookingOf, grantOf, pinOf } from './__fixtures__/ledger-rows';
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
const idsIn = async (path: string): Promise<string[]> => {
  const copy = await createSqliteLedger({ path, key: sealingKey });
  const stored = await copy.transaction(({ bookings }) => bookings.listOfHolder('ada'));
  await copy.close();
  return stored.map(({ booking }) => booking.id);
};
const save = (id: string): Promise<void> => ledger.transaction(({ bookings }) => bookings.save(bookingOf(id)));

describe('a backup', () => {
  it('holds what was stored before it, while the ledger goes on', async () => {
    const backup = folder.file('backup.db');
    await Promise.all([save('before'), ledger.backup(backup), save('after')]);
    expect(await idsIn(backup)).toEqual(['before']);
    await ledger.close();
    expect(await idsIn(folder.path)).toEqual(['after', 'before']);
  });

  it('takes the place of the ledger when it is put there', async () => {
    await save('before');
    await ledger.backup(folder.file('backup.db'));
    await save('after');
    await ledger.close();
    await copyFile(folder.file('backup.db'), folder.path);
    expect(await idsIn(folder.path)).toEqual(['before']);
  });

  it('goes on where the ledger was: numbers do not come again, credentials stay sealed', async () => {
    const backup = folder.file('backup.db');
    await ledger.transaction(async ({ grants, storage }) => {
      await grants.save(grantOf('grant-1', pinOf('PIN-4711')));
      await storage.compareAndSet('site-1', 'slots', { expectedVersion: undefined, value: 1 });
    });
    const before = await ledger.transaction(({ storage }) => storage.read('site-1', 'slots'));
    await ledger.transaction(({ storage }) =>
      storage.compareAndSet('site-1', 'slots', { expectedVersion: before?.version, value: undefined }),
    );
    await ledger.backup(backup);
    expect(await folder.holds('PIN-4711')).toBe(false);
    const copy = await createSqliteLedger({ path: backup, key: sealingKey });
    const after = await copy.transaction(async ({ grants, storage }) => {
      await storage.compareAndSet('site-1', 'slots', { expectedVersion: undefined, value: 2 });
      expect((await grants.find('site-1', 'grant-1'))?.issuedCredential).toEqual(pinOf('PIN-4711'));
      return storage.read('site-1', 'slots');
    });
    await copy.close();
    expect(after?.version).toBeGreaterThan(before?.version ?? 0);
  });

  it('may be read by its owner only', async () => {
    await ledger.backup(folder.file('backup.db'));
    expect((await stat(folder.file('backup.db'))).mode & 0o777).toBe(0o600);
  });

  it.each([
    ['over a file that is there', 'taken.db', /is there already/],
    ['to a folder that is not there', 'nowhere/backup.db', /may not be written/],
  ])('is refused %s, and leaves nothing behind', async (_title, name, message) => {
    await writeFile(folder.file('taken.db'), 'mine');
    await expect(ledger.backup(folder.file(name))).rejects.toThrow(message);
    expect((await readdir(folder.file('.'))).filter((file) => file.includes('unfinished'))).toEqual([]);
    expect(await folder.holds('mine')).toBe(true);
  });

  it('that cannot be finished leaves nothing under its name', async () => {
    let isBroken = false;
    const driver = createAlteredDriver((sql) =>
      isBroken && sql === 'PRAGMA integrity_check' ? [{ integrity_check: 'page 7 is bad' }] : undefined,
    );
    await ledger.close();
    ledger = await createSqliteLedger({ path: folder.path, key: sealingKey, driver });
    isBroken = true;
    await expect(ledger.backup(folder.file('backup.db'))).rejects.toThrow(/is damaged/);
    expect((await readdir(folder.file('.'))).filter((file) => file.startsWith('backup'))).toEqual([]);
  });
});
