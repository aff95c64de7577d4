import * as z from 'zod';
import { describeIssues } from '../errors/describe-issues';
import { InvalidInputError } from '../errors/invalid-input-error';
import type { Booking } from './booking';
import { type Instant, instantFromMs } from './instant';

const MAXIMUM_BOOKING_DAYS = 366;
const MAXIMUM_HOLDERS = 500;
const DAY_MS = 86_400_000;

/** An identifier of the host: printable, bounded, never empty. */
export const identifierSchema = z
  .string()
  .min(1)
  .max(200)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused here
  .regex(/^[^\u0000-\u001f\u007f]*$/, 'must not contain control characters');

const isoWithOffset = z.iso.datetime({
  offset: true,
  error: 'must be ISO 8601 with an offset, such as 2026-11-21T09:00:00Z',
});

/** A `Date` or ISO 8601 text with an offset, between the years 2000 and 2199, as an instant. */
export const instantSchema = z
  .union([z.date({ error: 'must be a valid Date' }), isoWithOffset], {
    error: 'must be a valid Date or ISO 8601 text with an offset, such as 2026-11-21T09:00:00Z',
  })
  .transform((value): Instant => instantFromMs(value instanceof Date ? value.getTime() : Date.parse(value)))
  .refine((instant) => instant >= '2000' && instant < '2200', 'must lie between the years 2000 and 2199');

/** Validates the start, the end and the length of anything that has a window. */
function checkWindow(context: z.core.ParsePayload<{ startsAt: Instant; endsAt: Instant }>): void {
  const { startsAt, endsAt } = context.value;
  if (endsAt <= startsAt)
    context.issues.push({ code: 'custom', path: ['endsAt'], message: 'must be after startsAt', input: endsAt });
  else if (Date.parse(endsAt) - Date.parse(startsAt) > MAXIMUM_BOOKING_DAYS * DAY_MS)
    context.issues.push({
      code: 'custom',
      path: ['endsAt'],
      message: `must be at most ${MAXIMUM_BOOKING_DAYS} days after startsAt`,
      input: endsAt,
    });
}

const holderSchema = z.strictObject({
  holderId: identifierSchema,
  role: z.enum(['organizer', 'attendee']).default('organizer'),
});

const bookingSchema = z
  .strictObject({
    id: identifierSchema,
    kind: z.enum(['reservation', 'visit']).default('reservation'),
    status: z.enum(['confirmed', 'pending', 'cancelled']).default('confirmed'),
    resourceId: identifierSchema,
    startsAt: instantSchema,
    endsAt: instantSchema,
    holders: z.array(holderSchema).min(1).max(MAXIMUM_HOLDERS),
    revision: z.int().min(0).optional(),
    seriesId: identifierSchema.optional(),
  })
  .check(checkWindow)
  .check((context) => {
    const seen = new Set<string>();
    context.value.holders.forEach((holder, index) => {
      if (seen.has(holder.holderId))
        context.issues.push({
          code: 'custom',
          path: ['holders', index, 'holderId'],
          message: 'is listed twice',
          input: holder.holderId,
        });
      seen.add(holder.holderId);
    });
  });

/** A validated booking whose revision is still open when the host gave none. */
export type ParsedBooking = Omit<Booking, 'revision'> & { readonly revision?: number };

/**
 * Reads a booking from anything.
 * @throws InvalidInputError that lists every problem at once; the values themselves are never repeated.
 */
export function parseBooking(input: unknown): ParsedBooking {
  const result = bookingSchema.safeParse(input);
  if (result.success) return result.data;
  throw new InvalidInputError({ subject: 'booking', problems: describeIssues(result.error) });
}
