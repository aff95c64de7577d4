import type { AccessEvent } from './access-event';

/** A door event, and the bookings that it belongs to. */
export interface DeliveredAccessEvent extends AccessEvent {
  /**
   * Confirmed bookings that give this subject the right to pass this place at this instant, buffers included, in order. Empty: nobody has
   * booked it, or the vendor does not say who it was.
   */
  readonly bookingIds: readonly string[];
}
