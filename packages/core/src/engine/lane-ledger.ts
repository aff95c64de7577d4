import type { AcxErrorJson } from '../errors/acx-error';
import type { Change } from '../model/change';
import { earliest, earliestAfter, type Instant } from '../model/instant';
import { isSameJson } from '../model/json';
import type { PermissionStatus } from '../model/permission-status';
import { isTriedAgain } from '../policy/worth-trying';
import type { LedgerTransaction } from '../ports/ledger';
import type { GrantRecord, LaneClaim, PermissionRecord } from '../ports/ledger-records';
import { doubleBookingNotices } from './double-booking-notices';
import { type EngineContext, nowOf } from './engine-context';
import type { LaneEvaluation } from './evaluate-lane';
import { bookingsByGrant, journalOfIntent, journalOfOutcomes } from './lane-journal';
import { capacityNotices, failureNotices, revocationNotices } from './lane-notices';
import { retryLaneAt } from './lane-timing';
import type { LaneResult, TriedChange } from './settle-lane';
import { visitNotices } from './visit-notices';

/** A lane's part of the ledger, as it was when the work began. */
export interface LaneRecords {
  readonly permissions: readonly PermissionRecord[];
  readonly grants: readonly GrantRecord[];
}

/** The work on one claimed lane. */
export interface LaneWork {
  readonly context: EngineContext;
  readonly claim: LaneClaim;
  readonly records: LaneRecords;
  /** When it began: failures that were seen later in other lanes may be the same trouble. */
  readonly sentAtMs: number;
  /** Ends vendor calls that take too long, or a stop. */
  readonly signal: AbortSignal;
  /** When the signal ends what takes too long. */
  readonly giveUpAtMs: number;
}

/** Reads what a lane is to be worked on with. */
export function readLane(context: EngineContext, claim: LaneClaim): Promise<LaneRecords> {
  return context.ledger.transaction(async (transaction) => {
    await transaction.lanes.fence(claim);
    const permissions = await transaction.permissions.listOfLane(claim);
    return { permissions, grants: await transaction.grants.listOfLane(claim) };
  });
}

/** Writes down what is about to be sent, so that a crash in between is noticed and the vendor is read before anything is sent again. */
export function recordIntent(
  context: EngineContext,
  claim: LaneClaim,
  records: LaneRecords,
  changes: readonly Change[],
): Promise<void> {
  const held = new Map(records.grants.map((record) => [record.grantKey, record]));
  return context.ledger.transaction(async (transaction) => {
    await transaction.lanes.fence(claim);
    const told = toldOf(await transaction.grants.listOfLane(claim));
    for (const change of changes) {
      const { providerId, lane } = claim;
      const former = held.get(change.grantKey) ?? { providerId, lane, grantKey: change.grantKey };
      const intended = change.kind === 'revoke' ? null : change.after;
      await transaction.grants.save({ ...former, told: told.get(change.grantKey), certainty: 'unknown', intended });
    }
    const bookingsOf = bookingsByGrant(records.permissions);
    await transaction.journal.append(journalOfIntent({ claim, bookingsOf, changes, at: nowOf(context) }));
  });
}

