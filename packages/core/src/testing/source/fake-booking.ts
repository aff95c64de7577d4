import type { Window } from '../../model/window';

/** An e-mail address as somebody typed it; `null`: somebody of whom the product tells no address. */
export type FakePerson = string | null;

/** A booking of the fake booking product. Instants are ISO 8601 with an offset. */
export interface FakeBooking extends Window {
  /** The product's own id. */
  readonly id: string;
  readonly resourceId: string;
  /** Absent: the product does not tell who it is, as of a private meeting. */
  readonly organizer?: FakePerson;
  /** Default: nobody. */
  readonly attendees?: readonly FakePerson[];
  /**
   * `confirmed` (default) lets people in, `pending` does not yet, `cancelled`, `no_show` and `ended` are over. The source knows no other
   * word.
   */
  readonly status?: string;
}

/** What a status word of the fake booking product means. */
export const fakeStatusWords: ReadonlyMap<string, 'confirmed' | 'pending' | 'released'> = new Map([
  ['confirmed', 'confirmed'],
  ['pending', 'pending'],
  ['cancelled', 'released'],
  ['no_show', 'released'],
  ['ended', 'released'],
]);

/** A booking as the product lists it. */
interface FakeBookingJson {
  readonly id: string;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly status: string;
  readonly organizer: { readonly email: FakePerson } | null;
  readonly attendees: readonly { readonly email: FakePerson }[];
}

/** As the product lists it. */
export function fakeBookingToJson(booking: FakeBooking): FakeBookingJson {
  const { id, startsAt, endsAt, organizer, attendees = [], status = 'confirmed' } = booking;
  return {
    ...{ id, startsAt, endsAt, status },
    organizer: organizer === undefined ? null : { email: organizer },
    attendees: attendees.map((email) => ({ email })),
  };
}
