import type { BookingInput } from '../model/booking';
import type { CallLimit } from '../model/call-limit';
import type { Instant } from '../model/instant';
import type { Window } from '../model/window';
import type { HealthReport } from './access-provider';
import type { CallOptions } from './call-options';

/** Version of this port. A source of another version is refused. */
export const SOURCE_SPECIFICATION_VERSION = 'v1';

/** What an administrator should know of a reading: something opens nothing, and why. Holds personal data: show it, do not log it. */
export interface SourceProblem {
  readonly problem:
    | 'person_without_email'
    | 'booking_unreadable'
    | 'status_unrecognised'
    | 'booking_contradictory'
    | 'nobody_listed';
  readonly resourceId: string;
  /** Absent when not even the id of the booking could be read. */
  readonly bookingId?: string;
  /** What was found and what to do. */
  readonly message: string;
}

/** What a source lists of one resource, and for which time this is all there is. */
export interface SourceReading {
  readonly resourceId: string;
  /** A booking that overlaps this window and is not in here is not there any more. */
  readonly window: Window;
  /**
   * What grants (`confirmed`), and what does not grant now and may later (`pending`). Each id once. Bookings that begin before or end after the
   * window are whole.
   */
  readonly bookings: readonly BookingInput[];
  /** Ids of bookings that the source still lists, with a word that says that they are over: cancelled, no-show, checked out. */
  readonly released: readonly string[];
  /**
   * Ids of bookings that are listed and can open for nobody, for example because no address of anybody is told. They go as what is missing does,
   * after a second look and under the brake: a source that hides its people hides those of all bookings.
   */
  readonly withheld: readonly string[];
  /** Ids of bookings that are listed but cannot be read. Whatever is known of them stays as it is. */
  readonly unreadable: readonly string[];
  readonly problems: readonly SourceProblem[];
}

/** A hint that something has changed. */
export interface SourceHint {
  /** Look at these again. Empty when the hint names nothing of ours. */
  readonly resourceIds: readonly string[];
  /** The answer to the caller, given at once. */
  readonly response: Response;
}

/**
 * A booking product that bookings come from. A source reads and translates; it remembers nothing, polls nothing and never retries: when it is
 * asked, how often, and what is believed of its answers, is decided by `followBookings`, the same way for every source.
 *
 * - Ids of bookings are stable, unique among all sources of a host, and without personal data, because they are logged.
 * - An id of a holder may be an e-mail address. The directory knows holders by it.
 */
export interface BookingSource {
  readonly specificationVersion: typeof SOURCE_SPECIFICATION_VERSION;
  /** Chosen by the host; unique and stable, because it is part of every booking's id. */
  readonly id: string;
  /** The resources it is asked for, in the host's words. Each once. */
  readonly resourceIds: readonly string[];
  /** How many vendor calls one `read` makes, so that a budget can be kept. */
  readonly callsPerRead: number;
  /** Most requests that the product takes, as `callLimit` of a provider's capabilities. Absent: no limit is known. */
  readonly callLimit?: CallLimit;

  /**
   * What is booked of one resource around `at`. Reads only.
   * @throws AcxError when it cannot be read, or when the answer cannot be what the source has; then nothing is known and nothing changes.
   */
  read(request: { resourceId: string; at: Instant }, options: CallOptions): Promise<SourceReading>;

  /** How changes are announced. Absent when the source announces nothing; then it is only read again and again. */
  readonly hints?: {
    /**
     * Takes a hint at the address that was subscribed. Bounded in size, without a call to the vendor, and never rejects: what it cannot read
     * names no resource. A hint is never believed, so a caller needs to prove nothing but that it knows the address.
     */
    receive(request: Request): Promise<SourceHint>;
    /** What is subscribed: another value means that it has to be subscribed again. A fingerprint, never the address itself. */
    readonly subscription: string;
    /**
     * Asks the source to announce changes. Done at the start when nothing was subscribed yet, and again when changes come unannounced.
     * @throws AcxError when it cannot be done; it is tried again later.
     */
    subscribe(options: CallOptions): Promise<void>;
  };

  /** Reachability and credentials, in words for an installer. Never throws: what is wrong is a finding. */
  checkHealth(options: CallOptions): Promise<HealthReport>;

  /** Releases sockets and timers. Safe to call twice. */
  close(): Promise<void>;
}
