import type { AcxErrorJson } from '../errors/acx-error';
import type { Composition } from '../model/composition';
import { parseBooking } from '../model/parse-booking';
import type { Plan, PlannedChange, PlannedPermission } from '../policy/plan';
import type { AccessProvider } from '../ports/access-provider';
import type { LedgerTransaction } from '../ports/ledger';
import type { GrantRecord, LaneReference, PermissionRecord } from '../ports/ledger-records';
import { findProviders } from './booking-providers';
import { type EngineContext, nowOf } from './engine-context';
import { evaluateLane } from './evaluate-lane';
import { isOutdated, nextRevision } from './revision-rules';
import { saveBooking } from './save-booking';
import { lookUp } from './store-booking';
import { refuseUnlinkedVisit, refuseVisitChanges } from './visit-rules';

/** What the ledger would say, had the booking been stored. */
interface Rehearsal {
  readonly isOutdated: boolean;
  readonly problems: readonly AcxErrorJson[];
  /** Lanes that would look, with everything in them. */
  readonly lanes: readonly RehearsedLane[];
}

interface RehearsedLane {
  readonly lane: LaneReference;
  readonly permissions: readonly PermissionRecord[];
  readonly grants: readonly GrantRecord[];
}

/** Carries the result of a rehearsal out of a transaction of which nothing may stay. */
class RehearsalOver extends Error {
  readonly rehearsal: Rehearsal;

  constructor(rehearsal: Rehearsal) {
    super('The rehearsal is over.');
    this.rehearsal = rehearsal;
  }
}

/**
 * What would storing this booking do, to itself and to its neighbours? It is stored for a try and taken back; no vendor is asked, everything is
 * answered from what the ledger believes.
 * @throws InvalidInputError, ConflictError, MappingError for a visit whose host has no rights, or what the directory or the provider resolver throws.
 */
export async function planBooking(context: EngineContext, input: unknown): Promise<Plan> {
  const parsed = parseBooking(input);
  const rehearsal = await rehearse(context, parsed);
  const permissions: PlannedPermission[] = [];
  const changes: PlannedChange[] = [];
  let vendorCalls = 0;
  for (const { lane, permissions: records, grants } of rehearsal.lanes) {
    const provider = await context.registry.find(lane.providerId);
    if (provider === undefined) continue;
    const evaluation = evaluateLane({ provider, permissions: records, grants, now: nowOf(context) });
    vendorCalls += provider.estimateCalls(evaluation.changes);
    for (const { kind, grantKey, reason } of evaluation.changes)
      changes.push({ providerId: lane.providerId, kind, grantKey, reason });
    for (const record of records)
      if (record.permission.bookingId === parsed.id && record.status.state !== 'withdrawing')
        permissions.push(planPermission(record, provider, evaluation.compositions.get(record.grantKey)));
  }
  const { isOutdated: isIgnored, problems } = rehearsal;
  return { bookingId: parsed.id, isOutdated: isIgnored, permissions, changes, vendorCalls, problems };
}

async function rehearse(context: EngineContext, parsed: ReturnType<typeof parseBooking>): Promise<Rehearsal> {
  const directoryAnswer = await lookUp(context, parsed);
  const providers = await findProviders(context, [directoryAnswer]);
  try {
    return await context.ledger.transaction(async (transaction) => {
      const former = await transaction.bookings.find(parsed.id);
      const booking = nextRevision(parsed, former?.booking);
      if (former !== undefined && isOutdated(booking, former)) return { isOutdated: true, problems: [], lanes: [] };
      refuseVisitChanges(booking, former?.booking);
      const record = { booking, directoryAnswer };
      const problems = await saveBooking(transaction, { former, record, providers, now: nowOf(context) });
      refuseUnlinkedVisit(booking, problems, former?.booking);
      const touched: LaneReference[] = await transaction.permissions.listOfBooking(booking.id);
      for (const { booking: other } of await transaction.bookings.listOverlapping(
        booking.resourceId,
        aroundTheDay(booking),
      ))
        touched.push(...(await transaction.permissions.listOfBooking(other.id)));
      throw new RehearsalOver({ isOutdated: false, problems, lanes: await readLanes(transaction, touched) });
    });
  } catch (failure) {
    if (failure instanceof RehearsalOver) return failure.rehearsal;
    throw failure;
  }
}

/** Where neighbours can be whose buffers change. */
function aroundTheDay({ startsAt, endsAt }: { startsAt: string; endsAt: string }) {
  const dayMs = 86_400_000;
  const shift = (instant: string, ms: number): string => new Date(Date.parse(instant) + ms).toISOString();
  return { startsAt: shift(startsAt, -dayMs), endsAt: shift(endsAt, dayMs) };
}

async function readLanes(
  transaction: LedgerTransaction,
  references: readonly LaneReference[],
): Promise<RehearsedLane[]> {
  const unique = new Map(
    references.map(({ providerId, lane }) => [JSON.stringify([providerId, lane]), { providerId, lane }]),
  );
  const lanes: RehearsedLane[] = [];
  for (const lane of unique.values()) {
    const permissions = await transaction.permissions.listOfLane(lane);
    lanes.push({ lane, permissions, grants: await transaction.grants.listOfLane(lane) });
  }
  return lanes;
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
