import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { grantOf, invitationOf, pinOf } from './__fixtures__/ledger-rows';
import { sealingKey } from './__fixtures__/sealing-key';
import { createTestSchema, type TestSchema } from './__fixtures__/test-schema';
import type { PostgresLedger } from './postgres-ledger';

const PIN = 'PIN-of-the-visit-4711';
const newKey = new Uint8Array(32).fill(2);
const rotated = { keyId: 'k2', keys: { ...sealingKey.keys, k2: newKey } };
const onlyNew = { keyId: 'k2', keys: { k2: newKey } };
const unsealed = { key: undefined, allowUnsealedCredentials: true };

let test: TestSchema;
beforeEach(() => {
  test = createTestSchema();
});
afterEach(() => test.drop());

const store = (ledger: PostgresLedger, ...names: string[]): Promise<void> =>
  ledger.transaction(async ({ grants, notices }) => {
    for (const name of names) {
      await grants.save(grantOf(`grant-${name}`, pinOf(PIN)));
      await notices.add(invitationOf(`notice-${name}`, 'b1', pinOf(PIN)));
    }
  });
const readBack = (ledger: PostgresLedger, name: string) =>
  ledger.transaction(async ({ grants, notices }) => [
    (await grants.find('site-1', `grant-${name}`))?.issuedCredential?.value,
    (await notices.listUndelivered(9)).map((notice) => 'credential' in notice && notice.credential.value),
  ]);

describe('credentials in the database', () => {
  it('stand in no column of any table, and are read as they were by every process with the key', async () => {
    await store(await test.open(), 'a');
    expect(await test.holdsText('grant-a')).toBe(true);
    expect(await test.holdsText(PIN)).toBe(false);
    expect(await readBack(await test.open({ pool: test.otherPool() }), 'a')).toEqual([PIN, [PIN]]);
  });

  it('go when the notice is delivered and the grant is written without one', async () => {
    const ledger = await test.open(unsealed);
    await store(ledger, 'a');
    expect(await test.holdsText(PIN)).toBe(true);
    await ledger.transaction(async ({ grants, notices }) => {
      await grants.save(grantOf('grant-a'));
      await notices.markDelivered('notice-a');
    });
    expect(await test.holdsText(PIN)).toBe(false);
    expect(await readBack(ledger, 'a')).toEqual([undefined, []]);
  });

  it('cannot be moved to another row', async () => {
    await store(await test.open(), 'a', 'b');
    await test.pool.query(
      `UPDATE "${test.schema}".grants SET credential =
        (SELECT credential FROM "${test.schema}".grants WHERE grant_key = 'grant-b') WHERE grant_key = 'grant-a'`,
    );
    await expect(test.open()).rejects.toThrow(/1 stored credentials cannot be opened: .*tampered/);
  });
});

describe('other keys', () => {
  it('are taken for what comes, and the former ones open what is there', async () => {
    await store(await test.open(), 'a');
    const later = await test.open({ key: rotated });
    await later.transaction(({ grants }) => grants.save(grantOf('grant-b', pinOf(PIN))));
    expect(await readBack(later, 'a')).toEqual([PIN, [PIN]]);
    expect(await readBack(later, 'b')).toEqual([PIN, [PIN]]);
  });

  it('that lack one are refused when the ledger is opened, with the id of what is missing', async () => {
    await store(await test.open(), 'a');
    const failure = await test.open({ key: onlyNew }).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'configuration' });
    expect(String(failure)).toMatch(/2 stored credentials cannot be opened: .*holds no key "k1"/);
    await expect(test.open(unsealed)).rejects.toThrow(/there are stored credentials that are sealed/);
  });

  it('replace the former ones altogether once everything has been sealed anew', async () => {
    await store(await test.open(), 'a', 'b');
    const later = await test.open({ key: rotated });
    expect(await later.reseal()).toBe(4);
    expect(await readBack(await test.open({ key: onlyNew }), 'b')).toEqual([PIN, [PIN, PIN]]);
    expect(await test.holdsText('acx1.k1.')).toBe(false);
  });

  it('given for the first time seal what was stored without', async () => {
    await store(await test.open(unsealed), 'a', 'b');
    expect(await test.holdsText(PIN)).toBe(true);
    const sealed = await test.open();
    expect(await test.holdsText(PIN)).toBe(false);
    expect(await readBack(sealed, 'b')).toEqual([PIN, [PIN, PIN]]);
  });
});
