import { InvalidInputError, ResponseValidationError } from '@acx/core/provider';
import { fieldAt, isUntold, objectWithFields, plainTextOf } from './bookings-one-field';
import type { BookingsOneProfile } from './bookings-one-profile';
import { type BookingsOneCallOptions, type BookingsOneSession, isNotFound } from './bookings-one-session';
import { readBookingsOneTime } from './bookings-one-time';
import type { BookingsOneVisitor } from './bookings-one-visitor';
import { createWordReader } from './bookings-one-word';

/** Who stands at the door, and which way they go. */
export interface BookingsOneVisitorRequest {
  readonly registrationCode: string;
  readonly direction: 'arrival' | 'departure';
  /** IANA zone in which times without an offset are read. Without it, a visitor with such times is `unrecognised`. */
  readonly timeZone?: string;
}

const operation = 'visitor';

/**
 * Asks for the visitor of a registration code; `undefined` when the server knows none (404, but not an HTML page of a proxy).
 * @throws InvalidInputError before anything is sent, for a code that is empty.
 */
export async function readBookingsOneVisitor(
  session: BookingsOneSession,
  { registrationCode, direction, timeZone }: BookingsOneVisitorRequest,
  { signal, takeTurn }: BookingsOneCallOptions,
): Promise<BookingsOneVisitor | undefined> {
  const { providerId, profile } = session;
  const names = profile.visitor;
  if (registrationCode.trim() === '') {
    const problems = [{ path: 'registrationCode', message: 'must not be empty' }];
    throw new InvalidInputError({ subject: 'question for a visitor', problems });
  }
  try {
    const answer = await session.send({
      operation,
      method: 'POST',
      path: profile.paths.visitor,
      json: objectWithFields([
        [names.registrationCode, registrationCode],
        [names.direction, names[direction]],
      ]),
      secrets: [registrationCode],
      signal,
      takeTurn,
    });
    if (typeof answer === 'object' && answer !== null && !Array.isArray(answer))
      return answerToVisitor(answer, profile, timeZone);
  } catch (failure) {
    if (isNotFound(failure)) return undefined;
    throw failure;
  }
  const problems = [{ path: '', message: 'must be an object' }];
  throw new ResponseValidationError({ providerId, operation, problems, effect: 'unknown' });
}

function answerToVisitor(
  answer: object,
  profile: BookingsOneProfile,
  timeZone: string | undefined,
): BookingsOneVisitor {
  const names = profile.visitor;
  const name = plainTextOf(fieldAt(answer, names.name));
  const email = plainTextOf(fieldAt(answer, names.email));
  const validity = validityOf(answer, profile, timeZone);
  const status = createWordReader(profile.visitingStatuses)(fieldAt(answer, names.status));
  return {
    // Nobody may say for how long a visitor is welcome whose times cannot be read.
    status: validity === undefined ? 'unrecognised' : status,
    isBlacklisted: isBlacklisted(fieldAt(answer, names.isBlacklisted)),
    ...(name !== undefined && { name }),
    ...(email !== undefined && { email }),
    ...validity,
  };
}

/** `undefined` when one of the two cannot be read, or when nothing lies between them. */
function validityOf(
  answer: object,
  { visitor: names, times }: BookingsOneProfile,
  timeZone: string | undefined,
): Pick<BookingsOneVisitor, 'validFrom' | 'validUntil'> | undefined {
  const from = fieldAt(answer, names.validFrom);
  const until = fieldAt(answer, names.validUntil);
  const read = (value: unknown, edge: 'start' | 'end') =>
    typeof value === 'string' ? readBookingsOneTime(value, edge, { times, timeZone }) : undefined;
  const validFrom = read(from, 'start');
  const validUntil = read(until, 'end');
  if ((validFrom === undefined && !isUntold(from)) || (validUntil === undefined && !isUntold(until))) return undefined;
  if (validFrom !== undefined && validUntil !== undefined && validFrom >= validUntil) return undefined;
  return { ...(validFrom !== undefined && { validFrom }), ...(validUntil !== undefined && { validUntil }) };
}

/** Whatever is there and does not clearly say no is a yes. */
function isBlacklisted(value: unknown): boolean {
  const said = typeof value === 'string' ? value.trim().toLowerCase() : value;
  return !(isUntold(said) || said === false || said === 'false' || said === 0);
}
