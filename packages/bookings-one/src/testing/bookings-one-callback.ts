import type { Instant } from '@acx/core/provider';

/** One call of one subscribed address. */
export interface BookingsOneCallback {
  /** Counted from 1, in the order of what happened. */
  readonly number: number;
  /** The subscribed address. */
  readonly url: string;
  /** Id of the resource that it names. */
  readonly resource: string;
  /** Id of the booking that it is about. */
  readonly booking: string;
  /** What is sent: JSON. */
  readonly body: string;
  readonly queuedAt: Instant;
}

/** A callback that has not been sent. */
export interface PendingCallback extends BookingsOneCallback {
  /** It is not sent earlier. */
  readonly dueAt: Instant;
}

/** What became of a callback. It is never tried again. */
export interface CallbackDelivery {
  readonly callback: BookingsOneCallback;
  /** `lost`: never sent, on purpose. `failed`: no answer came. */
  readonly outcome: 'answered' | 'failed' | 'lost';
  /** HTTP status of an answer, whatever it was. */
  readonly status?: number;
}
