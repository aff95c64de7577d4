import * as z from 'zod/mini';
import { listedOnce } from '../model/listed-once';
import { identifierSchema } from '../model/parse-booking';
import { type Clock, systemClock } from '../ports/clock';
import { type Logger, silentLogger } from '../ports/logger';
import { spellDoorCard } from './door-card';

/** One door of the list. */
export interface DoorOptions {
  /** The place of the directory. */
  readonly place: string;
  /** What people call it, for set-up screens. Default: the place. */
  readonly name?: string;
  /** Whoever is let through comes in here, so bookings may be checked in. Default true; false for a door that also leads out. */
  readonly isEntry?: boolean;
}

/** How old what is known may become before something is done about it. */
export interface DoorFreshnessOptions {
  /** Bookings that were heard of longer ago are stale. 1 to 10 080 minutes; with many processes at least 2. */
  readonly limitMinutes: number;
  /**
   * `keep`: doors go on by the windows that are known, and health warns. `deny`: nobody passes until the bookings are heard of again; choose
   * it where a cancelled booking must not open, and have another way in.
   */
  readonly afterwards: 'keep' | 'deny';
}

/** A list of doors whose readers ask this process. */
export interface DoorListOptions {
  /** Chosen by you; unique among your providers and never changed, because it is part of every key. */
  readonly id: string;
  /** 1 to 1 000 doors, each once. */
  readonly doors: readonly DoorOptions[];
  /**
   * The one spelling of a card. Pure, and leaves alone what it has answered itself. Default: without blanks, colons, hyphens and characters
   * that nobody sees, in plain characters and upper case, a number without zeros in front. What it makes empty or longer than 64 characters
   * cannot be held and opens nothing.
   */
  readonly normaliseCard?: (card: string) => string;
  /** Default: what is known is never stale. */
  readonly freshness?: DoorFreshnessOptions;
  /**
   * `one_process` (default): this process alone writes and decides, so its memory is the truth. `many_processes`: others do too, so the
   * storage is looked at again when the last look is older than a second, and door events go through the storage.
   */
  readonly sharedBy?: 'one_process' | 'many_processes';
  /**
   * Most decisions that wait to be pulled as door events; the oldest are dropped. 1 to 1 000 000, default 10 000. With many processes never more
   * than 500, because all of them write into one record.
   */
  readonly logSize?: number;
  /** The same as the engine's: what is asked of another time is no door event. Default: the clock of the machine. */
  readonly clock?: Clock;
  /** Default: silent. */
  readonly logger?: Logger;
}

/** {@link DoorListOptions} with every default filled in. */
export type DoorListSettings = Required<Omit<DoorListOptions, 'freshness' | 'doors'>> & {
  readonly doors: readonly (DoorOptions & { readonly isEntry: boolean })[];
  readonly freshness?: DoorFreshnessOptions;
};

const shape = {
  id: identifierSchema,
  doors: z
    .array(
      z.strictObject({
        place: identifierSchema,
        name: z.optional(identifierSchema),
        isEntry: z._default(z.boolean(), true),
      }),
    )
    .check(z.minLength(1, 'must name at least one door'), z.maxLength(1_000), listedOnce('place')),
  normaliseCard: z._default(
    z.custom<(card: string) => string>((value) => typeof value === 'function', 'must be a function'),
    () => spellDoorCard,
  ),
  freshness: z.optional(
    z.strictObject({
      limitMinutes: z.int().check(z.minimum(1), z.maximum(10_080)),
      afterwards: z.enum(['keep', 'deny']),
    }),
  ),
  sharedBy: z._default(z.enum(['one_process', 'many_processes']), 'one_process'),
  logSize: z._default(z.int().check(z.minimum(1), z.maximum(1_000_000)), 10_000),
  clock: z._default(
    z.custom<Clock>((value) => hasFunctions(value, ['nowMs', 'schedule']), 'must be a Clock'),
    () => systemClock,
  ),
  logger: z._default(
    z.custom<Logger>((value) => hasFunctions(value, ['debug', 'info', 'warn', 'error']), 'must be a Logger'),
    () => silentLogger,
  ),
};

/** Reads {@link DoorListOptions}; an unknown field is refused. */
export const doorListOptionsSchema: z.ZodMiniType<DoorListSettings, DoorListOptions> = z.strictObject(shape).check(
  z.refine(
    ({ sharedBy, freshness }) => sharedBy === 'one_process' || freshness === undefined || freshness.limitMinutes >= 2,
    {
      path: ['freshness', 'limitMinutes'],
      error: 'must be at least 2 with many processes: they tell each other only once a minute what is fresh',
    },
  ),
);

function hasFunctions(value: unknown, names: readonly string[]): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return names.every((name) => typeof Reflect.get(value, name) === 'function');
}
