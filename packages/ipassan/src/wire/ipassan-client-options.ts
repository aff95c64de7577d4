import { baseUrlSchema, type Clock, type Logger } from '@acx/core/provider';
import * as z from 'zod/mini';
import { type IpassanProfileOverrides, ipassanProfileOverridesSchema } from './ipassan-profile-overrides';

/** How one iPassan site is reached. */
export interface IpassanClientOptions {
  /** Name of this installation, chosen by you; it stands in every error and log line. */
  readonly id: string;
  /** Default `https://ipassan.com`. `http:` only on this machine or with `allowPlainHttp`. */
  readonly baseUrl?: string;
  /** Of the API user. */
  readonly clientId: string;
  /** Of the API user. Never logged, never in an error. */
  readonly clientSecret: string;
  /** The site whose persons and assets are used; see `client.sites.list`. */
  readonly siteUuid: string;
  /** From sending a call to the last byte of its answer. Default 15 000. */
  readonly timeoutMs?: number;
  /** Sends secrets in the clear. Default false. */
  readonly allowPlainHttp?: boolean;
  /** Items per call when lists are read, 1 to 1000. Default 100. */
  readonly pageSize?: number;
  /** Corrections of the wire profile, laid over `ipassanProfile`. */
  readonly profile?: IpassanProfileOverrides;
  /** Default: the global `fetch`, looked up at each call. */
  readonly fetch?: typeof fetch;
  /** Default: the clock of the machine. */
  readonly clock?: Clock;
  /** Default: says nothing. */
  readonly logger?: Logger;
}

const identifier = z
  .string()
  .check(z.minLength(1, 'must not be empty'), z.maxLength(200, 'must be at most 200 characters'));

/** The fields of {@link IpassanClientOptions}, with their defaults. */
export const ipassanClientOptionsShape = {
  id: identifier,
  baseUrl: z._default(baseUrlSchema, 'https://ipassan.com'),
  clientId: identifier,
  clientSecret: z.string().check(z.minLength(1, 'must not be empty')),
  siteUuid: identifier,
  timeoutMs: z._default(z.int().check(z.minimum(1), z.maximum(600_000)), 15_000),
  allowPlainHttp: z._default(z.boolean(), false),
  pageSize: z._default(z.int().check(z.minimum(1), z.maximum(1000)), 100),
  profile: z.optional(ipassanProfileOverridesSchema),
  fetch: z.optional(z.custom<typeof fetch>((value) => typeof value === 'function', 'must be a function')),
  clock: z.optional(z.custom<Clock>((value) => hasFunctions(value, ['nowMs', 'schedule']), 'must be a Clock')),
  logger: z.optional(
    z.custom<Logger>((value) => hasFunctions(value, ['debug', 'info', 'warn', 'error']), 'must be a Logger'),
  ),
};

/** Reads {@link IpassanClientOptions}; an unknown field is refused. */
export const ipassanClientOptionsSchema: z.ZodMiniType<IpassanClientSettings, IpassanClientOptions> =
  z.strictObject(ipassanClientOptionsShape);

/** {@link IpassanClientOptions} with the defaults filled in. */
export type IpassanClientSettings = IpassanClientOptions &
  Required<Pick<IpassanClientOptions, 'baseUrl' | 'timeoutMs' | 'allowPlainHttp' | 'pageSize'>>;

function hasFunctions(value: unknown, names: readonly string[]): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const functions = new Map(names.map((name) => [name, Reflect.get(value, name)]));
  return [...functions.values()].every((item) => typeof item === 'function');
}
