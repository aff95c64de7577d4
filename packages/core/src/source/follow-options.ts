import * as z from 'zod/mini';
import type { AccessControl } from '../engine/access-control';
import type { Instant } from '../model/instant';
import type { BookingSource } from '../ports/booking-source';
import type { Clock } from '../ports/clock';
import type { Ledger } from '../ports/ledger';
import type { Logger } from '../ports/logger';

/** How a booking source is followed. */
export interface FollowOptions {
  readonly source: BookingSource;
  /** Takes the bookings. Whoever made it starts and stops it. */
  readonly access: Pick<AccessControl, 'syncBookings'>;
  /** The ledger of the access control: remembers what was subscribed, and tells which bookings are known. */
  readonly ledger: Ledger;
  /** How often everything is read again: no hint is needed for anything to become true, only for it to become true at once. Default 300. */
  readonly everySeconds?: number;
  /** How much later a booking that is missing is looked for once more, before it is cancelled. Default 10. */
  readonly confirmAfterSeconds?: number;
  /** How long hints of one resource are collected before it is read. Default 1. */
  readonly hintDelaySeconds?: number;
  /** Most calls to the source within a minute. Default 600. */
  readonly callsPerMinute?: number;
  /** Hears of every resource that was read and believed: its bookings are as of `at`. Must not throw. */
  readonly onRead?: (reading: { readonly resourceId: string; readonly at: Instant }) => void;
  /** Default: the clock of the machine. */
  readonly clock?: Clock;
  /** A number in [0, 1), so that many hosts do not read at the same moment. Default `Math.random`. */
  readonly random?: () => number;
  /** Default: silent. */
  readonly logger?: Logger;
}

/** The plain values among the options. */
export const followSettingsSchema = z.object({
  everySeconds: z._default(z.number().check(z.minimum(10), z.maximum(86_400)), 300),
  confirmAfterSeconds: z._default(z.number().check(z.minimum(1), z.maximum(3600)), 10),
  hintDelaySeconds: z._default(z.number().check(z.minimum(0), z.maximum(60)), 1),
  callsPerMinute: z._default(z.number().check(z.minimum(1), z.maximum(100_000)), 600),
});
