import type { AcxErrorJson } from '../errors/acx-error';
import type { Change, Outcome } from '../model/change';
import type { GrantState } from '../model/grant';
import { earliest, earliestAfter, type Instant } from '../model/instant';
import { isSameJson } from '../model/json';
import type { PermissionStatus } from '../model/permission-status';
import { isTriedAgain, isTurnMissing, wantedText } from '../policy/worth-trying';
import type { GrantRecord, LaneClaim, PermissionRecord } from '../ports/ledger-records';
import type { LaneEvaluation } from './evaluate-lane';
import { nextWriteMattersFrom } from './lane-urgency';
import { nextStatusChangeAt, permissionProgress } from './permission-progress';

/** A change that was carried out, or tried. */
export interface TriedChange {
  readonly change: Change;
  readonly outcome: Outcome;
}

/** What has to be written down after the work on a lane. */
export interface LaneResult {
  readonly savedGrants: readonly GrantRecord[];
  readonly removedGrants: readonly string[];
  /** Permissions whose status has changed. */
  readonly movedPermissions: readonly PermissionRecord[];
  /** When time alone makes the lane worth another look. */
  readonly nextAt: Instant | undefined;
  /** From when on somebody is locked out, or let in, while the vendor is not written to. */
  readonly urgentAt: Instant | undefined;
  readonly version: number;
  /** Failures of this run that are tried again. */
  readonly retried: readonly AcxErrorJson[];
  /** Start of the first right that is still not in place. */
  readonly firstMissingAt: Instant | undefined;
  /** A conflict may have been solved by a later change of this very run, or a part of it was not sent for want of turns. */
  readonly isWorthAnotherRun: boolean;
}

/** Turns the outcomes of a lane's work into what the ledger should say. Pure. */
export function settleLane(options: {
  claim: LaneClaim;
  now: Instant;
  permissions: readonly PermissionRecord[];
  /** As the ledger had them when the work began. */
  readGrants: readonly GrantRecord[];
  /** The same after a look at the vendor. */
  grants: readonly GrantRecord[];
  evaluation: LaneEvaluation;
  tried: readonly TriedChange[];
}): LaneResult {
  const { claim, now, permissions, evaluation, tried } = options;
  const grants = new Map(options.grants.map((record) => [record.grantKey, record]));
  const isAsRead = new Set(options.readGrants);
  // What a look at the vendor has made certain is written down too.
  const saved = new Map(
    options.grants.filter((record) => !isAsRead.has(record)).map((record) => [record.grantKey, record]),
  );
  const removed = new Set<string>(evaluation.forgotten);
  // What is forgotten may make room for what was refused, as an applied change may.
  let version = claim.version + evaluation.forgotten.length;

  for (const { change, outcome } of tried) {
    const { grantKey } = change;
    const former = grants.get(grantKey);
    if (outcome.effect === 'applied') {
      version += 1;
      if (change.kind === 'revoke') removed.add(grantKey);
      else saved.set(grantKey, appliedGrant({ claim, change, outcome, former }));
    } else {
      saved.set(grantKey, failedGrant({ claim, change, outcome, former, laneVersion: version }));
    }
  }

  const asBefore = new Map(options.readGrants.map((record) => [record.grantKey, record]));
  const failures = new Map<string, { error: AcxErrorJson; isStillHeld: boolean }>();
  for (const change of evaluation.changes) {
    const { grantKey } = change;
    // What is gone has failed no more, whatever was written down of it before.
    const { failure } = removed.has(grantKey) ? {} : (saved.get(grantKey) ?? grants.get(grantKey) ?? {});
    if (failure === undefined || failure.wanted !== wantedText(change)) continue;
    const isStillHeld = change.kind === 'update' && isCertainly(asBefore.get(change.grantKey), change.before);
    failures.set(change.grantKey, { error: failure.error, isStillHeld });
  }

  const movedPermissions: PermissionRecord[] = [];
  let nextAt: Instant | undefined;
  let urgentAt: Instant | undefined;
  let firstMissingAt: Instant | undefined;
  for (const record of permissions) {
    const composition = evaluation.compositions.get(record.grantKey);
    const failed = failures.get(record.grantKey);
    const failure = failed === undefined ? undefined : { ...failed, isTriedAgain: isTriedAgain(failed.error) };
    const status: PermissionStatus = permissionProgress({ record, composition, grant: { failure }, now });
    nextAt = earliest(nextAt, earliestAfter(evaluation.at, composition?.nextAt), nextStatusChangeAt(status, now));
    urgentAt = earliest(urgentAt, nextWriteMattersFrom({ ...record, status }, composition, evaluation.at));
    if (status.state === 'retrying')
      firstMissingAt = earliest(firstMissingAt, earliestAfter(now, record.permission.bufferedWindow.startsAt));
    if (!isSameJson(status, record.status)) movedPermissions.push({ ...record, status });
  }

  const untouched = options.grants.filter(({ grantKey }) => !saved.has(grantKey) && !removed.has(grantKey));
  for (const { sweepAt } of [...untouched, ...saved.values()])
    nextAt = earliest(nextAt, earliestAfter(evaluation.at, sweepAt));

  const failedNow = tried.filter(({ outcome }) => outcome.effect !== 'applied');
  const newFailures = failedNow.map(({ outcome }) => outcome.error?.toJSON() ?? missingError);
  const retried = newFailures.filter(isTriedAgain);
  // The limit of calls left room for a part: the rest is no failure, and goes on at once.
  const isUnderWay = failedNow.length < tried.length && retried.length > 0 && retried.every(isTurnMissing);
  return {
    savedGrants: [...saved.values()].filter(({ grantKey }) => !removed.has(grantKey)),
    removedGrants: [...removed],
    movedPermissions,
    nextAt,
    urgentAt,
    version,
    retried: isUnderWay ? [] : retried,
    firstMissingAt,
    isWorthAnotherRun:
      isUnderWay ||
      [...untouched, ...saved.values()].some(
        ({ failure }) => failure?.error.code === 'conflict' && failure.laneVersion !== version,
      ),
  };
}

