import {
  baseUrlSchema,
  type Clock,
  isAllowedBaseUrl,
  isXmlText,
  type Logger,
  type TlsOptions,
  tlsOptionsSchema,
} from '@acx/core/provider';
import * as z from 'zod/mini';
import { type IpeviaProfileOverrides, ipeviaProfileOverridesSchema } from './ipevia-profile-overrides';

/** How the API user logs in. `digest` is HTTP Digest; `username-token` is the WS-UsernameToken of older devices, inside of each message. */
export interface IpeviaAuthentication {
  /** Default `digest`. `basic` sends the password itself with each call. */
  readonly kind?: 'digest' | 'username-token' | 'basic';
  readonly user: string;
  readonly password: string;
}

/** How one installation of iPevia is reached. */
export interface IpeviaClientOptions {
  /** Name of this installation, chosen by you; it stands in every error and log line. */
  readonly id: string;
  /**
   * Address of the server, for example `https://parking.example`; the paths of the wire profile are put behind it. `http:` only on this
   * machine or with `allowPlainHttp`.
   */
  readonly baseUrl: string;
  /** Never logged, never in an error. */
  readonly authentication: IpeviaAuthentication;
  /** Sends everything that opens barriers in the clear. Default false. */
  readonly allowPlainHttp?: boolean;
  /** Default: the global `fetch`, looked up at each call. Not together with `tls`. */
  readonly fetch?: typeof fetch;
  /** For a server with a private certificate: the authority that signed it, its fingerprint, or both. Needs the package `undici`. */
  readonly tls?: TlsOptions;
  /** From sending a message to the last byte of its answer. Default 15 000. */
  readonly timeoutMs?: number;
  /** Records per call when lists are read, 1 to 1000; the service may give fewer. Default 100. */
  readonly pageSize?: number;
  /** Longer answers are refused. 1024 to 1 GiB, default 10 MiB. */
  readonly maximumAnswerBytes?: number;
  /** Corrections of the wire profile, laid over `ipeviaProfile`. */
  readonly profile?: IpeviaProfileOverrides;
  /** Dates the logins by `username-token`. Default: the clock of the machine. */
  readonly clock?: Clock;
  /** Default: says nothing. */
  readonly logger?: Logger;
}

/** {@link IpeviaClientOptions} with the defaults filled in. */
export type IpeviaClientSettings = IpeviaClientOptions &
  Required<Pick<IpeviaClientOptions, 'timeoutMs' | 'pageSize' | 'maximumAnswerBytes'>> & {
    readonly authentication: Required<IpeviaAuthentication>;
  };

const login = z.string().check(
  z.maxLength(1000, 'must be at most 1000 characters'),
  z.refine((text) => isXmlText(text) && !/[\r\n\t]/.test(text), 'must hold no control characters'),
);

/** Reads {@link IpeviaAuthentication}. */
const ipeviaAuthenticationSchema: z.ZodMiniType<Required<IpeviaAuthentication>, IpeviaAuthentication> = z
  .strictObject({
    kind: z._default(z.enum(['digest', 'username-token', 'basic']), 'digest'),
    user: login.check(z.minLength(1, 'must not be empty')),
    password: login,
  })
  .check(
    z.refine(({ kind, user }) => kind !== 'basic' || !user.includes(':'), {
      path: ['user'],
      error: 'must not hold a colon',
    }),
  );

/** The fields of {@link IpeviaClientOptions}, with their defaults; what holds between them is in {@link ipeviaClientChecks}. */
export const ipeviaClientOptionsShape = {
  id: z.string().check(z.minLength(1, 'must not be empty'), z.maxLength(200, 'must be at most 200 characters')),
  baseUrl: baseUrlSchema,
  authentication: ipeviaAuthenticationSchema,
  allowPlainHttp: z.optional(z.boolean()),
  fetch: z.optional(z.custom<typeof fetch>((value) => typeof value === 'function', 'must be a function')),
  tls: z.optional(tlsOptionsSchema),
  timeoutMs: z._default(z.int().check(z.minimum(1), z.maximum(600_000)), 15_000),
  pageSize: z._default(z.int().check(z.minimum(1), z.maximum(1000)), 100),
  maximumAnswerBytes: z._default(z.int().check(z.minimum(1024), z.maximum(1024 ** 3)), 10 * 1024 ** 2),
  profile: z.optional(ipeviaProfileOverridesSchema),
  clock: z.optional(z.custom<Clock>((value) => hasFunctions(value, ['nowMs', 'schedule']), 'must be a Clock')),
  logger: z.optional(
    z.custom<Logger>((value) => hasFunctions(value, ['debug', 'info', 'warn', 'error']), 'must be a Logger'),
  ),
};

/** What the checks look at. */
type Checked = Pick<IpeviaClientOptions, 'baseUrl' | 'allowPlainHttp' | 'fetch' | 'tls'>;

/** What must hold between the fields of {@link IpeviaClientOptions}. */
export const ipeviaClientChecks = [
  z.refine<Checked>(
    ({ baseUrl, allowPlainHttp = false }) => !/^http:/i.test(baseUrl) || isAllowedBaseUrl(baseUrl, allowPlainHttp),
    { path: ['baseUrl'], error: 'must use https (http only on this machine, or with allowPlainHttp)' },
  ),
  z.refine<Checked>(({ baseUrl }) => isPlainAddress(baseUrl), {
    path: ['baseUrl'],
    error: 'must hold no user, no password, no question mark and no number sign',
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

/** Reads {@link IpeviaClientOptions}; an unknown field is refused. */
export const ipeviaClientOptionsSchema: z.ZodMiniType<IpeviaClientSettings, IpeviaClientOptions> = z
  .strictObject(ipeviaClientOptionsShape)
  .check(...ipeviaClientChecks);

function isPlainAddress(baseUrl: string): boolean {
  if (!URL.canParse(baseUrl)) return true;
  const { username, password } = new URL(baseUrl);
  return username === '' && password === '' && !/[?#]/.test(baseUrl);
}

function hasFunctions(value: unknown, names: readonly string[]): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return names.every((name) => typeof Reflect.get(value, name) === 'function');
}
