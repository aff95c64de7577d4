import { describeIssues, fingerprint, InvalidInputError, type Permission, parseWithMessages } from '@acx/core/provider';
import * as z from 'zod/mini';
import { type SaltoDay, saltoDays } from '../wire/salto-day';

/** One line of the timetable, in local time of the site. */
export type SaltoStateInterval = {
  /** `HH:mm:ss`. */
  readonly from: string;
  /** `HH:mm:ss`, exclusive; the end of the day is `24:00:00`. */
  readonly to: string;
  readonly days: readonly SaltoDay[];
};

/** What a grant says at Salto: an access level may pass a zone in a period, at the times of a timetable. Types, so that it is plain JSON. */
export type SaltoGrantState = {
  /** EXT ID of the access level. */
  readonly accessLevel: string;
  /** Zone ID. */
  readonly zone: string;
  /** Site-local, both ends included: dates `YYYY-MM-DD`, or date-times `YYYY-MM-DDTHH:mm:ss` where Space enforces them. */
  readonly period: { readonly from: string; readonly to: string };
  readonly intervals: readonly SaltoStateInterval[];
};

const time = z.string().check(z.regex(/^\d\d:\d\d:\d\d$/, 'must be HH:mm:ss'));
const bound = z.string().check(z.regex(/^\d{4}-\d\d-\d\d(?:T\d\d:\d\d:\d\d)?$/, 'must be a local date or date-time'));
const id = z.string().check(z.minLength(1));

const grantStateSchema = z.strictObject({
  accessLevel: id,
  zone: id,
  period: z.strictObject({ from: bound, to: bound }),
  intervals: z.array(z.strictObject({ from: time, to: time, days: z.array(z.enum(saltoDays)) })),
});

/**
 * Reads a grant state that was made by `compose`, perhaps in another life of the process.
 * @throws InvalidInputError when it was not.
 */
export function parseSaltoGrantState(state: unknown): SaltoGrantState {
  const result = parseWithMessages(grantStateSchema, state);
  if (result.success) return result.data;
  throw new InvalidInputError({ subject: 'grant state of Salto', problems: describeIssues(result.error) });
}

const intervalsSchema = z.object({ intervals: grantStateSchema.shape.intervals });

/** The lines of a state, also of one that was read from Space and has no period; nothing for what is none of ours. */
export function intervalsOfState(state: unknown): readonly SaltoStateInterval[] | undefined {
  const result = parseWithMessages(intervalsSchema, state);
  return result.success ? result.data.intervals : undefined;
}

const ownerSchema = z.object({ accessLevel: id, zone: id });

/**
 * Whose record a state is, also of one that was read from Space and says more than we would write.
 * @throws InvalidInputError when it does not say.
 */
export function parseSaltoOwner(state: unknown): Pick<SaltoGrantState, 'accessLevel' | 'zone'> {
  const result = parseWithMessages(ownerSchema, state);
  if (result.success) return result.data;
  throw new InvalidInputError({ subject: 'grant state of Salto', problems: describeIssues(result.error) });
}

/** Key of the one record that an access level can have for a zone. A fingerprint, because an EXT ID may say who lives there. */
export function saltoGrantKey({ subject, place }: Pick<Permission, 'subject' | 'place'>): string {
  return `salto/${fingerprint(JSON.stringify([subject, place]))}`;
}

/** Lane of an access level, likewise. What is written in it names the level by its EXT ID. */
export function saltoLane({ subject }: Pick<Permission, 'subject'>): string {
  return `level/${fingerprint(subject)}`;
}
