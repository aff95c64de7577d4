import { formatProblems, type InputProblem } from '@acx/core/provider';
import type { BookingsOneListing } from './bookings-one-listing';

/** An item that cannot be read, with what is wrong by field. */
export function problemsToListing(problems: readonly InputProblem[]): BookingsOneListing {
  const message = `It cannot be read (${formatProblems(problems)}), so it changes nothing: what was known of it stays. Correct it in Bookings ONE, or compare the wire profile with the vendor's documents.`;
  return { state: 'unreadable', findings: [{ problem: 'booking_unreadable', message }] };
}
