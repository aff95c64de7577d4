import type { Change } from '../model/change';
import type { GrantRecord } from '../ports/ledger-records';
import type { BoundedCalls } from './bounded-calls';

/**
 * Makes sure of every grant whose state is in doubt, with one read for all of them. Where the vendor cannot be read, the grant stays in doubt and
 * is written again: such a provider takes a repeated write as the same write.
 * @param options.others More grants of the lane, which are not looked at: their records at the vendor are theirs. Default: none.
 * @throws what the provider throws when it cannot be reached.
 */
export async function readBack(options: {
  calls: BoundedCalls;
  lane: string;
  grants: readonly GrantRecord[];
  others?: readonly GrantRecord[];
}): Promise<GrantRecord[]> {
  const { calls, lane, grants, others = [] } = options;
  const inDoubt = grants.filter(({ certainty }) => certainty === 'unknown');
  if (inDoubt.length === 0) return [...grants];
  if (calls.readGrants === undefined)
    return grants.map((record) => ({ ...record, state: record.state ?? record.intended ?? undefined }));

  const references = inDoubt.map(({ grantKey, vendorReference, state, intended }) => ({
    grantKey,
    vendorReference,
    state: intended ?? state,
  }));
  const asked = new Set(inDoubt.map(({ grantKey }) => grantKey));
  const taken = [...grants, ...others].flatMap(({ grantKey, vendorReference }) =>
    vendorReference === undefined || asked.has(grantKey) ? [] : [vendorReference],
  );
  const found = new Map(
    (await calls.readGrants({ lane, grants: references, taken }))
      .filter(({ origin }) => origin === 'ours')
      .map((grant) => [grant.grantKey, grant]),
  );
  return grants.map((record) => {
    if (record.certainty === 'known') return record;
    const { providerId, grantKey } = record;
    const actual = found.get(grantKey);
    const identity = { providerId, lane, grantKey, certainty: 'known' as const };
    if (actual === undefined) return identity;
    const { state, vendorReference, lapsesAt, sweepAt } = actual;
    // Another record has another credential, and nobody has told which.
    const isSame = record.vendorReference === undefined || record.vendorReference === vendorReference;
    const issuedCredential = actual.issuedCredential ?? (isSame ? record.issuedCredential : undefined);
    return { ...identity, state, vendorReference, issuedCredential, lapsesAt, sweepAt };
  });
}

/**
 * Before the very first write into a lane of a vendor that would make a second right of a repeated create: looks whether it holds the rights
 * already, from the time of a ledger that was lost or lived in memory only.
 */
export async function lookBeforeFirstWrite(options: {
  calls: BoundedCalls;
  lane: string;
  providerId: string;
  grants: readonly GrantRecord[];
  changes: readonly Change[];
}): Promise<readonly GrantRecord[]> {
  const { calls, lane, providerId, grants, changes } = options;
  const asked = changes.flatMap((change): GrantRecord[] => {
    if (change.kind !== 'create') return [];
    return [{ providerId, lane, grantKey: change.grantKey, certainty: 'unknown', intended: change.after }];
  });
  if (asked.length === 0) return grants;
  const seen = (await readBack({ calls, lane, grants: asked, others: grants })).filter(
    ({ state }) => state !== undefined,
  );
  if (seen.length === 0) return grants;
  const seenKeys = new Set(seen.map(({ grantKey }) => grantKey));
  return [...grants.filter(({ grantKey }) => !seenKeys.has(grantKey)), ...seen];
}
