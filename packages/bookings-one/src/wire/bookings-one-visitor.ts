import type { BookingsOneVisitingStatusMeaning } from './bookings-one-profile';

/** What the receptionist module answers for a registration code. Personal data: never log it. */
export interface BookingsOneVisitor {
  readonly status: BookingsOneVisitingStatusMeaning | 'unrecognised';
  readonly isBlacklisted: boolean;
  readonly name?: string;
  readonly email?: string;
  /** UTC, ISO 8601. Absent where the vendor tells none. */
  readonly validFrom?: string;
  /** UTC, ISO 8601; exclusive. Absent where the vendor tells none. */
  readonly validUntil?: string;
}
