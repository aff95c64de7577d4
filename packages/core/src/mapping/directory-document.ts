import * as z from 'zod/mini';
import { listedOnce } from '../model/listed-once';
import { identifierSchema } from '../model/parse-booking';
import { isTimeZone } from '../model/utc-offset';

const timeZoneSchema = z.string().check(z.refine(isTimeZone, 'must be an IANA time zone, such as Europe/Dublin'));
const bufferSchema = z.int().check(z.minimum(0), z.maximum(1440));

const accessLevelsSchema = z.array(identifierSchema).check(
  z.maxLength(100),
  z.refine((levels: readonly string[]) => new Set(levels).size === levels.length, 'lists an access level twice'),
);

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
    audience: z._default(z.enum(['organizer', 'attendee', 'both', 'access_level']), 'both'),
    accessLevels: z._default(accessLevelsSchema, []),
    use: z._default(z.enum(['exclusive', 'shared']), 'exclusive'),
    places: z.array(placeSchema).check(z.maxLength(100), listedOnce('provider', 'place')),
    checkIn: z._default(z.enum(['access_control', 'none']), 'none'),
    accessControl: z._default(z.boolean(), true),
  })
  .check(
    z.refine(({ audience, accessLevels }) => audience !== 'access_level' || accessLevels.length > 0, {
      path: ['accessLevels'],
      error: 'must name at least one with the audience access_level, or nobody would be let in',
    }),
    z.refine(({ audience, accessLevels }) => audience === 'access_level' || accessLevels.length === 0, {
      path: ['accessLevels'],
      error: 'are only looked at with the audience access_level; with another audience leave them out',
    }),
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
  accessLevels: z._default(accessLevelsSchema, []),
});

/** What finds a holder: its id word for word, or as an e-mail address, where case and outer blanks make no difference. */
export function holderKey(holderId: string, holderIds: 'exact' | 'email'): string {
  return holderIds === 'exact' ? holderId : holderId.trim().toLowerCase();
}

/** One JSON document that says which resource opens which places, and which holder is which subject. */
export const directoryDocumentSchema = z
  .strictObject({
    /** Used by every place that names none. */
    timeZone: timeZoneSchema,
    resources: z.array(resourceSchema).check(listedOnce('id')),
    /** `email`: ids of holders are e-mail addresses, so upper and lower case and outer blanks make no difference. */
    holderIds: z._default(z.enum(['exact', 'email']), 'exact'),
    holders: z.array(holderSchema).check(listedOnce('id')),
  })
  .check(
    z.superRefine(({ holderIds, holders }, context) => {
      const ids = new Map<string, string>();
      holders.forEach(({ id }, index) => {
        const key = holderKey(id, holderIds);
        const refuse = (message: string): void =>
          context.addIssue({ code: 'custom', path: ['holders', index, 'id'], message });
        const other = ids.get(key);
        if (key === '') refuse('is blank, so it is no e-mail address');
        // The same id word for word has been told already.
        else if (other !== undefined && other !== id) refuse('is listed twice: another spelling of an e-mail address');
        ids.set(key, id);
      });
    }),
  );

/** The document as it is written: defaults may be left out. */
export type DirectoryDocument = z.input<typeof directoryDocumentSchema>;
