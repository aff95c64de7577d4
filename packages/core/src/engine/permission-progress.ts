import type { AcxErrorJson } from '../errors/acx-error';
import type { Composition, EffectiveWindow } from '../model/composition';
import { earliestAfter, type Instant } from '../model/instant';
import { isSameJson } from '../model/json';
import type { PermissionStatus } from '../model/permission-status';
import { isInWindow } from '../model/window';
import type { PermissionRecord } from '../ports/ledger-records';

/** How the grant of a permission stands after the work on its lane. */
export interface GrantProgress {
  /** Why the vendor does not hold what it should; absent when it does. */
  readonly failure?: {
    readonly error: AcxErrorJson;
    readonly isTriedAgain: boolean;
    /** The vendor certainly still holds what it held when the permission got its status. */
    readonly isStillHeld: boolean;
  };
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
    const { windows, revokeReason } = status;
    if (failure !== undefined) return { state: 'withdrawing', windows, revokeReason, error: failure.error };
    return { state: 'ended', windows, revokeReason };
  }
  const isThis = ({ permissionKey }: { permissionKey: string }): boolean => permissionKey === permission.key;
  const rejected = composition?.rejected.find(isThis);
  if (rejected !== undefined) return { state: 'failed', windows: [], error: rejected.error.toJSON() };

  const waiting = composition?.waiting.find(isThis);
  if (waiting !== undefined) {
    const { reason, expectedAt } = waiting;
    const state = reason === 'grant_occupied' ? 'waiting' : 'scheduled';
    return { state, windows: [], waitingReason: reason, expectedAt };
  }
  const covered = composition?.covered.find(isThis);
  const windows = covered?.windows ?? status.windows;
  const isOver = covered === undefined || windows.every(({ endsAt }) => endsAt <= now);
  // The grant could not be changed, but what it holds already opens this permission exactly as it should.
  const isUntouched = failure?.isStillHeld === true && !isOver && isSameJson(status.windows, windows);
  if (failure !== undefined && !(isInPlace(status) && (isUntouched || isOver)))
    return { state: failure.isTriedAgain ? 'retrying' : 'failed', windows, error: failure.error };
  if (isOver) return { state: 'ended', windows };
  return {
    state: windows.some((window) => isBooked(window) && isInWindow(now, window)) ? 'live' : 'scheduled',
    windows,
  };
}

/** False for a stretch in which the vendor may open besides, and that nobody has booked. */
export function isBooked({ adjustments }: EffectiveWindow): boolean {
  return !adjustments.includes('special_day') && !adjustments.includes('repeated_hour');
}

/** The vendor holds it. */
function isInPlace({ state, waitingReason }: PermissionStatus): boolean {
  return state === 'live' || (state === 'scheduled' && waitingReason === undefined);
}

/** The next instant at which the status changes by the passing of time alone. */
export function nextStatusChangeAt(status: PermissionStatus, now: Instant): Instant | undefined {
  return earliestAfter(now, status.expectedAt, ...status.windows.flatMap(({ startsAt, endsAt }) => [startsAt, endsAt]));
}
