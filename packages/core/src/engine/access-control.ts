import type { EventHub } from '../events/event-hub';
import type { BookingInput } from '../model/booking';
import type { Decision } from '../model/decision';
import type { Plan } from '../policy/plan';
import type { HealthReport } from '../ports/access-provider';
import type { TakeTurn } from '../ports/call-options';
import type { SettledBooking } from './await-settled';
import type { BookingFeed } from './booking-feed';
import type { CheckOptions, CheckReport } from './check-drift';
import type { DecideQuestion } from './decide-access';
import type { EngineHealth } from './engine-health';
import type { ErasedPerson } from './erase-person';
import type { ExplainQuestion, Explanation } from './explain-access';
import type { HostTransaction } from './join-ledger';
import type { RemapOptions, RemappedBookings } from './remap-upcoming';
import type { StoredBooking } from './store-booking';
import type { SyncedBookings } from './sync-bookings';

/** Doors follow bookings: what a host works with. */
export interface AccessControl {
  /**
   * From now on works by itself: writes rights, opens and closes windows, repeats what failed. Keeps the process alive until `stop`. Safe to call
   * twice.
   */
  start(): Promise<void>;
  /**
   * Finishes the work at hand, closes the providers, and leaves no timer and no socket behind. Vendor calls that take longer than `timeoutMs`
   * (default 30 000) are given up; what has come of them is read at the next start. For good: make a new one to go on. Calls of your own, such
   * as `check`, are not waited for: end them before you close the ledger.
   */
  stop(options?: { timeoutMs?: number }): Promise<void>;
  /**
   * Stores a booking, or a change of it, under the host's own id. When it resolves it is in the ledger; the doors follow. The same booking twice
   * is the same as once, and an older revision never wins. Storing a booking again also gives parts that have failed another try.
   *
   * @param options.transaction A transaction that you have open on the database of the ledger: booking, rights and wake-up are stored with your
   * own rows or not at all. It counts when you commit. Only with a ledger that can `join`.
   * @throws InvalidInputError that lists every problem; nothing was stored.
   * @throws ConflictError when one revision comes with two contents; nothing was stored.
   */
  putBooking(booking: BookingInput, options?: HostTransaction): Promise<StoredBooking>;
  /**
   * Takes a booking back; its rights go. `revision` says which state of the booking is cancelled: a higher one is left alone. Without it, whatever
   * is known now is cancelled. `transaction` as in `putBooking`.
   */
  cancelBooking(bookingId: string, options?: { revision?: number } & HostTransaction): Promise<StoredBooking>;
  /**
   * Makes our bookings the same as a complete feed of a source. An empty or cut-off feed is taken for broken and changes nothing.
   * @throws UnsafePlanError when too much would be cancelled.
   */
  syncBookings(feed: BookingFeed): Promise<SyncedBookings>;
  /** Waits until each permission of a booking has come to something: live, scheduled, waiting, failed, ended. Default 10 seconds. */
  settled(bookingId: string, options?: { timeoutMs?: number }): Promise<SettledBooking>;
  /** A dry run: the changes, the windows that would really open, the reasons and the vendor calls it would cost. Changes nothing. */
  plan(booking: BookingInput): Promise<Plan>;
  /**
   * Asks the directory again for every confirmed booking that has not ended: after people, cards or doors have got other ids at the vendor.
   * Rights that are mapped to something else are taken away and given anew. Safe to call again, also after it was cut off.
   * @throws UnsafePlanError when too much would be taken away at one installation, or everything; moved rights count. Nothing was changed
   * then.
   */
  remap(options?: RemapOptions): Promise<RemappedBookings>;
  /** Compares the vendor with the ledger, and repairs it when asked to. */
  check(options: CheckOptions): Promise<CheckReport>;
  /**
   * What an installer needs to know of an installation: reachability, credentials, clock, and where the provider can tell, whether it knows
   * the places and subjects of the rights that are asked for now. What is wrong is a finding.
   * @throws ConnectionError when the provider does not answer within a minute.
   */
  health(options: { providerId: string }): Promise<HealthReport>;
  /** How the work itself is going: what waits, what is late, which installations are out of reach. Looks into the ledger only. */
  health(): Promise<EngineHealth>;
  /** Why can, or cannot, this subject open this place then? */
  explain(question: ExplainQuestion): Promise<Explanation>;
  /**
   * A reader asks: may this credential pass this place? Only at an installation that decides. Bounded by 10 seconds, and everything that is
   * not clearly a yes is a `deny`: `late`, `unavailable`, `unclear`, or the reason of the provider. Works before `start`. The credential is
   * never logged.
   * @throws InvalidInputError for a question that cannot be understood. What a reader has read is never such: it is denied.
   * @throws ConfigurationError when no provider of this id is configured.
   * @throws UnsupportedCapabilityError for an installation that decides by itself.
   */
  decide(question: DecideQuestion): Promise<Decision>;
  /** Forgets a person in the ledger and takes the rights away at the vendors. The vendor's own record of the person stays: it is not ours. */
  erasePerson(options: { holderId: string }): Promise<ErasedPerson>;
  /**
   * Works on everything that is due now, pulls the feeds of door events once and offers what waits, for hosts that run without `start`:
   * in a scheduled job, or in tests.
   */
  runDue(): Promise<void>;
  /**
   * The inlet for door events that the vendor sends by itself. Mount it at the address to which the vendor delivers; the provider's own
   * options say how it knows the sender. Works before `start` and in a process of its own: what it has answered with 2xx is in the
   * ledger. Never rejects, and tells the sender nothing secret. 404: no such installation, or one to which nothing is sent. 503 with
   * `Retry-After`: not now, nothing is lost as long as the vendor sends it again. What the host reads of the body before, the provider
   * cannot read.
   */
  webhook(providerId: string): (request: Request) => Promise<Response>;
  /**
   * For calls that the host makes by itself, with the typed client of a vendor package: hand it to each call, and they keep within the limit of the
   * installation together with all other work on the ledger. Nobody waits where the installation declares none. After `stop`, every wait ends
   * as `aborted`. Waiting rejects with a ConfigurationError when no provider of this id is configured.
   */
  takeTurn(providerId: string): TakeTurn;
  /** With a resolver: closes this provider, so that the next use makes it with its new options. */
  forgetProvider(providerId: string): Promise<void>;
  /** Listens to events of this process; the returned function stops it. */
  readonly on: EventHub['on'];
}
