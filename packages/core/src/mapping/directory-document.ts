import * as z from 'zod/mini';
import { listedOnce } from '../model/listed-once';
import { identifierSchema } from '../model/parse-booking';
import { isTimeZone } from '../model/utc-offset';

const timeZoneSchema = z.string().check(z.refine(isTimeZone, 'must be an IANA time zone, such as Europe/Dublin'));
const bufferSchema = z.int().check(z.minimum(0), z.maximum(1440));

const placeSchema = z.strictObject({
  provider: identifierSchema,
  place: identifierSchema,
  timeZone: z.optional(timeZoneSchema),
  slotMinutes: z.optional(z.int().check(z.minimum(1), z.maximum(1440))),
  earlyMinutes: z._default(bufferSchema, 0),
  lateMinutes: z._default(bufferSchema, 0),
});

const resourceSchema = z
  .strictObject({
    id: identifierSchema,
    audience: z._default(z.enum(['organizer', 'attendee', 'both']), 'both'),
    use: z._default(z.enum(['exclusive', 'shared']), 'exclusive'),
    places: z.array(placeSchema).check(z.maxLength(100), listedOnce('provider', 'place')),
    checkIn: z._default(z.enum(['access_control', 'none']), 'none'),
    accessControl: z._default(z.boolean(), true),
  })
  .check(
    z.refine(({ checkIn, places }) => checkIn === 'none' || places.length > 0, {
      path: ['checkIn'],
      error: 'can only be access_control when the resource has a place: nobody is let in where there is no door',
    }),
    z.refine(({ checkIn, accessControl }) => checkIn === 'none' || accessControl, {
      path: ['checkIn'],
      error: 'cannot be access_control while accessControl is false: a zone that needs no card checks nobody in',
    }),
  );

const holderSchema = z.strictObject({
  id: identifierSchema,
  subjects: z.array(z.strictObject({ provider: identifierSchema, subject: identifierSchema })).check(z.maxLength(100)),
});

/** One JSON document that says which resource opens which places, and which holder is which subject. */
export const directoryDocumentSchema = z.strictObject({
  /** Used by every place that names none. */
  timeZone: timeZoneSchema,
  resources: z.array(resourceSchema).check(listedOnce('id')),
  holders: z.array(holderSchema).check(listedOnce('id')),
});

/** The document as it is written: defaults may be left out. */
export type DirectoryDocument = z.input<typeof directoryDocumentSchema>;
