import type { Clock, Logger } from '@acx/core/provider';
import * as z from 'zod/mini';
import { type SaltoProfileOverrides, saltoProfileOverridesSchema } from './salto-profile-overrides';
import { type SaltoTransportOptions, saltoTransportSchema } from './salto-transport-options';

/** How one installation of ProAccess Space is reached. */
export interface SaltoClientOptions {
  /** Name of this installation, chosen by you; it stands in every error and log line. */
  readonly id: string;
  readonly transport: SaltoTransportOptions;
  /** From making a call to the last byte of its answer, the wait for a connection included. Default 15 000. */
  readonly timeoutMs?: number;
  /** Records per call when lists are read, 2 to 1000: a page of one would never move on where it begins with the last record. Default 100. */
  readonly pageSize?: number;
  /** Longer answers are refused. 1024 to 1 GiB, default 10 MiB. */
  readonly maximumAnswerBytes?: number;
  /** Corrections of the wire profile, laid over `saltoProfile`. */
  readonly profile?: SaltoProfileOverrides;
  /** Reads dates that Space's web server gives to wait for. Default: the clock of the machine. */
  readonly clock?: Clock;
  /** Default: says nothing. */
  readonly logger?: Logger;
}

/** Records per call, see {@link SaltoClientOptions}. */
export const pageSizeSchema = z.int().check(z.minimum(2), z.maximum(1000));

/** The fields of {@link SaltoClientOptions}, with their defaults. */
export const saltoClientOptionsShape = {
  id: z.string().check(z.minLength(1, 'must not be empty'), z.maxLength(200, 'must be at most 200 characters')),
  transport: saltoTransportSchema,
  timeoutMs: z._default(z.int().check(z.minimum(1), z.maximum(600_000)), 15_000),
  pageSize: z._default(pageSizeSchema, 100),
  maximumAnswerBytes: z._default(z.int().check(z.minimum(1024), z.maximum(1024 ** 3)), 10 * 1024 ** 2),
  profile: z.optional(saltoProfileOverridesSchema),
  clock: z.optional(z.custom<Clock>((value) => hasFunctions(value, ['nowMs', 'schedule']), 'must be a Clock')),
  logger: z.optional(
    z.custom<Logger>((value) => hasFunctions(value, ['debug', 'info', 'warn', 'error']), 'must be a Logger'),
  ),
};

/** Reads {@link SaltoClientOptions}; an unknown field is refused. */
export const saltoClientOptionsSchema: z.ZodMiniType<SaltoClientSettings, SaltoClientOptions> =
  z.strictObject(saltoClientOptionsShape);

/** {@link SaltoClientOptions} with the defaults filled in. */
export type SaltoClientSettings = SaltoClientOptions &
  Required<Pick<SaltoClientOptions, 'timeoutMs' | 'pageSize' | 'maximumAnswerBytes'>>;

function hasFunctions(value: unknown, names: readonly string[]): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return names.every((name) => typeof Reflect.get(value, name) === 'function');
}
