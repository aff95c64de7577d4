import { InvalidInputError, parseBooking } from '@acx/core/provider';
import type { BookingsOneBooking } from '../wire/bookings-one-booking';
import { peopleToHolders } from './bookings-one-holders';
import type { BookingsOneFinding, BookingsOneListing } from './bookings-one-listing';
import { problemsToListing } from './bookings-one-problems-to-listing';

/**
 * A booking of a daily list as core takes it.
 *
 * | status | somebody has an address | nobody has |
 * |---|---|---|
 * | granting | `confirmed` | withheld, and told |
 * | pending | `pending` | withheld, and told |
 * | a word that nobody knows | `pending`, and told | withheld, and told |
 * | released | released | released |
 *
 * Without holders nothing can be granted, and what was granted before would go on opening for people who have left: so it goes until
 * somebody is listed again.
 */
export function bookingToListing(
  item: BookingsOneBooking,
  ids: { readonly bookingId: string; readonly resourceId: string },
): BookingsOneListing {
  if (item.status === 'released') return { state: 'released', findings: [] };
  const { holders, people, withoutAddress } = peopleToHolders(item);
  const findings = item.status === 'unrecognised' ? [statusFinding(item.statusWord)] : [];
  if (holders.length === 0) return { state: 'withheld', findings: [...findings, nobodyFinding(people)] };
  if (withoutAddress > 0) findings.push(withoutAddressFinding(withoutAddress, people));
  try {
    const booking = parseBooking({
      id: ids.bookingId,
      status: item.status === 'granting' ? 'confirmed' : 'pending',
      resourceId: ids.resourceId,
      startsAt: item.startsAt,
      endsAt: item.endsAt,
      holders,
    });
    return { state: 'listed', booking, findings };
  } catch (failure) {
    if (!(failure instanceof InvalidInputError)) throw failure;
    return problemsToListing(failure.problems);
  }
}

function statusFinding(word: string | undefined): BookingsOneFinding {
  const status = word === undefined ? 'status' : `status "${word}"`;
  return {
    problem: 'status_unrecognised',
    message: `Its ${status} is none of the words of the wire profile, so it opens nothing. Look the word up at Bookings ONE and put it into the statuses of the profile.`,
  };
}

function nobodyFinding(people: number): BookingsOneFinding {
  return {
    problem: 'nobody_listed',
    message: `It lists ${people === 1 ? '1 person' : `${people} people`} and nobody with an e-mail address that can be used, so it opens nothing. Give them addresses in Bookings ONE; of a private meeting it may hide them.`,
  };
}

function withoutAddressFinding(withoutAddress: number, people: number): BookingsOneFinding {
  const have = withoutAddress === 1 ? 'has' : 'have';
  return {
    problem: 'person_without_email',
    message: `${withoutAddress} of ${people} people ${have} no e-mail address that can be used, so nothing opens for them. Give them addresses in Bookings ONE.`,
  };
}
