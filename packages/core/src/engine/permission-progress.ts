import type { AcxErrorJson } from '../errors/acx-error';
import type { Composition } from '../model/composition';
import { earliest, type Instant } from '../model/instant';
import type { PermissionStatus } from '../model/permission-status';
import { isInWindow } from '../model/window';
import type { PermissionRecord } from '../ports/ledger-records';

/** How the grant of a permission stands after the work on its lane. */
export interface GrantProgress {
  /** Why the vendor does not hold what it should; absent when it does. */
  readonly failure?: { readonly error: AcxErrorJson; readonly isTriedAgain: boolean };
}

/** What a permission has come to. Pure. */
export function permissionProgress(options: {
  record: PermissionRecord;
  composition: Composition | undefined;
  grant: GrantProgress;
  now: Instant;
}): PermissionStatus {
  const { record, composition, grant, now } = options;
  const { permission, status } = record;
  const { failure } = grant;

  if (status.state === 'withdrawing') {
    if (failure !== undefined) return { ...status, error: failure.error };
    return { state: 'ended', windows: status.windows, revokeReason: status.revokeReason };
  }
  const rejected = composition?.rejected.find(({ permissionKey }) => permissionKey === permission.key);
  if (rejected !== undefined) return { state: 'failed', windows: [], error: rejected.error.toJSON() };

  const waiting = composition?.waiting.find(({ permissionKey }) => permissionKey === permission.key);
  if (waiting !== undefined) {
    const { reason, expectedAt } = waiting;
    const state = reason === 'grant_occupied' ? 'waiting' : 'scheduled';
    return { state, windows: [], waitingReason: reason, expectedAt };
  }
  const covered = composition?.covered.find(({ permissionKey }) => permissionKey === permission.key);
  const windows = covered?.windows ?? status.windows;
  const isOver = covered === undefined || windows.every(({ endsAt }) => endsAt <= now);
  if (failure !== undefined)
    return { state: failure.isTriedAgain ? 'retrying' : 'failed', windows, error: failure.error };
  if (isOver) return { state: 'ended', windows };
  return { state: windows.some((window) => isInWindow(now, window)) ? 'live' : 'scheduled', windows };
}

/** The next instant at which the status changes by the passing of time alone. */
export function nextStatusChangeAt(status: PermissionStatus, now: Instant): Instant | undefined {
  const boundaries = status.windows.flatMap(({ startsAt, endsAt }) => [startsAt, endsAt]);
  return earliest(status.expectedAt, ...boundaries.filter((boundary) => boundary > now));
}
