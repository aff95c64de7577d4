import { isIPv6, type Socket } from 'node:net';
import { baseUrlSchema, isAllowedBaseUrl, type TlsOptions, tlsOptionsSchema } from '@acx/core/provider';
import * as z from 'zod/mini';

/** What is set under System > General options > SHIP > Authentication. `key` is "Custom" there. */
export type SaltoAuthentication =
  | { readonly kind: 'none' }
  | { readonly kind: 'basic'; readonly user: string; readonly password: string }
  | { readonly kind: 'key'; readonly key: string };

/** SHIP over HTTP(S). */
export interface SaltoHttpOptions {
  readonly kind: 'http';
  /** Address of the SHIP interface, for example `https://space.example:8100`. `http:` only on this machine or with `allowPlainHttp`. */
  readonly baseUrl: string;
  /** Default `none`. Never logged, never in an error. */
  readonly authentication?: SaltoAuthentication;
  /** Sends secrets, and everything that opens doors, in the clear. Default false. */
  readonly allowPlainHttp?: boolean;
  /** Default: the global `fetch`, looked up at each call. Not together with `tls`. */
  readonly fetch?: typeof fetch;
  /** For a server with a private certificate: the authority that signed it, its fingerprint, or both. Needs the package `undici`. */
  readonly tls?: TlsOptions;
}

/** SHIP over STP, SALTO's framing on raw TCP. It has neither login nor encryption. */
export interface SaltoStpOptions {
  readonly kind: 'stp';
  readonly host: string;
  /** As set in Space; there is no usual one. */
  readonly port: number;
  /** Lets anybody on the way read and change what opens doors. Needed for every host but this machine. Default false. */
  readonly allowPlainTcp?: boolean;
  /** Connections at most, 1 to 32; each carries one call at a time. Default 2. */
  readonly connections?: number;
  /** Default: `connect` of `node:net`. */
  readonly connect?: (address: { readonly host: string; readonly port: number }) => Socket;
}

/** How Space is reached. */
export type SaltoTransportOptions = SaltoHttpOptions | SaltoStpOptions;

const secret = z
  .string()
  .check(z.minLength(1, 'must not be empty'), z.maxLength(1000, 'must be at most 1000 characters'));
const headerText = z.string().check(z.regex(/^[\x21-\x7e]{1,1000}$/, 'must be ASCII without spaces'));

const authenticationSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('none') }),
  z.strictObject({
    kind: z.literal('basic'),
    user: secret.check(z.refine((user) => !user.includes(':'), 'must not hold a colon')),
    password: z.string().check(z.maxLength(1000, 'must be at most 1000 characters')),
  }),
  z.strictObject({ kind: z.literal('key'), key: headerText }),
]);

const functionField = <Function>() => z.custom<Function>((value) => typeof value === 'function', 'must be a function');

const httpSchema = z
  .strictObject({
    kind: z.literal('http'),
    baseUrl: baseUrlSchema,
    authentication: z.optional(authenticationSchema),
    allowPlainHttp: z.optional(z.boolean()),
    fetch: z.optional(functionField<typeof fetch>()),
    tls: z.optional(tlsOptionsSchema),
  })
  .check(
    z.refine(
      ({ baseUrl, allowPlainHttp = false }) => !/^http:/i.test(baseUrl) || isAllowedBaseUrl(baseUrl, allowPlainHttp),
      {
        path: ['baseUrl'],
        error: 'must use https (http only on this machine, or with allowPlainHttp)',
      },
    ),
    z.refine(({ fetch, tls }) => fetch === undefined || tls === undefined, {
      path: ['tls'],
      error: 'cannot be used together with fetch',
    }),
    z.refine(({ baseUrl, tls }) => tls === undefined || /^https:/i.test(baseUrl), {
      path: ['tls'],
      error: 'needs an https address',
    }),
  );

const stpSchema = z
  .strictObject({
    kind: z.literal('stp'),
    host: z.string().check(
      z.regex(/^[^\s/@?#[\]]{1,255}$/, 'must be a host name or an address'),
      z.refine((host) => !host.includes(':') || isIPv6(host), 'must not hold a port'),
    ),
    port: z.int().check(z.minimum(1), z.maximum(65_535)),
    allowPlainTcp: z.optional(z.boolean()),
    connections: z.optional(z.int().check(z.minimum(1), z.maximum(32))),
    connect: z.optional(functionField<NonNullable<SaltoStpOptions['connect']>>()),
  })
  .check(
    z.refine(({ host, allowPlainTcp = false }) => allowPlainTcp || isThisMachine(host), {
      path: ['host'],
      error:
        'is another machine, and STP has neither login nor encryption: whoever is on the way can open doors. ' +
        'Use the transport http with https, or set allowPlainTcp where only Space and this host share the network',
    }),
  );

/** Reads {@link SaltoTransportOptions}; an unknown field is refused. */
export const saltoTransportSchema: z.ZodMiniType<SaltoTransportOptions, SaltoTransportOptions> = z.discriminatedUnion(
  'kind',
  [httpSchema, stpSchema],
);

/** An address of this machine, by the same rule as for plain HTTP. */
function isThisMachine(host: string): boolean {
  return isAllowedBaseUrl(`http://${host.includes(':') ? `[${host}]` : host}`, false);
}
