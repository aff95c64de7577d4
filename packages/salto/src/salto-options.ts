import { type CallLimit, callLimitSchema, isTimeZone } from '@acx/core/provider';
import * as z from 'zod/mini';
import type { SaltoCalendar } from './convert/salto-day-type';
import {
  type SaltoClientOptions,
  type SaltoClientSettings,
  saltoClientOptionsShape,
} from './wire/salto-client-options';

/** A zone that an access level always has, where Space cannot be asked which it has. */
export interface SaltoFixedZone {
  /** EXT ID of the access level; `*` for every level that is written. */
  readonly accessLevel: string;
  /** Zone ID. */
  readonly zone: string;
  /** Slot of its timetable; 0 for no restriction. Never one of ours. */
  readonly timetable: number;
}

/** One installation of ProAccess Space as a provider. */
export interface SaltoOptions extends SaltoClientOptions {
  /** Chosen by you; unique among your providers and never changed, because it is part of every key. */
  readonly id: string;
  /** IANA time zone of the site, for example `Europe/Dublin`: Space and its locks know local time only. */
  readonly timeZone: string;
  /**
   * Timetable slots that belong to us, both ends included, within 1 to 1024. Default 900 to 1024. Nobody else may use them: a right with a
   * timetable of this range is taken for ours.
   */
  readonly timetableSlots?: { readonly from: number; readonly to: number };
  /**
   * What Space's calendar says: from `from` to `until`, every date but `specialDates` is an ordinary day. Without it, or outside of it, any date may
   * be special, and a record over several dates is used only where that makes no difference.
   */
  readonly calendar?: SaltoCalendar;
  /**
   * What becomes of a booking that no record can open exactly: `adjust` (default) serves it with the narrowest record and names what else may open;
   * `strict` refuses it.
   */
  readonly exactness?: 'adjust' | 'strict';
  /** `dates` (default): only the date of a period counts. `instants`: Space enforces its time of day too; try it at a door before you say so. */
  readonly periodBounds?: 'dates' | 'instants';
  /** Whether the last date of a period belongs to it. Default `included`. */
  readonly lastDate?: 'included' | 'excluded';
  /** Step of times in timetables in seconds: 60 (default) or 1. Seconds that do not fit are cut off, never added. */
  readonly resolutionSeconds?: 1 | 60;
  /** Most lines of a timetable, 1 to 8. Default 8. */
  readonly maximumIntervals?: number;
  /** How many days ahead rights are written, 1 to 3650. Default 365. */
  readonly horizonDays?: number;
  /** A right that would open too early may be written so late before its start, in minutes, 0 to 1440. Default 15. */
  readonly readyMinutes?: number;
  /** Minutes after local midnight at which records without effect are cleared, 0 to 360. Default 5. */
  readonly clearingMinutes?: number;
  /** What a zone list that is sent for an access level does to the list that is there. Default `replace`. */
  readonly zoneLists?: 'replace' | 'merge';
  /** Space tells which zones an access level has. Default true. When it does not, `fixedZones` is needed. */
  readonly readsAccessLevels?: boolean;
  /** All zones of the access levels besides the booked ones. Needed with `readsAccessLevels: false`; may be empty. */
  readonly fixedZones?: readonly SaltoFixedZone[];
  /** Most requests that Space takes from this installation. Default: no limit is known. */
  readonly callLimit?: CallLimit;
}

/** {@link SaltoOptions} with the defaults filled in. */
export type SaltoSettings = SaltoOptions &
  SaltoClientSettings &
  Required<
    Pick<
      SaltoOptions,
      | 'timetableSlots'
      | 'exactness'
      | 'periodBounds'
      | 'lastDate'
      | 'resolutionSeconds'
      | 'maximumIntervals'
      | 'horizonDays'
      | 'readyMinutes'
      | 'clearingMinutes'
      | 'zoneLists'
      | 'readsAccessLevels'
      | 'fixedZones'
    >
  >;

const slot = z.int().check(z.minimum(1), z.maximum(1024));
const extId = z
  .string()
  .check(z.minLength(1, 'must not be empty'), z.maxLength(32, 'must be at most 32 characters, as every EXT ID'));
const date = z.iso.date('must be a date, such as 2026-12-24');
const minutes = (maximum: number) => z.int().check(z.minimum(0), z.maximum(maximum));

const shape = {
  ...saltoClientOptionsShape,
  timeZone: z.string().check(z.refine(isTimeZone, 'must be an IANA time zone, such as Europe/Dublin')),
  timetableSlots: z._default(
    z
      .strictObject({ from: slot, to: slot })
      .check(z.refine(({ from, to }) => from <= to, { path: ['to'], error: 'must not be below from' })),
    { from: 900, to: 1024 },
  ),
  calendar: z.optional(
    z
      .strictObject({ from: date, until: date, specialDates: z.array(date) })
      .check(z.refine(({ from, until }) => from <= until, { path: ['until'], error: 'must not be before from' })),
  ),
  exactness: z._default(z.enum(['adjust', 'strict']), 'adjust'),
  periodBounds: z._default(z.enum(['dates', 'instants']), 'dates'),
  lastDate: z._default(z.enum(['included', 'excluded']), 'included'),
  resolutionSeconds: z._default(z.union([z.literal(1), z.literal(60)]), 60),
  maximumIntervals: z._default(z.int().check(z.minimum(1), z.maximum(8)), 8),
  horizonDays: z._default(z.int().check(z.minimum(1), z.maximum(3650)), 365),
  readyMinutes: z._default(minutes(1440), 15),
  clearingMinutes: z._default(minutes(360), 5),
  zoneLists: z._default(z.enum(['replace', 'merge']), 'replace'),
  readsAccessLevels: z._default(z.boolean(), true),
  callLimit: z.optional(callLimitSchema),
  fixedZones: z.optional(
    z.array(
      z.strictObject({ accessLevel: extId, zone: extId, timetable: z.int().check(z.minimum(0), z.maximum(1024)) }),
    ),
  ),
};

/** Reads {@link SaltoOptions}; an unknown field is refused. */
export const saltoOptionsSchema: z.ZodMiniType<SaltoSettings, SaltoOptions> = z.pipe(
  z.strictObject(shape).check(
    z.refine(({ readsAccessLevels, fixedZones }) => readsAccessLevels || fixedZones !== undefined, {
      path: ['fixedZones'],
      error:
        'is needed with readsAccessLevels: false, because what is not told here is overwritten: name every zone that the levels have besides ' +
        'the booked ones, or give an empty list if there is none',
    }),
    z.refine(
      ({ timetableSlots: { from, to }, fixedZones = [] }) =>
        fixedZones.every(({ timetable }) => timetable < from || timetable > to),
      { path: ['fixedZones'], error: 'must not use one of timetableSlots: those mark our own rights' },
    ),
  ),
  z.transform((settings) => ({ ...settings, fixedZones: settings.fixedZones ?? [] })),
);
