import {
  baseUrlSchema,
  type Clock,
  isAllowedBaseUrl,
  type Logger,
  type TlsOptions,
  tlsOptionsSchema,
} from '@acx/core/provider';
import * as z from 'zod/mini';
import type { BookingsOneAuth } from './bookings-one-authorization';
import type { BookingsOneProfileOverrides } from './bookings-one-profile-overrides';
import { bookingsOneProfileOverridesSchema } from './bookings-one-profile-overrides-schema';

/** How one Bookings ONE server is reached. */
export interface BookingsOneClientOptions {
  /** Name of this installation, chosen by you; it stands in every error and log line. */
  readonly id: string;
  /**
   * Address of your server, for example `https://bookings.example`; the paths of the wire profile are put behind it. It must be the
   * address that answers itself: a redirect is not followed. `http:` only on this machine or with `allowPlainHttp`.
   */
  readonly baseUrl: string;
  /** Access token, made under Management console > Settings > API authentication. Never logged, never in an error. */
  readonly token: string;
  /** How the token is handed over: alone, as the user name of Basic, or as a bearer token. Default `raw`. */
  readonly auth?: BookingsOneAuth;
  /** From sending a call to the last byte of its answer. 1 to 600 000, default 15 000. */
  readonly timeoutMs?: number;
  /** Sends the token in the clear. Default false. */
  readonly allowPlainHttp?: boolean;
  /** For a server with a private certificate: the authority that signed it, its fingerprint, or both. Needs the package `undici`. */
  readonly tls?: TlsOptions;
  /** Corrections of the wire profile, laid over `bookingsOneProfile`. */
  readonly profile?: BookingsOneProfileOverrides;
  /** Default: the global `fetch`, looked up at each call. Not together with `tls`. */
  readonly fetch?: typeof fetch;
  /** Reads dates that the server gives to wait for. Default: the clock of the machine. */
  readonly clock?: Clock;
  /** Default: says nothing. */
  readonly logger?: Logger;
}

/** {@link BookingsOneClientOptions} with the defaults filled in. */
export type BookingsOneClientSettings = BookingsOneClientOptions &
  Required<Pick<BookingsOneClientOptions, 'auth' | 'timeoutMs' | 'allowPlainHttp'>>;

/** The fields of {@link BookingsOneClientOptions}, with their defaults; what holds between them is in {@link bookingsOneClientChecks}. */
export const bookingsOneClientOptionsShape = {
  id: z.string().check(z.minLength(1, 'must not be empty'), z.maxLength(200, 'must be at most 200 characters')),
  baseUrl: baseUrlSchema,
  token: z
    .string()
    .check(z.regex(/^[\x21-\x7e]{1,4000}$/, 'must be the token alone: ASCII without spaces, at most 4000 characters')),
  auth: z._default(z.enum(['raw', 'basic', 'bearer']), 'raw'),
  timeoutMs: z._default(z.int().check(z.minimum(1), z.maximum(600_000)), 15_000),
  allowPlainHttp: z._default(z.boolean(), false),
  tls: z.optional(tlsOptionsSchema),
  profile: z.optional(bookingsOneProfileOverridesSchema),
  fetch: z.optional(z.custom<typeof fetch>((value) => typeof value === 'function', 'must be a function')),
  clock: z.optional(z.custom<Clock>((value) => hasFunctions(value, ['nowMs', 'schedule']), 'must be a Clock')),
  logger: z.optional(
    z.custom<Logger>((value) => hasFunctions(value, ['debug', 'info', 'warn', 'error']), 'must be a Logger'),
  ),
};

/** What the checks look at. */
type Checked = Pick<BookingsOneClientOptions, 'baseUrl' | 'token' | 'auth' | 'allowPlainHttp' | 'fetch' | 'tls'>;

/** What must hold between the fields of {@link BookingsOneClientOptions}. */
export const bookingsOneClientChecks = [
  z.refine<Checked>(
    ({ baseUrl, allowPlainHttp = false }) => !/^http:/i.test(baseUrl) || isAllowedBaseUrl(baseUrl, allowPlainHttp),
    { path: ['baseUrl'], error: 'must use https (http only on this machine, or with allowPlainHttp)' },
  ),
  z.refine<Checked>(({ baseUrl }) => isPlainAddress(baseUrl), {
    path: ['baseUrl'],
    error: 'must hold no user, no password, no question mark and no number sign',
  }),
  z.refine<Checked>(({ token, auth }) => auth !== 'basic' || !token.includes(':'), {
    path: ['token'],
    error: 'must not hold a colon when auth is basic',
  }),
  z.refine<Checked>(({ fetch, tls }) => fetch === undefined || tls === undefined, {
    path: ['tls'],
    error: 'cannot be used together with fetch',
  }),
  z.refine<Checked>(({ baseUrl, tls }) => tls === undefined || /^https:/i.test(baseUrl), {
    path: ['tls'],
    error: 'needs an https address',
  }),
] as const;

/** Reads {@link BookingsOneClientOptions}; an unknown field is refused. */
export const bookingsOneClientOptionsSchema: z.ZodMiniType<BookingsOneClientSettings, BookingsOneClientOptions> = z
  .strictObject(bookingsOneClientOptionsShape)
  .check(...bookingsOneClientChecks);

function isPlainAddress(baseUrl: string): boolean {
  if (!URL.canParse(baseUrl)) return true;
  const { username, password } = new URL(baseUrl);
  return username === '' && password === '' && !/[?#]/.test(baseUrl);
}

function hasFunctions(value: unknown, names: readonly string[]): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return names.every((name) => typeof Reflect.get(value, name) === 'function');
}
