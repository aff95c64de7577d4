import type { VendorGrant } from '../model/grant';
import type { Instant } from '../model/instant';
import { isSameJson } from '../model/json';
import type { GrantRecord } from '../ports/ledger-records';

/**
 * One difference between the ledger and the vendor. `missing`: we believe it is there. `altered`: somebody changed it. `extra`: it is ours and nobody
 * asks for it.
 */
export interface Drift {
  readonly kind: 'missing' | 'altered' | 'extra';
  readonly grantKey: string;
  readonly lane: string;
}

/** What a complete listing of a vendor shows. */
export interface ListingComparison {
  /** Grants of ours that have an effect now or later, by key. */
  readonly held: ReadonlyMap<string, VendorGrant>;
  /** How many records are of others. */
  readonly foreign: number;
  readonly drift: readonly Drift[];
}

/** Grants as the ledger has them, by key. */
export type GrantsByKey = ReadonlyMap<string, GrantRecord>;

/**
 * Compares a listing of everything the vendor holds with what the ledger believed before and after it was made. Whatever was being written
 * meanwhile is left out: nobody can tell on which side of the listing it falls. Pure.
 */
export function findDrift(options: {
  before: GrantsByKey;
  after: GrantsByKey;
  listed: readonly VendorGrant[];
  now: Instant;
}): ListingComparison {
  const { before, after, listed, now } = options;
  const isInEffect = ({ lapsesAt }: { lapsesAt?: Instant }): boolean => lapsesAt === undefined || lapsesAt > now;
  const keyOf = recogniser(after);
  const held = new Map<string, VendorGrant>();
  let foreign = 0;
  for (const grant of listed) {
    const grantKey = keyOf(grant);
    if (grantKey === undefined) foreign += 1;
    else if (isInEffect(grant)) held.set(grantKey, { ...grant, origin: 'ours', grantKey });
  }

  const drift: Drift[] = [];
  for (const [grantKey, record] of before) {
    if (record.certainty === 'unknown' || record.state === undefined || !isInEffect(record)) continue;
    if (!isSameJson(after.get(grantKey), record)) continue;
    const actual = held.get(grantKey);
    if (actual === undefined) drift.push({ kind: 'missing', grantKey, lane: record.lane });
    else if (!isSameJson(actual.state, record.state)) drift.push({ kind: 'altered', grantKey, lane: record.lane });
  }
  for (const [grantKey, { lane }] of held) {
    const beliefs = [before.get(grantKey), after.get(grantKey)];
    if (beliefs.every((record) => record?.state === undefined && record?.certainty !== 'unknown'))
      drift.push({ kind: 'extra', grantKey, lane });
  }
  return { held, foreign, drift };
}

/** A vendor that stores no mark of ours lists our records as foreign; those whose reference we have written down are ours all the same. */
function recogniser(held: GrantsByKey): (grant: VendorGrant) => string | undefined {
  const text = (lane: string, reference: string): string => JSON.stringify([lane, reference]);
  const byReference = new Map<string, string>();
  for (const { grantKey, lane, vendorReference } of held.values())
    if (vendorReference !== undefined) byReference.set(text(lane, vendorReference), grantKey);
  return ({ origin, grantKey, lane, vendorReference }) => {
    if (origin === 'ours') return grantKey;
    return vendorReference === undefined ? undefined : byReference.get(text(lane, vendorReference));
  };
}
