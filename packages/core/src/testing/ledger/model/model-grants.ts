import type { LedgerTransaction } from '../../../ports/ledger';
import type { ModelRows } from './model-rows';

/** Grants of the model. */
export function modelGrants(rows: ModelRows): Pick<LedgerTransaction, 'grants'> {
  const withoutGrant = (providerId: string, grantKey: string) =>
    rows.grants.filter((grant) => grant.providerId !== providerId || grant.grantKey !== grantKey);
  return {
    grants: {
      find: async (providerId, grantKey) =>
        rows.grants.find((grant) => grant.providerId === providerId && grant.grantKey === grantKey),
      listOfLane: async (of) =>
        rows.grants.filter(({ providerId, lane }) => providerId === of.providerId && lane === of.lane),
      listOfProvider: async (id) => rows.grants.filter(({ providerId }) => providerId === id),
      async save(record) {
        rows.grants = [...withoutGrant(record.providerId, record.grantKey), record];
      },
      async remove(providerId, grantKey) {
        rows.grants = withoutGrant(providerId, grantKey);
      },
    },
  };
}
