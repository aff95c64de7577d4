import { type CallOptions, type GrantReference, instantToMs, isSameJson, type VendorGrant } from '@acx/core/provider';
import { duplicateGrantKey, splitGrantKey } from '../convert/ipassan-grant-key';
import { type IpassanReadRequest, takenUuids } from '../grants/ipassan-read-grants';
import type { IpassanVisitor } from '../wire/ipassan-visitor';
import { isCancelledReference, referenceToUuid, visitorToRecord } from './ipassan-visit-state';
import type { IpassanVisitWriter } from './ipassan-visit-writer';

/**
 * What iPassan holds for these visits: one reading of all visitors, however many. An entry without a PIN is told, too: a write whose answer
 * was lost may have made it, and without its PIN it has to be made anew.
 */
export async function readIpassanVisits(
  reader: IpassanVisitWriter,
  request: IpassanReadRequest,
  options: CallOptions,
): Promise<VendorGrant[]> {
  const { lane, grants } = request;
  if (grants.length === 0) return [];
  const visitors: IpassanVisitor[] = [];
  for await (const visitor of reader.client.visitors.list(options)) visitors.push(visitor);
  const { providerId, tellsPinAgain } = reader;
  const taken = new Set([...takenUuids(request)].map(referenceToUuid));
  return grants.flatMap((grant): VendorGrant[] => {
    const visitor = findVisitor(reader, lane, visitors, grant, taken);
    if (visitor === undefined) return [];
    taken.add(visitor.uuid);
    const isPinKnown = !tellsPinAgain && visitor.uuid === grant.vendorReference;
    return [
      { origin: 'ours', grantKey: grant.grantKey, ...visitorToRecord(visitor, { providerId, lane, isPinKnown }) },
    ];
  });
}

/**
 * By our mark: the known uuid, else one that is not over, with a PIN if there is one. Where no mark is kept: the known uuid, else the one
 * that says exactly what we would have written. What belongs to another grant is never taken.
 */
function findVisitor(
  { providerId, clock, tellsPinAgain }: IpassanVisitWriter,
  lane: string,
  visitors: readonly IpassanVisitor[],
  { grantKey, vendorReference, state }: GrantReference,
  taken: ReadonlySet<string>,
): IpassanVisitor | undefined {
  const known = visitors.find(({ uuid }) => uuid === vendorReference);
  const own = vendorReference === undefined ? undefined : referenceToUuid(vendorReference);
  const isFree = ({ uuid }: IpassanVisitor): boolean => uuid === own || !taken.has(uuid);
  if (visitors.some(({ reference }) => reference !== undefined)) {
    const { reference, duplicateUuid } = splitGrantKey(grantKey);
    const marked = visitors.filter((visitor) => visitor.reference === reference);
    if (duplicateUuid !== undefined) return marked.find(({ uuid }) => uuid === duplicateUuid);
    if (known !== undefined && marked.includes(known)) return known;
    const present = marked.filter((visitor) => isFree(visitor) && endOf(visitor, providerId, lane) > clock.nowMs());
    return present.find(({ pin }) => pin !== undefined) ?? present[0];
  }
  if (vendorReference !== undefined && !isCancelledReference(vendorReference)) return known;
  return visitors.find((visitor) => {
    if (visitor.uuid === own || !isFree(visitor) || (tellsPinAgain && visitor.pin === undefined)) return false;
    return isSameJson(visitorToRecord(visitor, { providerId, lane, isPinKnown: true }).state, state);
  });
}

function endOf(visitor: IpassanVisitor, providerId: string, lane: string): number {
  return instantToMs(visitorToRecord(visitor, { providerId, lane }).lapsesAt ?? '');
}

/**
 * All visits, page by page. Of ours, those that are over or were cancelled are left out: they open nothing. Where PINs are not told again
 * nobody can tell those that were cancelled from the others, so all are told; what is not asked for any more is cancelled once more.
 */
export async function* listIpassanVisits(
  reader: IpassanVisitWriter,
  lane: string,
  options: CallOptions,
): AsyncGenerator<VendorGrant, void, void> {
  const { providerId, mark, tellsPinAgain, clock } = reader;
  const seen = new Set<string>();
  for await (const visitor of reader.client.visitors.list(options)) {
    const { reference, uuid, pin } = visitor;
    const record = visitorToRecord(visitor, { providerId, lane, isPinKnown: !tellsPinAgain });
    const isOver = endOf(visitor, providerId, lane) <= clock.nowMs();
    const mayOpen = !isOver && (pin !== undefined || !tellsPinAgain);
    if (!mark.isOurs(reference)) yield { origin: 'foreign', ...record };
    else if (mayOpen) {
      const isDuplicate = seen.has(reference);
      seen.add(reference);
      // Without PINs the others may be cancelled ones: whoever takes the visit away takes all of them.
      if (isDuplicate && !tellsPinAgain) continue;
      const grantKey = isDuplicate ? duplicateGrantKey(reference, uuid) : reference;
      yield { origin: 'ours', grantKey, ...record };
    }
  }
}
