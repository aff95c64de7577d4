import type { AcxErrorJson } from '../errors/acx-error';
import type { EffectiveWindow, WaitingReason } from '../model/composition';
import type { Instant } from '../model/instant';
import type { Window } from '../model/window';

/** What would become of one permission. */
export interface PlannedPermission {
  readonly providerId: string;
  readonly place: string;
  /** The booked window. */
  readonly requested: Window;
  readonly verdict: 'covered' | 'waiting' | 'rejected' | 'over';
  /** When it would really open. */
  readonly windows: readonly EffectiveWindow[];
  readonly waitingReason?: WaitingReason;
  readonly expectedAt?: Instant;
  readonly error?: AcxErrorJson;
}

/** One step at a vendor. */
export interface PlannedChange {
  readonly providerId: string;
  readonly kind: 'create' | 'update' | 'revoke';
  readonly grantKey: string;
  readonly reason: string;
}

/** A dry run: what storing this booking would do. Nothing was stored and no vendor was asked. */
export interface Plan {
  readonly bookingId: string;
  /** A newer revision or a cancellation is known: storing it would change nothing. */
  readonly isOutdated: boolean;
  readonly permissions: readonly PlannedPermission[];
  readonly changes: readonly PlannedChange[];
  /** Vendor calls that these changes need at once; what waits costs its calls later. */
  readonly vendorCalls: number;
  /** Parts of the booking that cannot be served. */
  readonly problems: readonly AcxErrorJson[];
}
