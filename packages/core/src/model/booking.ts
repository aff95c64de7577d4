import type { Instant } from './instant';
import type { Window } from './window';

/** `reservation`: somebody uses a resource. `visit`: a host lets a guest in for a while. */
export type BookingKind = 'reservation' | 'visit';

/** Only `confirmed` opens doors. `pending` waits for an approval, `cancelled` is over for good. */
export type BookingStatus = 'confirmed' | 'pending' | 'cancelled';

/** `organizer`: made the booking, or is the host of a visit. `attendee`: was invited to it. */
export type HolderRole = 'organizer' | 'attendee';

/** A person or apartment of the host product that takes part in a booking. */
export interface Holder {
  /** The host product's own id of the person or apartment. */
  readonly holderId: string;
  readonly role: HolderRole;
}

/** Who comes to visit. */
export interface Visitor {
  /** As the vendor's own screens should show it. Personal data: never log it. */
  readonly name: string;
}

/** Who holds which resource in which half-open window: a validated booking, every instant in UTC. */
export interface Booking extends Window {
  /** The host product's own id, unique among its bookings. */
  readonly id: string;
  readonly kind: BookingKind;
  readonly status: BookingStatus;
  readonly resourceId: string;
  readonly holders: readonly Holder[];
  /** Only of a visit. */
  readonly visitor?: Visitor;
  /** Grows with every change. An update with a lower revision than the one we know is ignored. */
  readonly revision: number;
  /** Shared by the single bookings of a series. Only for display. */
  readonly seriesId?: string;
}

/** A booking as a host hands it in. */
export interface BookingInput {
  /** The host product's own id: 1 to 200 characters, no control characters. */
  id: string;
  /** Default `reservation`. */
  kind?: BookingKind;
  /** Default `confirmed`. */
  status?: BookingStatus;
  resourceId: string;
  /** A `Date`, or ISO 8601 text with an offset (`Z` or `+01:00`). Text without an offset is refused. */
  startsAt: Date | Instant;
  /** As `startsAt`; must be later, at most 366 days. The end itself does not belong to the booking. */
  endsAt: Date | Instant;
  /** At least one, at most 500, each person once. The role defaults to `organizer`. */
  holders: readonly { holderId: string; role?: HolderRole }[];
  /** Of a visit: 1 to 200 characters. Of a visit that is stored, only the times may change. */
  visitor?: { name: string };
  /**
   * A whole number from 0 that grows with every change, for example a row version. With it, updates may arrive late, twice or
   * in any order. Without it, the order of arrival counts.
   */
  revision?: number;
  seriesId?: string;
}
