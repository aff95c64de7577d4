import type { GrantRecord, GrantStore } from '@acx/core';
import type { CredentialOwner } from '@acx/core/ledger';
import { fromKeyText, toKeyText } from '@acx/core/ledger';
import { jsonOf, optionalTextOf, textOf } from '../driver/read-row';
import { firstRow, type Row } from '../driver/sql';
import type { StoreContext } from './store-context';

const SAVE = `
  INSERT INTO acx.grants AS former (provider_id, grant_key, lane, credential, record) VALUES ($1, $2, $3, $4, $5)
  ON CONFLICT (provider_id, grant_key) DO UPDATE
    SET lane = excluded.lane, credential = excluded.credential, record = excluded.record`;
const SAVE_IN_PLACE = `${SAVE} WHERE former.lane = excluded.lane RETURNING lane`;
const FIND_LANE = 'SELECT lane FROM acx.grants WHERE provider_id = $1 AND grant_key = $2';
const FIND = 'SELECT lane, record, credential FROM acx.grants WHERE provider_id = $1 AND grant_key = $2';
const LIST_OF_LANE = `
  SELECT record, credential FROM acx.grants WHERE provider_id = $1 AND lane = $2 ORDER BY grant_key`;
const LIST_OF_PROVIDER = 'SELECT record, credential FROM acx.grants WHERE provider_id = $1 ORDER BY grant_key';
const REMOVE = 'DELETE FROM acx.grants WHERE provider_id = $1 AND grant_key = $2';

/** Whose the credential of a grant is. */
export function grantOwner({ providerId, grantKey }: Pick<GrantRecord, 'providerId' | 'grantKey'>): CredentialOwner {
  return ['grants', providerId, grantKey];
}

/** Grants in PostgreSQL, their credentials sealed. Each belongs to a lane: who finds or saves it has that. */
export function createPostgresGrants({ sql, locks, vault }: StoreContext): GrantStore {
  const recordOf = (row: Row): GrantRecord => {
    const record = jsonOf<GrantRecord>(row, 'record');
    const credential = optionalTextOf(row, 'credential');
    return credential === undefined
      ? record
      : { ...record, issuedCredential: vault.take(credential, grantOwner(record)) };
  };
  /** The lane in which the grant is stored now. Again, as long as somebody was faster than the lock. */
  const lockFormer = async (providerId: string, keys: readonly [string, string]): Promise<void> => {
    for (let former: string | undefined; ; ) {
      const row = await firstRow(sql.query(FIND_LANE, ...keys));
      if (row === undefined || textOf(row, 'lane') === former) return;
      former = textOf(row, 'lane');
      await locks.take(['lane', providerId, fromKeyText(former)]);
    }
  };
  return {
    async find(providerId, grantKey) {
      const keys = [toKeyText(providerId), toKeyText(grantKey)] as const;
      await lockFormer(providerId, keys);
      const row = await firstRow(sql.query(FIND, ...keys));
      return row && recordOf(row);
    },
    async listOfLane({ providerId, lane }) {
      await locks.take(['lane', providerId, lane]);
      return (await sql.query(LIST_OF_LANE, toKeyText(providerId), toKeyText(lane))).map(recordOf);
    },
    listOfProvider: async (providerId) => (await sql.query(LIST_OF_PROVIDER, toKeyText(providerId))).map(recordOf),
    async save({ issuedCredential, ...record }) {
      const { providerId, grantKey, lane } = record;
      const credential = issuedCredential === undefined ? null : vault.put(issuedCredential, grantOwner(record));
      const keys = [toKeyText(providerId), toKeyText(grantKey)] as const;
      const values = [...keys, toKeyText(lane), credential, JSON.stringify(record)];
      await locks.take(['lane', providerId, lane]);
      if ((await sql.query(SAVE_IN_PLACE, ...values)).length > 0) return;
      await lockFormer(providerId, keys);
      await sql.query(SAVE, ...values);
    },
    async remove(providerId, grantKey) {
      const keys = [toKeyText(providerId), toKeyText(grantKey)] as const;
      await lockFormer(providerId, keys);
      await sql.query(REMOVE, ...keys);
    },
  };
}
