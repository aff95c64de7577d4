import type { Composition } from '../model/composition';
import { parseBooking } from '../model/parse-booking';
import type { Plan, PlannedChange, PlannedPermission } from '../policy/plan';
import type { AccessProvider } from '../ports/access-provider';
import type { LedgerTransaction } from '../ports/ledger';
import type { LaneReference, PermissionRecord } from '../ports/ledger-records';
import { findProviders, locatePermissions } from './booking-providers';
import { type EngineContext, nowOf } from './engine-context';
import { evaluateLane } from './evaluate-lane';
import { mapAgainstNeighbours } from './remap-booking';

/**
 * What would storing this booking do? Nothing is stored and no vendor is asked; it is answered from what the ledger believes.
 * @throws InvalidInputError, or what the directory throws.
 */
export async function planBooking(context: EngineContext, input: unknown): Promise<Plan> {
  const parsed = parseBooking(input);
  const holderIds = parsed.holders.map(({ holderId }) => holderId);
  const directoryAnswer = await context.directory.lookUp({ resourceId: parsed.resourceId, holderIds });
  const providers = new Map(await findProviders(context, [directoryAnswer]));

  const { mapped, former, lanes } = await context.ledger.transaction(async (transaction) => {
    const booking = { ...parsed, revision: parsed.revision ?? 0 };
    const mappedBooking = await mapAgainstNeighbours(transaction, booking, directoryAnswer);
    const existing = await transaction.permissions.listOfBooking(booking.id);
    const located = locatePermissions(mappedBooking.permissions, providers);
    const references = [...existing.filter(({ status }) => status.state !== 'ended'), ...located.records];
    return {
      mapped: { records: located.records, problems: [...mappedBooking.problems, ...located.problems] },
      former: existing,
      lanes: await readLanes(transaction, references),
    };
  });
  for (const { lane } of lanes) {
    if (providers.has(lane.providerId)) continue;
    const provider = await context.registry.find(lane.providerId);
    if (provider !== undefined) providers.set(lane.providerId, provider);
  }

  const touchedGrants = new Set([...former, ...mapped.records].map(({ grantKey }) => grantKey));
  const permissions: PlannedPermission[] = [];
  const changes: PlannedChange[] = [];
  let vendorCalls = 0;
  for (const { lane, permissions: held, grants } of lanes) {
    const provider = providers.get(lane.providerId);
    if (provider === undefined) continue;
    const added = mapped.records.filter((record) => isInLane(record, lane));
    const kept = held.filter(({ permission }) => permission.bookingId !== parsed.id);
    const evaluation = evaluateLane({ provider, permissions: [...kept, ...added], grants, now: nowOf(context) });
    const needed = evaluation.changes.filter(({ grantKey }) => touchedGrants.has(grantKey));
    vendorCalls += provider.estimateCalls(needed);
    for (const { kind, grantKey, reason } of needed)
      changes.push({ providerId: lane.providerId, kind, grantKey, reason });
    for (const record of added)
      permissions.push(planPermission(record, provider, evaluation.compositions.get(record.grantKey)));
  }
  return {
    bookingId: parsed.id,
    permissions,
    changes,
    vendorCalls,
    problems: mapped.problems.map((problem) => problem.toJSON()),
  };
}

async function readLanes(transaction: LedgerTransaction, references: readonly LaneReference[]) {
  const unique = new Map(
    references.map(({ providerId, lane }) => [JSON.stringify([providerId, lane]), { providerId, lane }]),
  );
  const lanes = [];
  for (const lane of unique.values()) {
    const permissions = await transaction.permissions.listOfLane(lane);
    lanes.push({ lane, permissions, grants: await transaction.grants.listOfLane(lane) });
  }
  return lanes;
}

function isInLane(record: PermissionRecord, { providerId, lane }: LaneReference): boolean {
  return record.providerId === providerId && record.lane === lane;
}

function planPermission(
  { permission }: PermissionRecord,
  provider: AccessProvider,
  composition: Composition | undefined,
): PlannedPermission {
  const base = { providerId: provider.id, place: permission.place, requested: permission.window, windows: [] };
  const isThis = ({ permissionKey }: { permissionKey: string }): boolean => permissionKey === permission.key;
  const covered = composition?.covered.find(isThis);
  if (covered !== undefined) return { ...base, verdict: 'covered', windows: covered.windows };
  const waiting = composition?.waiting.find(isThis);
  if (waiting !== undefined)
    return { ...base, verdict: 'waiting', waitingReason: waiting.reason, expectedAt: waiting.expectedAt };
  const rejected = composition?.rejected.find(isThis);
  if (rejected !== undefined) return { ...base, verdict: 'rejected', error: rejected.error.toJSON() };
  return { ...base, verdict: 'over' };
}
