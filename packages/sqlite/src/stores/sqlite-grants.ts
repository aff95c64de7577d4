import type { GrantRecord, GrantStore } from '@acx/core';
import type { CredentialOwner, CredentialVault } from '@acx/core/ledger';
import { toKeyText } from '@acx/core/ledger';
import type { Row, Sql } from '../driver/connection';
import { jsonOf, optionalTextOf } from '../driver/read-row';

const SAVE = `
  INSERT INTO grants (provider_id, grant_key, lane, credential, record) VALUES (?, ?, ?, ?, ?)
  ON CONFLICT (provider_id, grant_key) DO UPDATE SET lane = excluded.lane, credential = excluded.credential, record = excluded.record`;
const LIST_OF_LANE = `
  SELECT record, credential FROM grants WHERE provider_id = ? AND lane = ? ORDER BY grant_key`;
const LIST_OF_PROVIDER = `
  SELECT record, credential FROM grants WHERE provider_id = ? ORDER BY grant_key`;

/** Whose the credential of a grant is. */
export function grantOwner({ providerId, grantKey }: Pick<GrantRecord, 'providerId' | 'grantKey'>): CredentialOwner {
  return ['grants', providerId, grantKey];
}

/** Grants in SQLite, their credentials sealed. */
export function createSqliteGrants(sql: Sql, vault: CredentialVault): GrantStore {
  const recordOf = (row: Row): GrantRecord => {
    const record = jsonOf<GrantRecord>(row, 'record');
    const credential = optionalTextOf(row, 'credential');
    return credential === undefined
      ? record
      : { ...record, issuedCredential: vault.take(credential, grantOwner(record)) };
  };
  return {
    async find(providerId, grantKey) {
      const row = sql.get(
        'SELECT record, credential FROM grants WHERE provider_id = ? AND grant_key = ?',
        toKeyText(providerId),
        toKeyText(grantKey),
      );
      return row && recordOf(row);
    },
    listOfLane: async ({ providerId, lane }) =>
      sql.all(LIST_OF_LANE, toKeyText(providerId), toKeyText(lane)).map(recordOf),
    listOfProvider: async (providerId) => sql.all(LIST_OF_PROVIDER, toKeyText(providerId)).map(recordOf),
    async save({ issuedCredential, ...record }) {
      const credential = issuedCredential === undefined ? null : vault.put(issuedCredential, grantOwner(record));
      const keys = [record.providerId, record.grantKey, record.lane].map(toKeyText);
      sql.run(SAVE, ...keys, credential, JSON.stringify(record));
    },
    async remove(providerId, grantKey) {
      sql.run('DELETE FROM grants WHERE provider_id = ? AND grant_key = ?', toKeyText(providerId), toKeyText(grantKey));
    },
  };
}
