import Database from 'libsql';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { grantOf, invitationOf, pinOf } from './__fixtures__/ledger-rows';
import { sealingKey } from './__fixtures__/sealing-key';
import { createTemporaryFolder, type TemporaryFolder } from './__fixtures__/temporary-folder';
import { createSqliteLedger } from './create-sqlite-ledger';
import type { SqliteLedgerOptions } from './options/sqlite-ledger-options';
import type { SqliteLedger } from './sqlite-ledger';

const PIN = 'PIN-of-the-visit-4711';
const rotated = { keyId: 'k2', keys: { ...sealingKey.keys, k2: new Uint8Array(32).fill(2) } };

let folder: TemporaryFolder;
let ledger: SqliteLedger | undefined;
beforeEach(async () => {
  folder = await createTemporaryFolder();
});
afterEach(async () => {
  await ledger?.close();
  await folder.remove();
});
const open = async (options: Omit<SqliteLedgerOptions, 'path'> = { key: sealingKey }): Promise<SqliteLedger> => {
  await ledger?.close();
  ledger = undefined;
  ledger = await createSqliteLedger({ path: folder.path, ...options });
  return ledger;
};
const store = (target: SqliteLedger, ...names: string[]): Promise<void> =>
  target.transaction(async ({ grants, notices }) => {
    for (const name of names) {
      await grants.save(grantOf(`grant-${name}`, pinOf(PIN)));
      await notices.add(invitationOf(`notice-${name}`, 'b1', pinOf(PIN)));
    }
  });
const readBack = (target: SqliteLedger, name: string) =>
  target.transaction(async ({ grants, notices }) => [
    (await grants.find('site-1', `grant-${name}`))?.issuedCredential?.value,
    (await notices.listUndelivered(9)).map((notice) => 'credential' in notice && notice.credential.value),
  ]);
const sql = (text: string): void => {
  const database = new Database(folder.path);
  database.exec(text);
  database.close();
};

describe('credentials in the file', () => {
  it('are in none of its bytes, neither while it is open nor afterwards, and are read as they were', async () => {
    const first = await open();
    await store(first, 'a');
    expect(await folder.holds('grant-a')).toBe(true);
    expect(await folder.holds(PIN)).toBe(false);
    const second = await open();
    expect(await folder.holds(PIN)).toBe(false);
    expect(await readBack(second, 'a')).toEqual([PIN, [PIN]]);
  });

  it('go when the notice is delivered and the grant is written without one', async () => {
    const first = await open({ allowUnsealedCredentials: true });
    await store(first, 'a');
    expect(await folder.holds(PIN)).toBe(true);
    await first.transaction(async ({ grants, notices }) => {
      await grants.save(grantOf('grant-a'));
      await notices.markDelivered('notice-a');
    });
    expect(await readBack(first, 'a')).toEqual([undefined, []]);
  });

  it('cannot be moved to another row', async () => {
    await store(await open(), 'a', 'b');
    await ledger?.close();
    sql(
      "UPDATE grants SET credential = (SELECT credential FROM grants WHERE grant_key = 'grant-b') WHERE grant_key = 'grant-a'",
    );
    await expect(open()).rejects.toThrow(/1 stored credentials cannot be opened: .*tampered/);
  });
});

describe('other keys', () => {
  it('are taken for what comes, and the former ones open what is there', async () => {
    await store(await open(), 'a');
    const later = await open({ key: rotated });
    await later.transaction(({ grants }) => grants.save(grantOf('grant-b', pinOf(PIN))));
    expect(await readBack(later, 'a')).toEqual([PIN, [PIN]]);
    expect(await readBack(later, 'b')).toEqual([PIN, [PIN]]);
    await later.transaction(async ({ grants, notices }) => {
      await grants.remove('site-1', 'grant-a');
      await notices.markDelivered('notice-a');
    });
    const last = await open({ key: { keyId: 'k2', keys: { k2: rotated.keys.k2 } } });
    expect(await readBack(last, 'b')).toEqual([PIN, []]);
  });

  it('that lack one are refused when the ledger is opened, with the id of what is missing', async () => {
    await store(await open(), 'a');
    const failure = await open({ key: { keyId: 'k2', keys: { k2: rotated.keys.k2 } } }).catch(
      (error: unknown) => error,
    );
    expect(failure).toMatchObject({ code: 'configuration' });
    expect(String(failure)).toMatch(/2 stored credentials cannot be opened: .*holds no key "k1"/);
    await expect(open({ allowUnsealedCredentials: true })).rejects.toThrow(
      /there are stored credentials that are sealed/,
    );
    expect(await readBack(await open(), 'a')).toEqual([PIN, [PIN]]);
  });

  it('given for the first time seal what was stored without, and nothing of it stays', async () => {
    await store(await open({ allowUnsealedCredentials: true }), 'a', 'b');
    await ledger?.close();
    expect(await folder.holds(PIN)).toBe(true);
    const sealed = await open();
    expect(await folder.holds(PIN)).toBe(false);
    expect(await readBack(sealed, 'b')).toEqual([PIN, [PIN, PIN]]);
  });

  it('that are lost for good need not keep the ledger closed', async () => {
    await store(await open(), 'a');
    await ledger?.close();
    sql(
      'UPDATE grants SET credential = NULL; UPDATE notices SET record = NULL, credential = NULL WHERE credential IS NOT NULL',
    );
    expect(await readBack(await open({ key: { keyId: 'k2', keys: { k2: rotated.keys.k2 } } }), 'a')).toEqual([
      undefined,
      [],
    ]);
  });
});
