import { baseUrlSchema, isAllowedBaseUrl } from '@acx/core/provider';
import * as z from 'zod/mini';

/** How a sender of pushed events proves who it is. */
export type IpeviaSenderOptions =
  /** HTTP Basic, with what is stored in iPevia as webhook e-mail and webhook password. */
  | { readonly kind: 'basic'; readonly email: string; readonly password: string }
  /** The last segment of the address's path, at least 16 characters. It stands in logs of web servers, so prefer `basic`. */
  | { readonly kind: 'path'; readonly secret: string };

/**
 * A subscription at the event service, kept alive as long as the engine runs. Leave it out when an operator has entered the address in
 * iPevia.
 */
export interface IpeviaSubscribeOptions {
  /** Where events are sent: the public address of the host's webhook. */
  readonly consumerUrl: string;
  /** For how long is subscribed each time, in minutes, 2 to 10 080. Half of it is what an outage of ours may last. Default 60. */
  readonly minutes?: number;
  /** Lets events, with card numbers in them, come over plain HTTP from another machine. Default false. */
  readonly allowPlainHttp?: boolean;
}

/** By which way door events come. */
export type IpeviaEventTransport =
  | { readonly kind: 'none' }
  /** Asked for, over a pull point that lasts so many minutes, 2 to 10 080. Default 60. */
  | { readonly kind: 'pull'; readonly minutes?: number }
  /** Sent to the host's webhook, as `Notify` or as JSON. */
  | {
      readonly kind: 'push';
      readonly authentication: IpeviaSenderOptions;
      readonly subscribe?: IpeviaSubscribeOptions;
      /** A longer delivery is refused. 1024 to 10 MiB, default 256 KiB. */
      readonly maximumBytes?: number;
    };

/** The options of a provider that are about door events. */
export interface IpeviaEventOptions {
  /** Default: none. */
  readonly events?: IpeviaEventTransport;
  /**
   * Which event means that somebody came in: the decision (`granted`), the passage (`taken`), or `either`, where it is not known what the
   * points send. With `granted` and `either`, who is let in and turns round counts as come in. Default `either`.
   */
  readonly entrance?: 'taken' | 'granted' | 'either';
  /** Tokens of the access points that lead out: passing one is never an entry. Default: none. */
  readonly exits?: readonly string[];
  /** Tokens of the access points of this site. Events of others, and of an unknown one, are left out. Default: all are of this site. */
  readonly accessPoints?: readonly string[];
}

/** {@link IpeviaEventTransport} with the defaults filled in. */
export type IpeviaEventTransportSettings =
  | { readonly kind: 'none' }
  | { readonly kind: 'pull'; readonly minutes: number }
  | {
      readonly kind: 'push';
      readonly authentication: IpeviaSenderOptions;
      readonly subscribe?: { readonly consumerUrl: string; readonly minutes: number; readonly allowPlainHttp: boolean };
      readonly maximumBytes: number;
    };

/** {@link IpeviaEventOptions} with the defaults filled in. */
export interface IpeviaEventSettings {
  readonly events: IpeviaEventTransportSettings;
  readonly entrance: 'taken' | 'granted' | 'either';
  readonly exits: readonly string[];
  readonly accessPoints?: readonly string[];
}

const minutes = z._default(z.int().check(z.minimum(2), z.maximum(10_080)), 60);
const filled = z.string().check(z.minLength(1, 'must not be empty'));
const tokens = z.array(filled);

const authentication = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('basic'),
    // A colon ends the name in HTTP Basic.
    email: filled.check(z.refine((email) => !email.includes(':'), 'must not hold a colon')),
    password: filled,
  }),
  z.strictObject({
    kind: z.literal('path'),
    secret: z.string().check(z.minLength(16, 'must have at least 16 characters')),
  }),
]);

const subscribe = z
  .strictObject({
    consumerUrl: baseUrlSchema,
    minutes,
    allowPlainHttp: z._default(z.boolean(), false),
  })
  .check(
    z.refine(({ consumerUrl, allowPlainHttp }) => isAllowedBaseUrl(consumerUrl, allowPlainHttp), {
      path: ['consumerUrl'],
      error: 'must be an https address, because card numbers are sent there; for plain HTTP set allowPlainHttp',
    }),
  );

/** The fields of {@link IpeviaEventOptions}, with their defaults. */
export const ipeviaEventOptionsShape = {
  events: z._default(
    z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('none') }),
      z.strictObject({ kind: z.literal('pull'), minutes }),
      z.strictObject({
        kind: z.literal('push'),
        authentication,
        subscribe: z.optional(subscribe),
        maximumBytes: z._default(z.int().check(z.minimum(1024), z.maximum(10 * 1024 ** 2)), 256 * 1024),
      }),
    ]),
    { kind: 'none' },
  ),
  entrance: z._default(z.enum(['taken', 'granted', 'either']), 'either'),
  exits: z._default(tokens, []),
  accessPoints: z.optional(tokens.check(z.minLength(1, 'must name at least one, or be left out'))),
};

/** Reads {@link IpeviaEventOptions}; an unknown field is refused. */
export const ipeviaEventOptionsSchema: z.ZodMiniType<IpeviaEventSettings, IpeviaEventOptions> =
  z.strictObject(ipeviaEventOptionsShape);
