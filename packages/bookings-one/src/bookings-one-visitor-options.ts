import { type CallLimit, type Clock, callLimitSchema, isTimeZone } from '@acx/core/provider';
import * as z from 'zod/mini';
import type { BookingsOneDoor } from './visitors/bookings-one-door';
import { readQrHost } from './visitors/bookings-one-qr-host';
import {
  type BookingsOneClientOptions,
  type BookingsOneClientSettings,
  bookingsOneClientChecks,
  bookingsOneClientOptionsShape,
} from './wire/bookings-one-client-options';

/** The doors that ask one Bookings ONE server about visitors. */
export interface BookingsOneVisitorOptions extends BookingsOneClientOptions {
  /** Chosen by you; unique among your providers and never changed, because it is part of every key. */
  readonly id: string;
  /** 1 to 1000, each place once. A question from any other place is denied. */
  readonly doors: readonly BookingsOneDoor[];
  /**
   * Longest wait for an answer in milliseconds, 100 to 10 000; then the door stays shut. Default 2000. `timeoutMs` counts where it is
   * shorter.
   */
  readonly decideWithinMs?: number;
  /** For how many milliseconds a denial is given again without asking anew, 0 to 60 000. Failures are always asked anew. Default 5000. */
  readonly denialCacheMs?: number;
  /**
   * For how many milliseconds an arrival is allowed again at the same door without asking anew, 0 to 60 000; never beyond the visitor's
   * validity, and not after a departure or a denial at any door. So long a visitor still gets in who was blacklisted, was checked out at
   * the desk, or has left by a door of another process. Default 0: nobody is let in without a lookup. Nobody is ever let out without one.
   */
  readonly allowanceCacheMs?: number;
  /** Hosts whose `https:` addresses are accepted in QR codes, with a port where it is not 443. Default: the host of `baseUrl`. */
  readonly qrHosts?: readonly string[];
  /**
   * Names of the query parameters of such an address that hold the registration code; upper and lower case are the same. Without one of them
   * it is the last part of the path. Default `code` and `registrationCode` (assumed).
   */
  readonly qrParameters?: readonly string[];
  /**
   * IANA time zone of the doors, for example `Europe/Dublin`. Needed where the server writes a visitor's validity without an offset: without
   * it, such a visitor is denied as `status_unrecognised`.
   */
  readonly timeZone?: string;
  /**
   * Most lookups at once, 1 to 1000. Whoever comes on top of them is denied at once as `busy`. Where there are doors for departures, a
   * quarter of it, at least 1, is for departures alone; so 1 means one of each. A lookup counts until it is answered, at most 30 seconds.
   * Default 16.
   */
  readonly concurrentLookups?: number;
  /**
   * Most requests that the server takes from this installation. A visitor waits for a turn within `decideWithinMs` only. Default: no limit is
   * known.
   */
  readonly callLimit?: CallLimit;
  /** Tells what "now" is, so it must be right within minutes. Default: the clock of the machine. */
  readonly clock?: Clock;
}

/** {@link BookingsOneVisitorOptions} with the defaults filled in. */
export type BookingsOneVisitorSettings = BookingsOneVisitorOptions &
  BookingsOneClientSettings &
  Required<
    Pick<
      BookingsOneVisitorOptions,
      'decideWithinMs' | 'denialCacheMs' | 'allowanceCacheMs' | 'qrParameters' | 'concurrentLookups'
    >
  >;

const text = z.string().check(z.minLength(1, 'must not be empty'), z.maxLength(200, 'must be at most 200 characters'));

const doorSchema = z.strictObject({
  place: text,
  name: z.optional(text),
  direction: z.enum(['arrival', 'departure']),
});

const doorsSchema = z.array(doorSchema).check(
  z.minLength(1, 'must hold at least one door'),
  z.maxLength(1000, 'must hold at most 1000 doors'),
  z.refine((doors) => new Set(doors.map(({ place }) => place)).size === doors.length, 'must hold each place once'),
);

const hostSchema = z
  .string()
  .check(
    z.refine((host) => readQrHost(host) !== undefined, 'must be a host such as rooms.example.com, without a path'),
  );

const parameterSchema = z
  .string()
  .check(z.regex(/^[\w.-]{1,64}$/, 'must be the name of a query parameter: letters, digits, dots, hyphens'));

/** Reads {@link BookingsOneVisitorOptions}; an unknown field is refused. */
export const bookingsOneVisitorOptionsSchema: z.ZodMiniType<BookingsOneVisitorSettings, BookingsOneVisitorOptions> = z
  .strictObject({
    ...bookingsOneClientOptionsShape,
    doors: doorsSchema,
    decideWithinMs: z._default(z.int().check(z.minimum(100), z.maximum(10_000)), 2000),
    denialCacheMs: z._default(z.int().check(z.minimum(0), z.maximum(60_000)), 5000),
    allowanceCacheMs: z._default(z.int().check(z.minimum(0), z.maximum(60_000)), 0),
    qrHosts: z.optional(z.array(hostSchema)),
    qrParameters: z._default(z.array(parameterSchema), ['code', 'registrationCode']),
    timeZone: z.optional(z.string().check(z.refine(isTimeZone, 'must be an IANA time zone, such as Europe/Dublin'))),
    concurrentLookups: z._default(z.int().check(z.minimum(1), z.maximum(1000)), 16),
    callLimit: z.optional(callLimitSchema),
  })
  .check(...bookingsOneClientChecks);
