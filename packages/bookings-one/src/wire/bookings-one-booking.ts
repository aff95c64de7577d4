import type { BookingsOneStatusMeaning } from './bookings-one-profile';

/** Somebody who takes part in a booking. Personal data: never log it. */
export interface BookingsOnePerson {
  /** As Bookings ONE writes it. Absent where it tells none. */
  readonly email?: string;
}

/** A booking in a daily list. */
export interface BookingsOneBooking {
  readonly id: string;
  /** As the vendor tells it; a list of one resource may leave it out. */
  readonly resource?: string;
  /** UTC, ISO 8601. */
  readonly startsAt: string;
  /** UTC, ISO 8601; exclusive. */
  readonly endsAt: string;
  readonly status: BookingsOneStatusMeaning | 'unrecognised';
  /** The word of a status that is not recognised, for the screen of an administrator. Absent when it is no short word. */
  readonly statusWord?: string;
  /** Absent where the vendor tells none, as of a masked private meeting. */
  readonly organizer?: BookingsOnePerson;
  readonly attendees: readonly BookingsOnePerson[];
}

/** An item of a daily list that is no booking we can read. */
export interface BookingsOneUnreadableItem {
  /** Where at least the id can be read. */
  readonly id?: string;
  /** Every problem, by field. Never a value. */
  readonly problems: readonly { readonly path: string; readonly message: string }[];
}

/** One resource, one day. */
export interface BookingsOneDay {
  readonly bookings: readonly BookingsOneBooking[];
  readonly unreadable: readonly BookingsOneUnreadableItem[];
}
