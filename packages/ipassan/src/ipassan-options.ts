import { type CallLimit, callLimitSchema, isTimeZone } from '@acx/core/provider';
import * as z from 'zod/mini';
import {
  type IpassanClientOptions,
  type IpassanClientSettings,
  ipassanClientOptionsShape,
} from './wire/ipassan-client-options';

/** One iPassan site as a provider. */
export interface IpassanOptions extends IpassanClientOptions {
  /** Chosen by you; unique among your providers and never changed, because it is part of every key. */
  readonly id: string;
  /** IANA time zone of the site, for example `Europe/Dublin`. iPassan is told local times with their offset. */
  readonly timeZone: string;
  /** Slot length of the assets in minutes, 1 to 1440, where the place has no setting of its own. Default 15, iPassan's own default. */
  readonly slotMinutes?: number;
  /**
   * What happens to a booked time between two slots when no buffer makes room. `outward` (default): it opens up to the slot around it, and
   * says so. `reject`: the permission fails with a MappingError.
   */
  readonly slotAlignment?: 'outward' | 'reject';
  /** Longest booking of the assets in minutes. Longer ones lose their buffers, then fail before iPassan is asked. Default: no limit. */
  readonly maximumMinutes?: number;
  /**
   * Tells the records of this host from those of other hosts on the same site, for example of a test system. Never changed, because records
   * with another mark are foreign. Default: the `id`.
   */
  readonly mark?: string;
  /** The place of the directory that stands for visits: a visitor opens what the host may pass, so there is one. Default `visits`. */
  readonly visitPlace?: string;
  /**
   * Whether iPassan tells the PIN of a visit again when visits are read. `true` (default): one without a PIN has been cancelled, and comes
   * back with a new PIN when somebody checks or changes its times. `false`: the PIN of the create is trusted, and a visit that an operator
   * cancels by hand is not noticed.
   */
  readonly tellsPinAgain?: boolean;
  /** How many days ahead rights are written, so that an outage of ours closes no door. 1 to 3650. Default 365. */
  readonly horizonDays?: number;
  /** Most requests that iPassan takes from this installation. Default: no limit is known. */
  readonly callLimit?: CallLimit;
}

/** {@link IpassanOptions} with the defaults filled in. */
export type IpassanSettings = IpassanOptions &
  IpassanClientSettings &
  Required<Pick<IpassanOptions, 'slotMinutes' | 'slotAlignment' | 'visitPlace' | 'tellsPinAgain' | 'horizonDays'>>;

const MINUTES_PER_DAY = 1440;

/** Reads {@link IpassanOptions}; an unknown field is refused. */
export const ipassanOptionsSchema: z.ZodMiniType<IpassanSettings, IpassanOptions> = z.strictObject({
  ...ipassanClientOptionsShape,
  timeZone: z.string().check(z.refine(isTimeZone, 'must be an IANA time zone, such as Europe/Dublin')),
  slotMinutes: z._default(z.int().check(z.minimum(1), z.maximum(MINUTES_PER_DAY)), 15),
  slotAlignment: z._default(z.enum(['outward', 'reject']), 'outward'),
  maximumMinutes: z.optional(z.int().check(z.minimum(1))),
  mark: z.optional(z.string().check(z.minLength(1), z.maxLength(200))),
  visitPlace: z._default(z.string().check(z.minLength(1), z.maxLength(200)), 'visits'),
  tellsPinAgain: z._default(z.boolean(), true),
  horizonDays: z._default(z.int().check(z.minimum(1), z.maximum(3650)), 365),
  callLimit: z.optional(callLimitSchema),
});
