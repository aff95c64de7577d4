import type { AcxError } from '../errors/acx-error';
import type { GrantState } from './grant';
import type { Instant } from './instant';
import type { Adjustment } from './permission';
import type { Window } from './window';

/** A window that really opens, and why it differs from the booked one. */
export interface EffectiveWindow extends Window {
  readonly adjustments: readonly Adjustment[];
}

/** A permission that the grant gives effect to, and when exactly. */
export interface CoveredPermission {
  readonly permissionKey: string;
  readonly windows: readonly EffectiveWindow[];
}

/**
 * Why a permission is not in the grant yet.
 * `before_window`: the vendor holds no dates, the right is written when the window starts.
 * `beyond_horizon`: too far ahead to be written now.
 * `grant_occupied`: what the vendor can hold at a time is taken by earlier windows; it is handed over.
 * `not_exact_yet`: written now it would also open at a time that nobody booked; soon, and well before it starts, it will not.
 */
export type WaitingReason = 'before_window' | 'beyond_horizon' | 'grant_occupied' | 'not_exact_yet';

/** A permission that will be written later, by itself. */
export interface WaitingPermission {
  readonly permissionKey: string;
  readonly reason: WaitingReason;
  /** When it is expected to be written. */
  readonly expectedAt: Instant;
}

/** A permission that this installation can never serve as it stands. */
export interface RejectedPermission {
  readonly permissionKey: string;
  readonly error: AcxError;
}

/**
 * The answer to: for these permissions of one grant, at this instant, what should the vendor hold?
 * Every permission is covered, waiting, rejected, or over (then it is in none of the three).
 */
export interface Composition {
  /** What the vendor should hold; absent when it should hold nothing. */
  readonly state?: GrantState;
  /**
   * From this instant on the vendor gives the state no effect any more, by itself. The record is then forgotten instead of revoked.
   * Absent where the vendor opens until it is told to stop.
   */
  readonly lapsesAt?: Instant;
  /**
   * The record stays at the vendor after it has lapsed: instead of being forgotten it is taken away at this instant, unless it is needed again
   * before. Never before `lapsesAt`. Absent where the vendor tidies up by itself.
   */
  readonly sweepAt?: Instant;
  readonly covered: readonly CoveredPermission[];
  readonly waiting: readonly WaitingPermission[];
  readonly rejected: readonly RejectedPermission[];
  /** The next instant at which the answer may differ without any new input; absent when it never will. */
  readonly nextAt?: Instant;
}

/** What a composition may look at besides the permissions. */
export interface ComposeContext {
  readonly now: Instant;
  /**
   * What the vendor is believed to hold for this grant. A provider may keep it, word for word, where it still opens exactly what a new state would
   * open from now on: that saves a write. It must change nothing else.
   */
  readonly held?: GrantState;
}
