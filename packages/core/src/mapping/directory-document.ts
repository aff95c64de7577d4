import * as z from 'zod';
import { identifierSchema } from '../model/parse-booking';
import { isTimeZone } from '../model/utc-offset';

const timeZoneSchema = z.string().refine(isTimeZone, 'must be an IANA time zone, such as Europe/Dublin');
const bufferSchema = z.int().min(0).max(1440);

const placeSchema = z.strictObject({
  provider: identifierSchema,
  place: identifierSchema,
  timeZone: timeZoneSchema.optional(),
  slotMinutes: z.int().min(1).max(1440).optional(),
  earlyMinutes: bufferSchema.default(0),
  lateMinutes: bufferSchema.default(0),
});

const resourceSchema = z.strictObject({
  id: identifierSchema,
  audience: z.enum(['organizer', 'attendee', 'both']).default('both'),
  use: z.enum(['exclusive', 'shared']).default('exclusive'),
  places: z.array(placeSchema).max(100),
});

const holderSchema = z.strictObject({
  id: identifierSchema,
  subjects: z.array(z.strictObject({ provider: identifierSchema, subject: identifierSchema })).max(100),
});

/** One JSON document that says which resource opens which places, and which holder is which subject. */
export const directoryDocumentSchema = z
  .strictObject({
    /** Used by every place that names none. */
    timeZone: timeZoneSchema,
    resources: z.array(resourceSchema),
    holders: z.array(holderSchema),
  })
  .check((context) => {
    const { resources, holders } = context.value;
    const refuseTwice = (keys: readonly string[], path: (index: number) => PropertyKey[]): void => {
      const seen = new Set<string>();
      keys.forEach((key, index) => {
        if (seen.has(key))
          context.issues.push({ code: 'custom', path: path(index), message: 'is listed twice', input: key });
        seen.add(key);
      });
    };
    refuseTwice(
      resources.map(({ id }) => id),
      (index) => ['resources', index, 'id'],
    );
    refuseTwice(
      holders.map(({ id }) => id),
      (index) => ['holders', index, 'id'],
    );
    resources.forEach(({ places }, resourceIndex) => {
      refuseTwice(
        places.map(({ provider, place }) => JSON.stringify([provider, place])),
        (index) => ['resources', resourceIndex, 'places', index],
      );
    });
  });

/** The document as it is written: defaults may be left out. */
export type DirectoryDocument = z.input<typeof directoryDocumentSchema>;
