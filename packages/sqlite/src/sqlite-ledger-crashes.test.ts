import { symlink } from 'node:fs/promises';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createAlteredDriver } from './__fixtures__/altered-driver';
import { sealingKey } from './__fixtures__/sealing-key';
import { buildChild, type LedgerChild, startChild } from './__fixtures__/start-child';
import { createTemporaryFolder, type TemporaryFolder } from './__fixtures__/temporary-folder';
import { createSqliteLedger } from './create-sqlite-ledger';

let folder: TemporaryFolder;
let children: LedgerChild[];
beforeAll(buildChild);
beforeEach(async () => {
  folder = await createTemporaryFolder();
  children = [];
});
afterEach(async () => {
  for (const child of children) await child.kill();
  await folder.remove();
});
const start = (task: 'write' | 'hold'): LedgerChild => {
  const child = startChild(folder.path, task);
  children.push(child);
  return child;
};
const open = () => createSqliteLedger({ path: folder.path, key: sealingKey, busyTimeoutMs: 0 });

describe('a process that is killed', () => {
  it('leaves everything that it has told to be stored, and nothing half done, 20 times in a row', async () => {
    const told: string[] = [];
    for (let round = 0; round < 20; round += 1) {
      const child = start('write');
      await child.said(2 + (round % 5));
      await child.kill();
      expect(child.lines[0]).toBe('open');
      told.push(...child.lines.slice(1).map((number) => `${child.pid}-${number}`));
    }
    const ledger = await open();
    const stored = await ledger.transaction(({ bookings }) => bookings.listOfHolder('ada'));
    expect((await ledger.health()).findings[0]).toMatchObject({ area: 'content', status: 'ok' });
    await ledger.close();
    const ids = new Set(stored.map(({ booking }) => booking.id));
    for (const pair of told) expect([ids.has(`${pair}-a`), ids.has(`${pair}-b`)], pair).toEqual([true, true]);
    for (const id of ids) expect(ids.has(id.replace(/.$/, (end) => (end === 'a' ? 'b' : 'a'))), id).toBe(true);
    expect(told.length).toBeGreaterThanOrEqual(20);
  });

  it('lets go of the ledger at once', async () => {
    const child = start('hold');
    await child.said(1);
    await expect(open()).rejects.toMatchObject({ code: 'conflict', what: 'ledger_file', isRetryable: true });
    await child.kill();
    await (await open()).close();
  });
});

describe('a second process on the same ledger', () => {
  it('is refused as long as the first one has it open, and told what to do', async () => {
    const ledger = await open();
    const early = start('hold');
    await early.said(1);
    expect(early.lines[0]).toMatch(/^ConflictError: Another process.*Close that one first/);
    await ledger.close();
    const late = start('hold');
    await late.said(1);
    expect(late.lines).toEqual(['open']);
    await late.end();
    await (await open()).close();
  });

  it('is refused within one process too, also by another name of the file', async () => {
    await symlink(folder.path, folder.file('alias.db'));
    const ledger = await open();
    await expect(open()).rejects.toMatchObject({ what: 'ledger_file' });
    const alias = createSqliteLedger({ path: folder.file('alias.db'), key: sealingKey, busyTimeoutMs: 0 });
    await expect(alias).rejects.toMatchObject({ what: 'ledger_file' });
    // As with a second copy of SQLite in this process, which does not see the locks of the first.
    const driver = createAlteredDriver((sql) => (sql === 'BEGIN EXCLUSIVE' ? [] : undefined));
    const blind = createSqliteLedger({ path: folder.path, key: sealingKey, driver, busyTimeoutMs: 0 });
    await expect(blind).rejects.toMatchObject({ what: 'ledger_file' });
    await expect(ledger.transaction(async () => 7)).resolves.toBe(7);
    await ledger.close();
  });
});