function isCertainly(record: GrantRecord | undefined, state: GrantState): boolean {
  return record?.certainty === 'known' && record.state !== undefined && isSameJson(record.state, state);
}

function appliedGrant(options: {
  claim: LaneClaim;
  change: Exclude<Change, { kind: 'revoke' }>;
  outcome: Outcome;
  former: GrantRecord | undefined;
}): GrantRecord {
  const { claim, change, outcome, former } = options;
  return {
    providerId: claim.providerId,
    lane: claim.lane,
    grantKey: change.grantKey,
    state: change.after,
    certainty: 'known',
    vendorReference: outcome.vendorReference ?? change.vendorReference,
    issuedCredential: outcome.issuedCredential ?? former?.issuedCredential,
    lapsesAt: change.lapsesAt,
    sweepAt: change.sweepAt,
  };
}

function failedGrant(options: {
  claim: LaneClaim;
  change: Change;
  outcome: Outcome;
  former: GrantRecord | undefined;
  laneVersion: number;
}): GrantRecord {
  const { claim, change, outcome, former, laneVersion } = options;
  const wanted = wantedText(change);
  const error = outcome.error?.toJSON() ?? missingError;
  const intended = change.kind === 'revoke' ? null : change.after;
  // A write that certainly failed settles nothing about an earlier one that is still in doubt.
  const doubt =
    outcome.effect === 'unknown'
      ? { certainty: 'unknown' as const, intended }
      : { certainty: former?.certainty ?? ('known' as const), intended: former?.intended };
  return {
    providerId: claim.providerId,
    lane: claim.lane,
    grantKey: change.grantKey,
    state: change.kind === 'create' ? undefined : change.before,
    ...doubt,
    vendorReference: outcome.vendorReference ?? change.vendorReference,
    issuedCredential: outcome.issuedCredential ?? former?.issuedCredential,
    lapsesAt: former?.lapsesAt,
    sweepAt: former?.sweepAt,
    failure: { wanted, error, laneVersion },
  };
}

/** A provider must explain every outcome that is not `applied`; when it does not, this says so. */
const missingError: AcxErrorJson = {
  name: 'ProviderCallError',
  code: 'provider_call',
  message: 'The provider gave no reason. Report this to whoever maintains it.',
  isRetryable: true,
  effect: 'unknown',
};
