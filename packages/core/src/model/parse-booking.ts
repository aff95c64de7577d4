import * as z from 'zod/mini';
import { describeIssues } from '../errors/describe-issues';
import { InvalidInputError } from '../errors/invalid-input-error';
import { parseWithMessages } from '../errors/parse-with-messages';
import type { Booking } from './booking';
import { type Instant, instantFromMs } from './instant';
import { listedOnce } from './listed-once';
import type { Window } from './window';

const MAXIMUM_BOOKING_DAYS = 366;
const MAXIMUM_HOLDERS = 500;
const DAY_MS = 86_400_000;

/** An identifier of the host: printable, bounded, never empty. */
export const identifierSchema = z.string().check(
  z.minLength(1),
  z.maxLength(200),
  // A half of a surrogate pair is no character: neither a key nor a database could hold it.
  z.regex(/^[^\p{Cc}\p{Cs}]*$/u, 'must not contain control characters'),
);

const isoWithOffset = z.iso.datetime({
  offset: true,
  error: 'must be ISO 8601 with an offset, such as 2026-11-21T09:00:00Z',
});

/** A `Date` or ISO 8601 text with an offset, between the years 2000 and 2199, as an instant. */
export const instantSchema = z
  .pipe(
    z.union([z.date({ error: 'must be a valid Date' }), isoWithOffset], {
      error: 'must be a valid Date or ISO 8601 text with an offset, such as 2026-11-21T09:00:00Z',
    }),
    z.transform((value): Instant => instantFromMs(value instanceof Date ? value.getTime() : Date.parse(value))),
  )
  .check(z.refine((instant) => instant >= '2000' && instant < '2200', 'must lie between the years 2000 and 2199'));

/** The start, the end and the length of a window. Looked at as soon as both ends are sound, so that one error lists everything. */
const windowCheck = z.superRefine<Window>(
  ({ startsAt, endsAt }, context) => {
    const refuse = (message: string): void => context.addIssue({ code: 'custom', path: ['endsAt'], message });
    if (endsAt <= startsAt) refuse('must be after startsAt');
    else if (Date.parse(endsAt) - Date.parse(startsAt) > MAXIMUM_BOOKING_DAYS * DAY_MS)
      refuse(`must be at most ${MAXIMUM_BOOKING_DAYS} days after startsAt`);
  },
  {
    when: ({ issues }) =>
      issues.every(({ code, path: [part] = [] }) =>
        part === undefined ? code === 'unrecognized_keys' : part !== 'startsAt' && part !== 'endsAt',
      ),
  },
);

const holderSchema = z.strictObject({
  holderId: identifierSchema,
  role: z._default(z.enum(['organizer', 'attendee']), 'organizer'),
});

const bookingSchema = z
  .strictObject({
    id: identifierSchema,
    kind: z._default(z.enum(['reservation', 'visit']), 'reservation'),
    status: z._default(z.enum(['confirmed', 'pending', 'cancelled']), 'confirmed'),
    resourceId: identifierSchema,
    startsAt: instantSchema,
    endsAt: instantSchema,
    holders: z.array(holderSchema).check(z.minLength(1), z.maxLength(MAXIMUM_HOLDERS), listedOnce('holderId')),
    visitor: z.optional(z.strictObject({ name: identifierSchema })),
    revision: z.optional(z.int().check(z.minimum(0))),
    seriesId: z.optional(identifierSchema),
  })
  .check(
    windowCheck,
    z.refine(({ kind, visitor }) => kind === 'visit' || visitor === undefined, {
      path: ['visitor'],
      error: 'is for visits only',
    }),
    z.refine(({ kind, holders }) => kind !== 'visit' || holders.filter(({ role }) => role === 'organizer').length < 2, {
      path: ['holders'],
      error: 'of a visit have one organizer, its host; make a visit of their own for the others',
    }),
  );

/** A validated booking whose revision is still open when the host gave none. */
export type ParsedBooking = Omit<Booking, 'revision'> & { readonly revision?: number };

/**
 * Reads a booking from anything.
 * @throws InvalidInputError that lists every problem at once; the values themselves are never repeated.
 */
export function parseBooking(input: unknown): ParsedBooking {
  const result = parseWithMessages(bookingSchema, input);
  if (result.success) return result.data;
  throw new InvalidInputError({ subject: 'booking', problems: describeIssues(result.error) });
}
