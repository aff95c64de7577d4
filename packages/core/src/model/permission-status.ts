import type { AcxErrorJson } from '../errors/acx-error';
import type { RevokeReason } from './change';
import type { EffectiveWindow, WaitingReason } from './composition';
import type { Instant } from './instant';

/**
 * What a permission has come to.
 * `pending`: not looked at yet. `scheduled`: will open in time without anybody's help. `live`: opens now. `waiting`: an earlier right has to end
 * first. `retrying`: the vendor did not take it yet, we keep trying. `failed`: needs a person. `withdrawing`: no longer wanted, not gone yet.
 * `ended`: over.
 */
export type PermissionState =
  | 'pending'
  | 'scheduled'
  | 'live'
  | 'waiting'
  | 'retrying'
  | 'failed'
  | 'withdrawing'
  | 'ended';

/** The state of a permission and what belongs to it. */
export interface PermissionStatus {
  readonly state: PermissionState;
  /** When it really opens, where that is known. */
  readonly windows: readonly EffectiveWindow[];
  /** When it is expected to be written, while `scheduled` or `waiting`. */
  readonly expectedAt?: Instant;
  readonly waitingReason?: WaitingReason;
  /** Why it is `retrying` or `failed`. */
  readonly error?: AcxErrorJson;
  /** Why it is `withdrawing`, or `ended` early. */
  readonly revokeReason?: RevokeReason;
}

/** The status of a permission that nobody has looked at yet. */
export const pendingStatus: PermissionStatus = { state: 'pending', windows: [] };
