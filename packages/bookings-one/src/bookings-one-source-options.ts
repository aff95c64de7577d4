import { type CallLimit, callLimitSchema, isAllowedBaseUrl, isTimeZone } from '@acx/core/provider';
import * as z from 'zod/mini';
import {
  type BookingsOneClientOptions,
  type BookingsOneClientSettings,
  bookingsOneClientChecks,
  bookingsOneClientOptionsShape,
} from './wire/bookings-one-client-options';

/** A bookable resource of Bookings ONE, such as a room or a desk. */
export interface BookingsOneResource {
  /** Its id at Bookings ONE. */
  readonly resource: string;
  /** Its id in your directory. Default: the id at Bookings ONE. */
  readonly resourceId?: string;
  /** IANA zone of its business hours, for example `Europe/Dublin`: its days are read by it, and times without an offset. */
  readonly timeZone: string;
}

/** Where Bookings ONE announces changes. The address and the secret together are known to nobody else. */
export interface BookingsOneCallback {
  /**
   * The public address at which you take hints, without the secret: `https://host.example/hooks/bookings`. `http:` only on this machine.
   */
  readonly url: string;
  /**
   * Put behind it as the last segment of the path, made at random: 32 to 200 of letters, digits, `-` and `_`. It stands in logs of web
   * servers.
   */
  readonly secret: string;
}

/** The bookings of one Bookings ONE server. */
export interface BookingsOneSourceOptions extends BookingsOneClientOptions {
  /**
   * Chosen by you; unique among your sources and never changed, because every booking's id begins with it. 1 to 99 characters, no slash.
   */
  readonly id: string;
  /** 1 to 5000, each once. Bookings of other resources are not looked at. */
  readonly resources: readonly BookingsOneResource[];
  /**
   * How many days after today are read, 0 to 14: one call each. So long rights outlive an outage of Bookings ONE. Default 1: today and
   * tomorrow.
   */
  readonly daysAhead?: number;
  /**
   * How many days before today are read, 0 or 1: one call. With 1, a booking that lasts over midnight opens to its end also where Bookings
   * ONE lists it on the day only on which it begins. Default 1.
   */
  readonly daysBehind?: 0 | 1;
  /**
   * Whether Bookings ONE gives all bookings of a series one id. Then every booking's id gets its start behind it, and one whose start is
   * moved is another booking. Set it before the first reading: it changes every id. Default false: what is listed with two times is left as
   * it was, and reported.
   */
  readonly seriesShareId?: boolean;
  /** Default: changes are not announced, and only found by reading again. */
  readonly callback?: BookingsOneCallback;
  /** Most requests that the server takes from this source. Default: no limit is known. */
  readonly callLimit?: CallLimit;
}

/** {@link BookingsOneSourceOptions} with the defaults filled in. */
export type BookingsOneSourceSettings = Omit<BookingsOneSourceOptions, 'resources'> &
  BookingsOneClientSettings & {
    readonly resources: readonly Required<BookingsOneResource>[];
    readonly daysAhead: number;
    readonly daysBehind: 0 | 1;
    readonly seriesShareId: boolean;
  };

const printable = (longest: number) =>
  z
    .string()
    .check(
      z.minLength(1, 'must not be empty'),
      z.maxLength(longest, `must be at most ${longest} characters`),
      z.regex(/^[^\p{Cc}\p{Cs}]*$/u, 'must not contain control characters'),
    );

const resourceSchema = z.pipe(
  z.strictObject({
    resource: printable(200),
    resourceId: z.optional(printable(200)),
    timeZone: z.string().check(z.refine(isTimeZone, 'must be an IANA time zone, such as Europe/Dublin')),
  }),
  z.transform(
    ({ resource, resourceId = resource, timeZone }): Required<BookingsOneResource> => ({
      resource,
      resourceId,
      timeZone,
    }),
  ),
);

/** Twice in the same place would be read twice; two in one place would cancel each other's bookings. */
const eachOnce = (field: 'resource' | 'resourceId') =>
  z.refine<readonly Required<BookingsOneResource>[]>(
    (resources) => new Set(resources.map((resource) => resource[field])).size === resources.length,
    `must hold each ${field} once`,
  );

const callbackSchema = z.strictObject({
  url: z.string().check(
    z.refine((url) => isAllowedBaseUrl(url, false), 'must be an https address (http only on this machine)'),
    z.refine((url) => isPlainAddress(url), 'must hold no user, no password, no question mark and no number sign'),
  ),
  secret: z
    .string()
    .check(z.regex(/^[\w-]{32,200}$/, 'must be 32 to 200 letters, digits, hyphens and underscores, made at random')),
});

/** Reads {@link BookingsOneSourceOptions}; an unknown field is refused. */
export const bookingsOneSourceOptionsSchema: z.ZodMiniType<BookingsOneSourceSettings, BookingsOneSourceOptions> = z
  .strictObject({
    ...bookingsOneClientOptionsShape,
    // With a slash, the bookings of one source could look like those of another.
    id: printable(99).check(z.refine((id) => !id.includes('/'), 'must not contain a slash')),
    resources: z
      .array(resourceSchema)
      .check(
        z.minLength(1, 'must hold at least one resource'),
        z.maxLength(5000, 'must hold at most 5000 resources'),
        eachOnce('resource'),
        eachOnce('resourceId'),
      ),
    daysAhead: z._default(z.int().check(z.minimum(0), z.maximum(14)), 1),
    daysBehind: z._default(z.union([z.literal(0), z.literal(1)], 'must be 0 or 1'), 1),
    seriesShareId: z._default(z.boolean(), false),
    callback: z.optional(callbackSchema),
    callLimit: z.optional(callLimitSchema),
  })
  .check(...bookingsOneClientChecks);

function isPlainAddress(url: string): boolean {
  if (!URL.canParse(url)) return true;
  const { username, password } = new URL(url);
  return username === '' && password === '' && !/[?#]/.test(url);
}
