import { AcxError, ConfigurationError } from '@acx/core';
import type { CredentialOwner, CredentialVault } from '@acx/core/ledger';
import { fromKeyText } from '@acx/core/ledger';
import type { Connection, Row } from '../driver/connection';
import { textOf } from '../driver/read-row';
import { grantOwner } from '../stores/sqlite-grants';
import { noticeOwner } from '../stores/sqlite-notices';

interface StoredCredential {
  readonly owner: CredentialOwner;
  readonly stored: string;
  replace(stored: string): void;
}

/**
 * Opens every stored credential, so that a missing key is found now and not when a visitor needs it, and seals those that were stored
 * without a key. Resolves true when there were such.
 * @throws ConfigurationError that says how many cannot be opened, and why.
 */
export function checkStoredCredentials(connection: Connection, vault: CredentialVault): boolean {
  const all = listStoredCredentials(connection);
  const problems = findUnreadable(all, vault);
  if (problems.length > 0)
    throw new ConfigurationError({
      subject: `The ledger ${connection.path}`,
      problems: problems.map((message) => ({ path: 'key', message })),
    });
  const plain = all.filter(({ stored }) => !vault.isAsItShouldBe(stored));
  if (plain.length === 0) return false;
  connection.run('BEGIN IMMEDIATE');
  try {
    for (const { owner, stored, replace } of plain) replace(vault.put(vault.take(stored, owner), owner));
    connection.commit();
  } catch (failure) {
    connection.run('ROLLBACK');
    throw failure;
  }
  return true;
}

/** What keeps credentials from being opened, each once, with the number of them. */
export function countUnreadable(connection: Connection, vault: CredentialVault): string[] {
  return findUnreadable(listStoredCredentials(connection), vault);
}

function findUnreadable(all: readonly StoredCredential[], vault: CredentialVault): string[] {
  const counts = new Map<string, number>();
  for (const { owner, stored } of all)
    try {
      vault.take(stored, owner);
    } catch (failure) {
      if (!AcxError.isInstance(failure)) throw failure;
      counts.set(failure.message, (counts.get(failure.message) ?? 0) + 1);
    }
  return [...counts].map(([message, count]) => `${count} stored credentials cannot be opened: ${message}`);
}

function listStoredCredentials(connection: Connection): StoredCredential[] {
  const grants = connection.all('SELECT provider_id, grant_key, credential FROM grants WHERE credential IS NOT NULL');
  const notices = connection.all('SELECT id, credential FROM notices WHERE credential IS NOT NULL');
  return [
    ...grants.map((row) => {
      const keys = [textOf(row, 'provider_id'), textOf(row, 'grant_key')] as const;
      const [providerId, grantKey] = [fromKeyText(keys[0]), fromKeyText(keys[1])];
      return credentialOf(row, grantOwner({ providerId, grantKey }), (stored) =>
        connection.run('UPDATE grants SET credential = ? WHERE provider_id = ? AND grant_key = ?', stored, ...keys),
      );
    }),
    ...notices.map((row) => {
      const key = textOf(row, 'id');
      return credentialOf(row, noticeOwner({ id: fromKeyText(key) }), (stored) =>
        connection.run('UPDATE notices SET credential = ? WHERE id = ?', stored, key),
      );
    }),
  ];
}

function credentialOf(row: Row, owner: CredentialOwner, replace: (stored: string) => void): StoredCredential {
  return { owner, stored: textOf(row, 'credential'), replace };
}
