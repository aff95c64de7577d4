import type { Instant } from './instant';

/** One of a booking's holders was let in at one of its places, so the booking is used. Names no subject. */
export interface CheckIn {
  /** Told at least once: equal ids are the same check-in. A correction has another id. */
  readonly id: string;
  readonly bookingId: string;
  readonly resourceId: string;
  /** When somebody first came in, from the beginning of the early buffer to the end of the late one. */
  readonly at: Instant;
  readonly providerId: string;
  readonly place: string;
  /** The door event that it rests on. */
  readonly eventId: string;
  /** True when an earlier entry has come to be known later: this instant stands in place of the one that was told before. */
  readonly isCorrection: boolean;
}
