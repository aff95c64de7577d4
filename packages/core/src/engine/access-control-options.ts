import * as z from 'zod/mini';
import { defaultRevocationLimits, type RevocationLimits } from '../policy/guard-revocations';
import type { AccessProvider } from '../ports/access-provider';
import type { Clock } from '../ports/clock';
import type { Directory } from '../ports/directory';
import type { Ledger } from '../ports/ledger';
import type { Logger } from '../ports/logger';
import type { Telemetry } from '../ports/telemetry';
import type { AccessEventHandler, CheckInHandler } from './deliver-events';
import type { NoticeHandler } from './deliver-notices';
import type { DoubleBookingMode } from './double-booking-notices';
import type { EventFeedOptions } from './event-feeds';
import type { ProviderResolver } from './provider-registry';

/** How an access control is made. */
export interface AccessControlOptions {
  /** The installations: all of them, or a function that makes one when it is needed. They are closed by `stop`. */
  readonly providers: readonly AccessProvider[] | ProviderResolver;
  readonly directory: Directory;
  /** The durable memory. Whoever made it closes it. */
  readonly ledger: Ledger;
  /** Takes notices to people. Default: they are only emitted as events. */
  readonly onNotice?: NoticeHandler;
  /**
   * Takes door events to the host, each at least once. Default: they are only emitted as events, where they are pulled or the vendor
   * sends them.
   */
  readonly onAccessEvent?: AccessEventHandler;
  /**
   * Takes check-ins of bookings to the host, each at least once: of resources that the directory checks in by access control. Default: they
   * are only emitted as events.
   */
  readonly onCheckIn?: CheckInHandler;
  /** Which feeds of door events are pulled, and how often. Without it, `onAccessEvent` and `onCheckIn` none is. */
  readonly eventFeeds?: EventFeedOptions;
  /** Default: silent. */
  readonly logger?: Logger;
  /** Default: `@opentelemetry/api` when it is installed. */
  readonly telemetry?: Telemetry;
  /** Default: the clock of the machine. */
  readonly clock?: Clock;
  /** A number in [0, 1), for the jitter of retries. Default `Math.random`. */
  readonly random?: () => number;
  /** When a run takes away too much. Default: 30 % once 10 rights are held. */
  readonly revocationLimits?: RevocationLimits;
  /** How long a worker may hold a lane before another takes over. Longer than any vendor call. Default 120 seconds. */
  readonly leaseSeconds?: number;
  /** How long before its start a right that is still not in place is reported. Default 30 minutes. */
  readonly noticeLeadMinutes?: number;
  /** When a manager hears that a vendor cannot hold two bookings at once. Default `when-action-needed`. */
  readonly doubleBookingNotices?: DoubleBookingMode;
  /** How long what has ended is remembered. Default 90 days. */
  readonly retentionDays?: number;
  /** With a resolver: how long an unused provider stays open. Default 10 minutes. */
  readonly idleProviderMinutes?: number;
}

/** The plain values among the options. Objects and functions are the compiler's business. */
export const settingsSchema = z.object({
  revocationLimits: z._default(
    z.strictObject({ share: z.number().check(z.minimum(0), z.maximum(1)), fromHeld: z.int().check(z.minimum(0)) }),
    defaultRevocationLimits,
  ),
  leaseSeconds: z._default(z.number().check(z.minimum(1), z.maximum(3600)), 120),
  noticeLeadMinutes: z._default(z.number().check(z.minimum(0), z.maximum(10_080)), 30),
  doubleBookingNotices: z._default(z.enum(['always', 'when-action-needed']), 'when-action-needed'),
  eventFeeds: z.optional(
    z.strictObject({
      everySeconds: z.optional(z.number().check(z.minimum(1), z.maximum(3600))),
      providerIds: z.optional(z.array(z.string())),
    }),
  ),
  retentionDays: z._default(z.number().check(z.minimum(1), z.maximum(3650)), 90),
  idleProviderMinutes: z._default(z.number().check(z.minimum(1), z.maximum(1440)), 10),
});
