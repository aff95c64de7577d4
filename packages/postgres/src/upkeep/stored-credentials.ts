import { AcxError, ConfigurationError } from '@acx/core';
import type { CredentialOwner, CredentialVault } from '@acx/core/ledger';
import { fromKeyText } from '@acx/core/ledger';
import { textOf } from '../driver/read-row';
import type { Row, Sql } from '../driver/sql';
import { grantOwner } from '../stores/postgres-grants';
import { noticeOwner } from '../stores/postgres-notices';

interface StoredCredential {
  readonly owner: CredentialOwner;
  readonly stored: string;
  /** Unless somebody has changed it since. */
  replace(stored: string): Promise<unknown>;
}

const LIST_GRANTS = 'SELECT provider_id, grant_key, credential FROM acx.grants WHERE credential IS NOT NULL';
const LIST_NOTICES = 'SELECT id, credential FROM acx.notices WHERE credential IS NOT NULL';
const REPLACE_IN_GRANT = `
  UPDATE acx.grants SET credential = $3 WHERE provider_id = $1 AND grant_key = $2 AND credential = $4`;
const REPLACE_IN_NOTICE = 'UPDATE acx.notices SET credential = $2 WHERE id = $1 AND credential = $3';

/**
 * Opens every stored credential, so that a missing key is found now and not when a visitor needs it. Resolves with whether some were stored
 * without a key and could be sealed now.
 * @throws ConfigurationError that says how many cannot be opened, and why.
 */
export async function checkStoredCredentials(sql: Sql, schema: string, vault: CredentialVault): Promise<boolean> {
  const all = await listStoredCredentials(sql);
  const counts = new Map<string, number>();
  for (const { owner, stored } of all)
    try {
      vault.take(stored, owner);
    } catch (failure) {
      if (!AcxError.isInstance(failure)) throw failure;
      counts.set(failure.message, (counts.get(failure.message) ?? 0) + 1);
    }
  if (counts.size === 0) return all.some(({ stored }) => !vault.isAsItShouldBe(stored));
  const messages = [...counts].map(([message, count]) => `${count} stored credentials cannot be opened: ${message}`);
  throw new ConfigurationError({
    subject: `The ledger in schema ${schema}`,
    problems: messages.map((message) => ({ path: 'key', message })),
  });
}

/** Seals every credential anew: with the key that is used from now on. Resolves with their number. */
export async function resealCredentials(sql: Sql, vault: CredentialVault): Promise<number> {
  const all = await listStoredCredentials(sql);
  for (const { owner, stored, replace } of all) await replace(vault.put(vault.take(stored, owner), owner));
  return all.length;
}

async function listStoredCredentials(sql: Sql): Promise<StoredCredential[]> {
  const grants = await sql.query(LIST_GRANTS);
  const notices = await sql.query(LIST_NOTICES);
  return [
    ...grants.map((row) => {
      const keys = [textOf(row, 'provider_id'), textOf(row, 'grant_key')] as const;
      const owner = grantOwner({ providerId: fromKeyText(keys[0]), grantKey: fromKeyText(keys[1]) });
      return credentialOf(row, owner, (sealed, stored) => sql.query(REPLACE_IN_GRANT, ...keys, sealed, stored));
    }),
    ...notices.map((row) => {
      const key = textOf(row, 'id');
      const owner = noticeOwner({ id: fromKeyText(key) });
      return credentialOf(row, owner, (sealed, stored) => sql.query(REPLACE_IN_NOTICE, key, sealed, stored));
    }),
  ];
}

function credentialOf(
  row: Row,
  owner: CredentialOwner,
  replace: (sealed: string, stored: string) => Promise<unknown>,
): StoredCredential {
  const stored = textOf(row, 'credential');
  return { owner, stored, replace: (sealed) => replace(sealed, stored) };
}
