/** What a word of a booking's status means. Whatever is not listed is `unrecognised` and never grants. */
export type BookingsOneStatusMeaning = 'granting' | 'pending' | 'released';

/** What a word of a visiting status means. Whatever is not listed is `unrecognised` and never lets anybody in. */
export type BookingsOneVisitingStatusMeaning = 'checked_in' | 'checked_out' | 'expected' | 'expired' | 'unknown';

/** How an instant is written: with an offset from UTC, or as the wall clock of the resource without one. */
export type BookingsOneTimes = 'offset' | 'local';

/**
 * The paths, fields and words that Bookings ONE is spoken to with. Wire names are spelled here and nowhere else. Each entry is marked
 * known, inferred or assumed; whoever has the vendor's own documents corrects it here or passes a partial profile as an option. A field
 * may be a path with dots. In paths, `{resource}` and `{date}` are replaced by encoded values.
 */
export interface BookingsOneProfile {
  readonly paths: {
    readonly information: string;
    readonly subscribe: string;
    readonly dailyBookings: string;
    readonly visitor: string;
  };
  /** Names of the query parameters of the daily list; `null`: it is in the path. */
  readonly dailyQuery: { readonly resource: string | null; readonly date: string | null };
  /** Names of the fields of a subscription. */
  readonly subscription: { readonly callUrl: string };
  /** Where a callback names the resource: the first of these fields that is there counts. */
  readonly callbackResource: readonly string[];
  /** Where the answer of the daily list has its items; `null`: the answer is the list. */
  readonly dailyItems: string | null;
  /** Names of the fields of a booking in the daily list. */
  readonly booking: {
    readonly id: string;
    readonly resource: string;
    readonly startsAt: string;
    readonly endsAt: string;
    readonly status: string;
    readonly organizer: string;
    readonly attendees: string;
    /** Below the organizer and below each attendee. */
    readonly email: string;
  };
  readonly times: BookingsOneTimes;
  /** Upper and lower case are the same; blanks, hyphens and underscores do not count. */
  readonly statuses: Readonly<Record<string, BookingsOneStatusMeaning>>;
  /** Names of the fields of a visitor lookup. */
  readonly visitor: {
    readonly registrationCode: string;
    readonly direction: string;
    /** Words for the two directions. */
    readonly arrival: string;
    readonly departure: string;
    readonly status: string;
    readonly isBlacklisted: string;
    readonly name: string;
    readonly email: string;
    readonly validFrom: string;
    readonly validUntil: string;
  };
  /** Compared as `statuses`. */
  readonly visitingStatuses: Readonly<Record<string, BookingsOneVisitingStatusMeaning>>;
}

/** What we know and assume of the External API (v1). */
export const bookingsOneProfile: BookingsOneProfile = {
  paths: {
    information: '/API/external/system/v1/information', // known
    subscribe: '/API/external/booking/v1/subscription', // assumed; the operation is known
    dailyBookings: '/API/external/booking/v1/resource/{resource}/daily', // assumed; the operation is known
    visitor: '/API/external/receptionist/v1/visitor', // assumed; the operation is known
  },
  dailyQuery: { resource: null, date: 'date' }, // assumed; yyyy-MM-dd of the resource's own zone
  subscription: { callUrl: 'callURL' }, // known
  callbackResource: ['resourceId', 'bookableResourceId', 'resource.id', 'resource'], // assumed; that the id is in there is known
  dailyItems: null, // assumed
  booking: {
    id: 'id', // assumed; a number or text
    resource: 'resourceId', // assumed
    startsAt: 'startTime', // assumed
    endsAt: 'endTime', // assumed
    status: 'status', // assumed
    organizer: 'organizer', // inferred: can be turned into an e-mail address
    attendees: 'attendees', // inferred, as the organizer
    email: 'email', // inferred; may be absent
  },
  times: 'offset', // assumed
  statuses: {
    approved: 'granting', // assumed
    confirmed: 'granting', // assumed
    checked_in: 'granting', // assumed
    pending: 'pending', // assumed; that an approval may be needed is known
    cancelled: 'released', // assumed
    rejected: 'released', // assumed
    no_show: 'released', // assumed; that a missed check-in releases the resource is known
    checked_out: 'released', // assumed; an early check-out is known
  },
  visitor: {
    registrationCode: 'registrationCode', // inferred: what is sent is called so
    direction: 'type', // assumed
    arrival: 'arrival', // assumed; that it is sent at arrival and departure is known
    departure: 'departure', // assumed
    status: 'visitingStatus', // inferred
    isBlacklisted: 'blacklisted', // assumed
    name: 'user.name', // assumed; that user information is answered is known
    email: 'user.email', // assumed
    validFrom: 'startTime', // assumed; may be absent
    validUntil: 'endTime', // assumed; may be absent
  },
  visitingStatuses: {
    checked_in: 'checked_in', // known status, assumed word
    checked_out: 'checked_out', // known status, assumed word
    expected: 'expected', // assumed
    expired: 'expired', // assumed
    unknown: 'unknown', // assumed
  },
};
