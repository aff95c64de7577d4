import * as z from 'zod/mini';
import { parseWithMessages } from '../../errors/parse-with-messages';
import type { BookingInput } from '../../model/booking';
import { canonicalJson } from '../../model/json';
import { instantSchema, parseBooking } from '../../model/parse-booking';
import type { SourceProblem } from '../../ports/booking-source';
import { fakeStatusWords } from './fake-booking';
import { fakeHolders, personSchema } from './fake-holders';

/** A booking as it was listed, of which nothing but the id has been looked at. */
export interface FakeListing {
  readonly id: string;
}

type Problem = Pick<SourceProblem, 'problem' | 'message'>;

/** What a listing is, and what an administrator should know of it. */
type FakeVerdict = { readonly problems: readonly Problem[] } & (
  | { readonly is: 'booking'; readonly booking: BookingInput }
  | { readonly is: 'released' | 'withheld' | 'unreadable' }
);

const itemSchema = z.object({
  startsAt: instantSchema,
  endsAt: instantSchema,
  status: z.string(),
  organizer: z.nullable(personSchema),
  attendees: z.array(personSchema),
});

const messages: Readonly<Record<SourceProblem['problem'], string>> = {
  booking_contradictory:
    'A booking is listed in two ways, so it stays as it was. Nothing is to be done if it goes away.',
  booking_unreadable: 'A booking cannot be read, so it stays as it was. Look at it in the booking product.',
  nobody_listed: 'A booking lists nobody with an e-mail address, so it opens nothing. Add somebody.',
  status_unrecognised:
    'A booking has a status that is not known, so it opens nothing. Look at it in the booking product.',
  person_without_email: 'Somebody in a booking has no e-mail address and is not let in. Add the address.',
};

/** What to make of one booking that was listed at least once. */
export function judgeFakeListings(
  listings: readonly FakeListing[],
  names: { readonly id: string; readonly resourceId: string },
): FakeVerdict {
  const [first, ...others] = listings;
  if (others.some((other) => canonicalJson(other) !== canonicalJson(first)))
    return { is: 'unreadable', problems: [toProblem('booking_contradictory')] };
  const item = parseWithMessages(itemSchema, first);
  if (!item.success) return { is: 'unreadable', problems: [toProblem('booking_unreadable')] };
  const { startsAt, endsAt } = item.data;
  const status = fakeStatusWords.get(item.data.status);
  if (status === 'released') return { is: 'released', problems: [] };
  const { holders, hasNameless } = fakeHolders(item.data);
  if (holders.length === 0) return { is: 'withheld', problems: [toProblem('nobody_listed')] };
  const booking: BookingInput = { ...names, startsAt, endsAt, holders, status: status ?? 'pending' };
  if (!isBooking(booking)) return { is: 'unreadable', problems: [toProblem('booking_unreadable')] };
  const problems = [
    ...(status === undefined ? [toProblem('status_unrecognised')] : []),
    ...(hasNameless ? [toProblem('person_without_email')] : []),
  ];
  return { is: 'booking', booking, problems };
}

function toProblem(problem: SourceProblem['problem']): Problem {
  return { problem, message: messages[problem] };
}

function isBooking(booking: BookingInput): boolean {
  try {
    parseBooking(booking);
    return true;
  } catch {
    return false;
  }
}
