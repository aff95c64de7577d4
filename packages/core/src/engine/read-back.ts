import type { AccessProvider, CallOptions } from '../ports/access-provider';
import type { GrantRecord } from '../ports/ledger-records';

/**
 * Makes sure of every grant whose state is in doubt, with one read for all of them. Where the vendor cannot be read, the grant stays in doubt and
 * is written again: such a provider takes a repeated write as the same write.
 * @throws what the provider throws when it cannot be reached.
 */
export async function readBack(options: {
  provider: AccessProvider;
  lane: string;
  grants: readonly GrantRecord[];
  call: CallOptions;
}): Promise<GrantRecord[]> {
  const { provider, lane, grants, call } = options;
  const inDoubt = grants.filter(({ certainty }) => certainty === 'unknown');
  if (inDoubt.length === 0) return [...grants];
  if (provider.readGrants === undefined)
    return grants.map((record) => ({ ...record, state: record.state ?? record.intended ?? undefined }));

  const references = inDoubt.map(({ grantKey, vendorReference, state, intended }) => ({
    grantKey,
    vendorReference,
    state: intended ?? state,
  }));
  const found = new Map(
    (await provider.readGrants({ lane, grants: references }, call))
      .filter(({ origin }) => origin === 'ours')
      .map((grant) => [grant.grantKey, grant]),
  );
  return grants.map((record) => {
    if (record.certainty === 'known') return record;
    const { providerId, grantKey } = record;
    const actual = found.get(grantKey);
    const identity = { providerId, lane, grantKey, certainty: 'known' as const };
    if (actual === undefined) return identity;
    return { ...identity, state: actual.state, vendorReference: actual.vendorReference, lapsesAt: actual.lapsesAt };
  });
}
