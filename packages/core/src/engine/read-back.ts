import type { Change } from '../model/change';
import type { AccessProvider, CallOptions } from '../ports/access-provider';
import type { GrantRecord, LaneClaim } from '../ports/ledger-records';

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

/**
 * Before the very first write into a lane of a vendor that would make a second right of a repeated create: looks whether it holds the rights
 * already, from the time of a ledger that was lost or lived in memory only.
 */
export async function lookBeforeFirstWrite(options: {
  provider: AccessProvider;
  claim: LaneClaim;
  grants: readonly GrantRecord[];
  changes: readonly Change[];
  call: CallOptions;
}): Promise<readonly GrantRecord[]> {
  const { provider, claim, grants, changes, call } = options;
  const { providerId, lane } = claim;
  const known = new Set(grants.filter(({ state }) => state !== undefined).map(({ grantKey }) => grantKey));
  const created = changes.flatMap((change) =>
    change.kind === 'create' && !known.has(change.grantKey) ? [change] : [],
  );
  if (claim.version > 0 || created.length === 0 || provider.capabilities.repeatableCreate.supported) return grants;
  const asked = created.map(({ grantKey, after }): GrantRecord => {
    return { providerId, lane, grantKey, certainty: 'unknown', intended: after };
  });
  const seen = (await readBack({ provider, lane, grants: asked, call })).filter(({ state }) => state !== undefined);
  const seenKeys = new Set(seen.map(({ grantKey }) => grantKey));
  return [...grants.filter(({ grantKey }) => !seenKeys.has(grantKey)), ...seen];
}
