import type { Instant } from '@acx/core/provider';

export interface SimulatedBuilding {
  readonly id: string;
  readonly name: string;
}

export interface SimulatedFloor {
  readonly id: string;
  readonly building: string;
  readonly name: string;
}

/** What can be booked. */
export interface SimulatedResource {
  readonly id: string;
  readonly floor: string;
  readonly name: string;
  readonly kind: 'room' | 'desk' | 'equipment';
  /** IANA time zone of its business hours: its days and its local times follow it (known). */
  readonly timeZone: string;
  /** Whether a booking waits for somebody's approval (known that it may). */
  readonly needsApproval: boolean;
  /** Minutes after the start until which somebody must have checked in, else it is a no-show; `null`: nobody has to (known that it may). */
  readonly checkInWithinMinutes: number | null;
}

export interface SimulatedUser {
  readonly id: string;
  readonly name: string;
  /** May be absent (known). */
  readonly email: string | null;
}

/** Where a booking stands. */
export type SimulatedBookingStatus =
  | 'pending'
  | 'approved'
  | 'checked_in'
  | 'rejected'
  | 'cancelled'
  | 'no_show'
  | 'checked_out';

export interface SimulatedBooking {
  readonly id: string;
  readonly resource: string;
  readonly title: string;
  /** Id of a user: whose meeting it is. */
  readonly organizer: string;
  /** Id of the user who made the booking, who may be somebody else and does not take part (known). */
  readonly booker: string;
  /** Ids of users. */
  readonly attendees: readonly string[];
  readonly isPrivate: boolean;
  readonly startsAt: Instant;
  /** Exclusive. */
  readonly endsAt: Instant;
  readonly status: SimulatedBookingStatus;
  /** Id of the booking that began its series, where that is another one. */
  readonly series?: string;
}

/** Where a visit stands. `expired` is never stored: it follows from the clock. */
export type SimulatedVisitingStatus = 'expected' | 'checked_in' | 'checked_out' | 'expired';

export interface SimulatedVisitor {
  /** What the QR code of the visitor holds (known). */
  readonly registrationCode: string;
  readonly name: string;
  readonly email: string | null;
  readonly startsAt: Instant;
  /** Exclusive. Who is checked in stays so after it. */
  readonly endsAt: Instant;
  readonly status: SimulatedVisitingStatus;
  readonly isBlacklisted: boolean;
}
