import { type CallOptions, type GrantReference, isSameJson, type VendorGrant } from '@acx/core/provider';
import { duplicateGrantKey } from '../convert/ipassan-grant-key';
import type { IpassanVisitor } from '../wire/ipassan-visitor';
import { visitorToRecord } from './ipassan-visit-state';
import type { IpassanVisitWriter } from './ipassan-visit-writer';

/**
 * What iPassan holds for these visits: one reading of all visitors, however many. An entry without a PIN is told, too: a write whose answer was lost may
 * have made it, and without its PIN it has to be made anew.
 */
export async function readIpassanVisits(
  reader: IpassanVisitWriter,
  { lane, grants }: { readonly lane: string; readonly grants: readonly GrantReference[] },
  options: CallOptions,
): Promise<VendorGrant[]> {
  if (grants.length === 0) return [];
  const visitors: IpassanVisitor[] = [];
  for await (const visitor of reader.client.visitors.list(options)) visitors.push(visitor);
  const { providerId } = reader;
  const taken = new Set<string>();
  return grants.flatMap((grant): VendorGrant[] => {
    const visitor = findVisitor(reader, lane, visitors, grant, taken);
    if (visitor === undefined) return [];
    taken.add(visitor.uuid);
    return [{ origin: 'ours', grantKey: grant.grantKey, ...visitorToRecord(visitor, { providerId, lane }) }];
  });
}

/** By our mark, the one with a PIN first; where no mark is kept by uuid, or as the one that says exactly what we would have written. */
function findVisitor(
  { providerId }: IpassanVisitWriter,
  lane: string,
  visitors: readonly IpassanVisitor[],
  { grantKey, vendorReference, state }: GrantReference,
  taken: ReadonlySet<string>,
): IpassanVisitor | undefined {
  if (visitors.some(({ reference }) => typeof reference === 'string')) {
    const marked = visitors.filter(({ reference }) => reference === grantKey);
    return (
      marked.find(({ uuid }) => uuid === vendorReference) ?? marked.find(({ pin }) => pin !== undefined) ?? marked[0]
    );
  }
  if (vendorReference !== undefined) return visitors.find(({ uuid }) => uuid === vendorReference);
  return visitors.find((visitor) => {
    if (taken.has(visitor.uuid)) return false;
    const { isWithoutPin: _unknown, ...held } = { ...visitorToRecord(visitor, { providerId, lane }).state };
    return isSameJson(held, state);
  });
}

/** All visits, page by page. Of ours, those that were cancelled are left out: they open nothing. */
export async function* listIpassanVisits(
  reader: IpassanVisitWriter,
  lane: string,
  options: CallOptions,
): AsyncGenerator<VendorGrant, void, void> {
  const { providerId, mark } = reader;
  const seen = new Set<string>();
  for await (const visitor of reader.client.visitors.list(options)) {
    const { reference, uuid, pin } = visitor;
    const record = visitorToRecord(visitor, { providerId, lane });
    if (!mark.isOurs(reference)) yield { origin: 'foreign', ...record };
    else if (pin !== undefined) {
      const grantKey = seen.has(reference) ? duplicateGrantKey(reference, uuid) : reference;
      seen.add(reference);
      yield { origin: 'ours', grantKey, ...record };
    }
  }
}
