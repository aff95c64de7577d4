import type { AcxErrorJson } from '../errors/acx-error';
import { InvalidInputError } from '../errors/invalid-input-error';
import { MappingError, type MappingProblem } from '../errors/mapping-error';
import type { Booking } from '../model/booking';
import { isSameJson } from '../model/json';

/** Parts of a visit that no vendor can change. */
const FIXED = ['kind', 'resourceId', 'holders', 'visitor'] as const;

/**
 * Of a visit that is stored, only start and end may change. A cancellation is always heard, whatever else it says.
 * @throws InvalidInputError that names every other part that differs.
 */
export function refuseVisitChanges(booking: Booking, former: Booking | undefined): void {
  if (former?.kind !== 'visit' || former.status === 'cancelled' || booking.status === 'cancelled') return;
  const problems = FIXED.filter((field) => !isSameJson(booking[field], former[field])).map((field) => ({
    path: field,
    message: 'of a visit cannot be changed, only its times; cancel the visit and make a new one',
  }));
  if (problems.length > 0) throw new InvalidInputError({ subject: 'visit', problems });
}

/**
 * A visit works with the rights of its host: without them there is none, and nobody should be invited.
 * @throws MappingError that says what is missing.
 */
export function refuseUnlinkedVisit(
  { id: bookingId, kind }: Booking,
  problems: readonly AcxErrorJson[],
  former: Booking | undefined,
): void {
  const [first] = problems;
  if (kind !== 'visit' || first === undefined) return;
  const { message, problem, providerId } = first;
  const outcome =
    former === undefined || former.status === 'cancelled'
      ? 'Nothing was stored.'
      : 'The visit stays as it was, and its credential goes on opening: cancel the visit, or link its host.';
  throw new MappingError({
    problem: isMappingProblem(problem) ? problem : 'holder_not_linked',
    bookingId,
    ...(typeof providerId === 'string' && { providerId }),
    message: `${message} ${outcome}`,
  });
}

const mappingProblems: Readonly<Record<MappingProblem, true>> = {
  resource_not_mapped: true,
  holder_not_known: true,
  holder_not_linked: true,
  no_holder_in_audience: true,
  provider_not_known: true,
  not_representable: true,
};

function isMappingProblem(problem: unknown): problem is MappingProblem {
  return typeof problem === 'string' && Object.hasOwn(mappingProblems, problem);
}
