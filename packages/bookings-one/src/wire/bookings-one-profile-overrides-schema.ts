import { parseWithMessages, wireProfileOverridesSchema } from '@acx/core/provider';
import * as z from 'zod/mini';
import { type BookingsOneProfile, bookingsOneProfile } from './bookings-one-profile';
import {
  type BookingsOneProfileOverrides,
  type BookingsOneProfileSections,
  mergeBookingsOneProfile,
} from './bookings-one-profile-overrides';
import { plainWord } from './bookings-one-word';

const text = z.string().check(z.minLength(1, 'must not be empty'));
const field = z
  .string()
  .check(z.regex(/^[^\s.]+(\.[^\s.]+)*$/, 'must be the name of a field, or names with dots between them'));
const path = z.string().check(
  z.regex(/^\/(?!\/)[^\s?#]*$/, 'must be a path that begins with one slash, without a query'),
  z.refine(
    (value) => (value.match(/\{[^}]*\}?/g) ?? []).every((part) => part === '{resource}' || part === '{date}'),
    'may hold {resource} and {date} in braces, nothing else',
  ),
);
const fixedPath = path.check(z.refine((value) => !value.includes('{'), 'must hold nothing in braces'));

/** What each entry of the sections may be. */
const { paths, dailyQuery, subscription, booking, visitor } = bookingsOneProfile;
const sectionsSchema = wireProfileOverridesSchema<BookingsOneProfileSections>(
  { paths, dailyQuery, subscription, booking, visitor },
  ({ section, name }) => {
    if (section === 'paths') return name === 'dailyBookings' ? path : fixedPath;
    if (section === 'dailyQuery') return z.nullable(text);
    return name === 'arrival' || name === 'departure' ? text : field;
  },
);

const words = <Meaning extends string>(meanings: readonly Meaning[]) =>
  z.optional(
    z.record(z.string(), z.enum(meanings)).check(
      z.refine((record) => !Object.keys(record).some((word) => plainWord(word) === ''), 'has a word without letters'),
      z.refine(
        (record) => new Set(Object.keys(record).map(plainWord)).size === Object.keys(record).length,
        'has one word in two spellings: upper case, blanks, hyphens and underscores do not count',
      ),
    ),
  );

const plainSchema = z.strictObject({
  callbackResource: z.optional(z.array(field).check(z.minLength(1, 'must hold at least one field'))),
  dailyItems: z.optional(z.nullable(field)),
  times: z.optional(z.enum(['offset', 'local'])),
  statuses: words(['granting', 'pending', 'released']),
  visitingStatuses: words(['checked_in', 'checked_out', 'expected', 'expired', 'unknown']),
});

/** Reads a partial wire profile; an unknown section or name is refused. */
export const bookingsOneProfileOverridesSchema: z.ZodMiniType<
  BookingsOneProfileOverrides,
  BookingsOneProfileOverrides
> = z.custom<BookingsOneProfileOverrides>().check(({ value, issues }) => {
  const add = (problemPath: PropertyKey[], message: string): void =>
    void issues.push({ code: 'custom', path: problemPath, message, input: value });
  for (const problem of problemsOf(value)) add(problem.path, problem.message);
  if (issues.length > 0) return;
  for (const problem of contradictionsOf(mergeBookingsOneProfile(value))) add(problem.path, problem.message);
});

interface Problem {
  readonly path: PropertyKey[];
  readonly message: string;
}

function problemsOf(value: unknown): Problem[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return [{ path: [], message: 'must be a part of the wire profile' }];
  const entries = Object.entries(value);
  const isPlain = ([name]: [string, unknown]): boolean => Object.hasOwn(plainSchema.shape, name);
  return [
    parseWithMessages(plainSchema, Object.fromEntries(entries.filter(isPlain))),
    parseWithMessages(sectionsSchema, Object.fromEntries(entries.filter((entry) => !isPlain(entry)))),
  ].flatMap((result) =>
    result.success ? [] : result.error.issues.map((issue) => ({ path: issue.path, message: issue.message })),
  );
}

/** A list or a visitor that is asked for without saying which would be answered with another one. */
function contradictionsOf({ paths, dailyQuery, visitor }: BookingsOneProfile): Problem[] {
  const problems: Problem[] = [];
  for (const name of ['resource', 'date'] as const)
    if (dailyQuery[name] === null && !paths.dailyBookings.includes(`{${name}}`))
      problems.push({
        path: ['dailyQuery', name],
        message: `must be a name, or paths.dailyBookings must hold {${name}}`,
      });
  if (dailyQuery.resource !== null && dailyQuery.resource === dailyQuery.date)
    problems.push({ path: ['dailyQuery', 'date'], message: 'must not be the name of the resource' });
  const isWithin = (inner: string, outer: string): boolean => `${inner}.`.startsWith(`${outer}.`);
  if (isWithin(visitor.direction, visitor.registrationCode) || isWithin(visitor.registrationCode, visitor.direction))
    problems.push({ path: ['visitor', 'direction'], message: 'must be another field than registrationCode' });
  return problems;
}
