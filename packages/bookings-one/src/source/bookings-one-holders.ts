import type { ParsedBooking } from '@acx/core/provider';
import type { BookingsOneBooking, BookingsOnePerson } from '../wire/bookings-one-booking';

/** Who takes part in a booking, as the directory knows people. */
export interface BookingsOneHolders {
  /** The organizer first, then attendees by address; each address once. Personal data. */
  readonly holders: ParsedBooking['holders'];
  /** How many people are listed. */
  readonly people: number;
  /** How many of them have no e-mail address that can be used. */
  readonly withoutAddress: number;
}

/** Longer ones are no id of a holder. */
const LONGEST_ADDRESS = 200;

/** People as holders: an address is trimmed and in lower case. Whoever is organizer and attendee is the organizer. */
export function peopleToHolders({
  organizer,
  attendees,
}: Pick<BookingsOneBooking, 'organizer' | 'attendees'>): BookingsOneHolders {
  const people = organizer === undefined ? attendees : [organizer, ...attendees];
  const organizing = organizer === undefined ? undefined : addressOf(organizer);
  const attending = new Set(attendees.flatMap((attendee) => addressOf(attendee) ?? []));
  if (organizing !== undefined) attending.delete(organizing);
  return {
    holders: [
      ...(organizing === undefined ? [] : [{ holderId: organizing, role: 'organizer' as const }]),
      ...[...attending].sort().map((holderId) => ({ holderId, role: 'attendee' as const })),
    ],
    people: people.length,
    withoutAddress: people.filter((person) => addressOf(person) === undefined).length,
  };
}

/** `undefined` where there is none, or one that could be no holder's id. */
function addressOf({ email = '' }: BookingsOnePerson): string | undefined {
  const address = email.trim().toLowerCase();
  return address.length <= LONGEST_ADDRESS && /^[^\p{Cc}\p{Cs}]+$/u.test(address) ? address : undefined;
}
