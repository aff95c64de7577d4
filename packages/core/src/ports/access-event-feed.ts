import type { AccessEvent } from '../model/access-event';
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

/**
 * How the door events of an installation come back.
 *
 * - `id` of an event: stable, unique at this installation, and without personal data, because it is logged. An event that comes again, from
 *   whichever cursor, has the same one; so pages may overlap.
 * - `providerId` is the provider's own; `place` and `subject` are the identities that the directory uses, where the vendor has them.
 * - The engine stores events and cursor together: what was answered before the cursor is never asked for again.
 */
export interface AccessEventFeed {
  /**
   * Events after a cursor. Reads only. Without a cursor it begins at the vendor's present: no events of the past, and a cursor for what is
   * to come.
   * @throws AcxError when the vendor cannot be asked; the engine asks again later from the same cursor.
   */
  pull?(request: AccessEventRequest, options: CallOptions): Promise<AccessEventPage>;
}
