import { type CallLimit, callLimitSchema } from '@acx/core/provider';
import * as z from 'zod/mini';
import type { IpeviaCardRules } from './card/ipevia-card-number';
import {
  type IpeviaEventOptions,
  type IpeviaEventSettings,
  ipeviaEventOptionsShape,
} from './events/ipevia-event-options';
import {
  type IpeviaClientOptions,
  type IpeviaClientSettings,
  ipeviaClientChecks,
  ipeviaClientOptionsShape,
} from './wire/ipevia-client-options';

/** One iPevia site as a provider. */
export interface IpeviaOptions extends IpeviaClientOptions, IpeviaEventOptions {
  /** Chosen by you; unique among your providers and never changed, because it is part of every key. */
  readonly id: string;
  /** The place of the directory that this installation opens. An API user is bound to one site, so there is one. */
  readonly site: string;
  /**
   * `credentials` (default): one credential for each card, written ahead with its validity. `whitelist`: numbers without dates, added at the start
   * and taken off at the end. `connectIpevia` chooses by what the service can do.
   */
  readonly strategy?: 'credentials' | 'whitelist';
  /**
   * What the service holds of a credential's time. `instants` (default): date and time, so rights are written ahead. `none`: nothing, or dates alone;
   * then a credential is made at the start and deleted at the end.
   */
  readonly validity?: 'instants' | 'none';
  /** Token of the access profile that opens the site's barriers. Needed with credentials. */
  readonly accessProfile?: string;
  /** How card numbers are built up and written. Default: H10302, the number itself in hexadecimal digits, typed in decimal ones. */
  readonly cards?: Partial<IpeviaCardRules>;
  /** `ours`: every number on the whitelist was put there by us. `shared` (default): numbers that somebody else has put there stay. */
  readonly whitelist?: 'shared' | 'ours';
  /** Begins the names of our credentials, 1 to 32 letters and digits. Two hosts on one site need different ones. Default `acx`. */
  readonly mark?: string;
  /** How many days ahead rights are written, 1 to 3650. Default 30. */
  readonly horizonDays?: number;
  /** Most requests that iPevia takes from this installation, those for the login included. Default: no limit is known. */
  readonly callLimit?: CallLimit;
}

/** {@link IpeviaOptions} with the defaults filled in. */
export type IpeviaSettings = Omit<
  IpeviaOptions,
  keyof IpeviaEventOptions | 'authentication' | 'cards' | 'accessProfile'
> &
  IpeviaClientSettings &
  IpeviaEventSettings &
  Required<Pick<IpeviaOptions, 'strategy' | 'validity' | 'whitelist' | 'mark' | 'horizonDays'>> & {
    readonly cards: IpeviaCardRules;
    /** Empty with a whitelist, which needs none. */
    readonly accessProfile: string;
  };

const token = z
  .string()
  .check(z.minLength(1, 'must not be empty'), z.maxLength(64, 'must be at most 64 characters, as every token'));

const shape = {
  ...ipeviaClientOptionsShape,
  ...ipeviaEventOptionsShape,
  site: z.string().check(z.minLength(1, 'must not be empty'), z.maxLength(200, 'must be at most 200 characters')),
  strategy: z._default(z.enum(['credentials', 'whitelist']), 'credentials'),
  validity: z._default(z.enum(['instants', 'none']), 'instants'),
  accessProfile: z.optional(token),
  cards: z._default(
    z.strictObject({
      layout: z._default(z.enum(['H10302', 'H10304']), 'H10302'),
      rendering: z._default(z.enum(['number', 'raw-right', 'raw-left']), 'number'),
      text: z._default(z.enum(['decimal', 'hexadecimal']), 'decimal'),
    }),
    { layout: 'H10302', rendering: 'number', text: 'decimal' },
  ),
  whitelist: z._default(z.enum(['shared', 'ours']), 'shared'),
  mark: z._default(z.string().check(z.regex(/^[A-Za-z0-9]{1,32}$/, 'must be 1 to 32 letters and digits')), 'acx'),
  horizonDays: z._default(z.int().check(z.minimum(1), z.maximum(3650)), 30),
  callLimit: z.optional(callLimitSchema),
};

/** Reads {@link IpeviaOptions}; an unknown field is refused. */
export const ipeviaOptionsSchema: z.ZodMiniType<IpeviaSettings, IpeviaOptions> = z.pipe(
  z.strictObject(shape).check(
    ...ipeviaClientChecks,
    z.refine(({ strategy, accessProfile }) => strategy === 'whitelist' || accessProfile !== undefined, {
      path: ['accessProfile'],
      error: 'is needed with credentials: the token of the access profile that opens the barriers of the site',
    }),
    z.refine(({ strategy, whitelist }) => strategy === 'whitelist' || whitelist === 'shared', {
      path: ['whitelist'],
      error: 'can be ours only with the strategy whitelist; otherwise a healing check would empty it',
    }),
  ),
  z.transform((settings) => ({ ...settings, accessProfile: settings.accessProfile ?? '' })),
);
