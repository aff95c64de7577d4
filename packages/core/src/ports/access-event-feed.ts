import type { AccessEvent } from '../model/access-event';
import type { Instant } from '../model/instant';
import type { JsonValue } from '../model/json';
import type { CallOptions } from './call-options';

/** Which part of a feed is asked for. */
export interface AccessEventRequest {
  /** Where the page before has ended. Absent at the very first pull. */
  readonly cursor?: JsonValue;
  /** At most this many events, 1 or more. */
  readonly limit: number;
}

/** A part of a feed. */
export interface AccessEventPage {
  /** In the order in which the vendor has them. */
  readonly events: readonly AccessEvent[];
  /** Where to go on: plain JSON that works in another process and after any time. Also when there were no events. Never `null`. */
  readonly cursor: JsonValue;
  /** Ask again at once: the vendor has more. */
  readonly isMore: boolean;
}

/** What has come of one delivery. */
export interface AccessEventDelivery {
  /** Empty when it was refused, or when it holds nothing of this installation. */
  readonly events: readonly AccessEvent[];
  /** The answer to the vendor. The engine gives a 2xx one only after the events are stored; with any other, none of them is. */
  readonly response: Response;
}

/** When to look again whether a vendor still delivers. */
export interface DeliverySubscription {
  /** Well before the subscription ends, so that there is time for another try. Sooner than in 10 seconds is in 10 seconds. */
  readonly nextAt: Instant;
}

/**
 * How the door events of an installation come back.
 *
 * - `id` of an event: stable, unique at this installation, and without personal data, because it is logged. An event that comes again,
 *   from whichever cursor, has the same one; so pages may overlap.
 * - `providerId` is the provider's own; `place` and `subject` are the identities that the directory uses, where the vendor has them. A
 *   subject may come in any of its spellings: the engine stores what `normaliseSubject` makes of it.
 * - An event that a vendor both sends and lists has the same `id` both ways.
 * - The engine stores events and cursor together: what was answered before the cursor is never asked for again.
 */
export interface AccessEventFeed {
  /**
   * Events after a cursor. Reads only. Without a cursor it begins at the vendor's present: no events of the past, and a cursor for what is
   * to come.
   * @throws AcxError when the vendor cannot be asked; the engine asks again later from the same cursor.
   */
  pull?(request: AccessEventRequest, options: CallOptions): Promise<AccessEventPage>;

  /**
   * Reads a delivery that the vendor sends by itself: checks who sends it, then what it says. Bounded in size, and without a call to the
   * vendor where that can be avoided. A refusal is a response (401, 400, 413, 415), not an exception, and tells the sender nothing
   * secret. The same delivery twice gives the same events. Given up after 30 seconds. Called at any time, in several processes at once.
   * @throws AcxError when it cannot be read now; the engine answers 503 with `Retry-After`, so that the vendor sends it again. After any
   * other exception it answers 500.
   */
  receive?(request: Request, options: CallOptions): Promise<AccessEventDelivery>;

  /**
   * Makes sure that the vendor goes on delivering: subscribes, renews well ahead, subscribes anew when the subscription is gone. The
   * engine calls it from one process at a time: at the start of each, after `forgetProvider`, and again at `nextAt`. So it must be safe
   * to call at any time, and then changes nothing that is as it should be. What the provider has to remember is in `options.storage`. An
   * answer that was lost may leave a second subscription behind; it must be one that ends by itself.
   * @throws AcxError when the vendor cannot be asked; the engine tries again later.
   */
  keepDelivering?(options: CallOptions): Promise<DeliverySubscription>;
}