/** Writes down what has come of the work and lets the lane go. Resolves with the permissions whose status has changed. */
export function recordResult(
  { context, claim, records, sentAtMs }: LaneWork,
  outcome: { result: LaneResult; tried: readonly TriedChange[]; evaluation: LaneEvaluation },
): Promise<PermissionRecord[]> {
  const { result, tried, evaluation } = outcome;
  const { forgotten, compositions } = evaluation;
  const at = nowOf(context);
  const startsAt = result.firstMissingAt;
  const retryAt =
    result.retried.length === 0 ? undefined : retryLaneAt(context, claim, result.retried, { startsAt, sentAtMs });
  const dueAt = earliest(result.isWorthAnotherRun ? at : undefined, result.nextAt, retryAt);
  // Nobody can tell whether what has failed is what was urgent.
  const isFinished = result.retried.length === 0 && !result.isWorthAnotherRun;
  const urgentAt = earliest(isFinished ? undefined : claim.urgentAt, result.urgentAt);
  return context.ledger.transaction(async (transaction) => {
    await transaction.lanes.fence(claim);
    const before = await transaction.grants.listOfLane(claim);
    const isAsRead = await findUnchanged(transaction, claim, records.permissions);
    const visits = visitNotices({ claim, before, permissions: records.permissions.filter(isAsRead), result, now: at });
    const told = new Map([...toldOf(before), ...visits.told]);
    const saved = new Set(result.savedGrants.map(({ grantKey }) => grantKey));
    const onlyTold = before.filter(({ grantKey }) => visits.told.has(grantKey) && !saved.has(grantKey));
    for (const record of [...result.savedGrants, ...onlyTold])
      await transaction.grants.save({ ...record, told: told.get(record.grantKey) });
    for (const grantKey of result.removedGrants) await transaction.grants.remove(claim.providerId, grantKey);
    const moved = result.movedPermissions.filter(isAsRead);
    for (const record of moved) await transaction.permissions.save(record);
    const bookingsOf = bookingsByGrant(records.permissions);
    await transaction.journal.append(journalOfOutcomes({ claim, bookingsOf, tried, forgotten, at }));
    const { permissions } = records;
    const mode = context.doubleBookingNotices;
    const notices = [
      ...failureNotices(moved, at),
      ...revocationNotices(claim, tried, at),
      ...capacityNotices(claim, tried, at),
      ...doubleBookingNotices({ moved, permissions, compositions, mode, now: at }),
      ...visits.notices,
    ];
    for (const notice of notices) await transaction.notices.add(notice);
    const failures = result.retried.length > 0 ? claim.failures + 1 : 0;
    await transaction.lanes.release(claim, { dueAt, urgentAt, version: result.version, failures });
    return moved;
  });
}

/** Writes down that the work itself failed, as opposed to single changes, and when it is tried again. */
export function recordFailure(work: LaneWork, error: AcxErrorJson): Promise<PermissionRecord[]> {
  const { context, claim, records, sentAtMs } = work;
  const at = nowOf(context);
  const state = isTriedAgain(error) ? 'retrying' : 'failed';
  const failed = records.permissions
    .filter(({ status }) => isWaitingForUs(status, at))
    .map((record): PermissionRecord => ({ ...record, status: { state, windows: record.status.windows, error } }));
  const startsAt = earliestAfter(at, ...failed.map(({ permission }) => permission.bufferedWindow.startsAt));
  const dueAt = retryLaneAt(context, claim, [error], { startsAt, sentAtMs });
  return context.ledger.transaction(async (transaction) => {
    const moved = failed.filter(await findUnchanged(transaction, claim, records.permissions));
    for (const record of moved) await transaction.permissions.save(record);
    for (const notice of failureNotices(moved, at)) await transaction.notices.add(notice);
    const { version, urgentAt } = claim;
    await transaction.lanes.release(claim, { dueAt, urgentAt, version, failures: claim.failures + 1 });
    return moved;
  });
}

/** Nobody but this lane's work can bring the right about, and it should have been done by now. */
function isWaitingForUs({ state, expectedAt }: PermissionStatus, now: Instant): boolean {
  return state === 'pending' || state === 'retrying' || (expectedAt !== undefined && expectedAt <= now);
}

/** Which permissions are still as they were read. Those that somebody has changed since the work began have woken the lane again. */
async function findUnchanged(
  transaction: LedgerTransaction,
  claim: LaneClaim,
  read: readonly PermissionRecord[],
): Promise<(record: PermissionRecord) => boolean> {
  const current = new Map(
    (await transaction.permissions.listOfLane(claim)).map((record) => [record.permission.key, record]),
  );
  const unchanged = new Set(
    read.flatMap((record) => (isSameJson(current.get(record.permission.key), record) ? [record.permission.key] : [])),
  );
  return ({ permission }) => unchanged.has(permission.key);
}

function toldOf(grants: readonly GrantRecord[]): Map<string, GrantRecord['told']> {
  return new Map(grants.map(({ grantKey, told }) => [grantKey, told]));
}
