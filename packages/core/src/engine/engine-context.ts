import type { EventHub } from '../events/event-hub';
import { type Instant, instantFromMs } from '../model/instant';
import type { RevocationLimits } from '../policy/guard-revocations';
import type { RetryTiming } from '../policy/retry-delay';
import type { Clock } from '../ports/clock';
import type { Directory } from '../ports/directory';
import type { Ledger } from '../ports/ledger';
import type { Logger } from '../ports/logger';
import type { Telemetry } from '../ports/telemetry';
import type { DoubleBookingMode } from './double-booking-notices';
import type { InOrder } from './in-order';
import type { PaceKeeper } from './pace-keeper';
import type { ProviderRegistry } from './provider-registry';
import type { TurnTaker } from './turn-taker';

/** Everything the parts of the engine share. */
export interface EngineContext {
  readonly ledger: Ledger;
  readonly registry: ProviderRegistry;
  readonly pace: PaceKeeper;
  readonly turns: TurnTaker;
  readonly directory: Directory;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly telemetry: Telemetry;
  readonly events: EventHub;
  readonly inOrder: InOrder;
  /** A number in [0, 1), for jitter. */
  readonly random: () => number;
  readonly revocationLimits: RevocationLimits;
  readonly retryTiming: RetryTiming;
  /** Aborted when a stop has waited long enough for the calls at hand. */
  readonly stopping: AbortSignal;
  /** How long a worker may hold a lane. */
  readonly leaseMs: number;
  /** How long before its start a right that is still not in place is reported. */
  readonly noticeLeadMs: number;
  readonly doubleBookingNotices: DoubleBookingMode;
}

/** The present. */
export function nowOf(context: { readonly clock: Clock }): Instant {
  return instantFromMs(context.clock.nowMs());
}
