import * as z from 'zod/mini';
import { type SaltoDay, saltoDays } from './salto-day';
import { fieldsOf, flagField, nestedFields, numberField, textField, timeField } from './salto-field';
import { normaliseLocalTime } from './salto-local-text';
import type { SaltoProfile } from './salto-profile';
import { flagElement, textElement, type XmlElement } from './salto-xml-element';

/** A stretch of time on some types of day. */
export interface SaltoInterval {
  /** Local `HH:mm:ss`. */
  readonly startsAt: string;
  /** Local `HH:mm:ss`, after the start; `24:00:00` is the end of the day. */
  readonly endsAt: string;
  readonly days: readonly SaltoDay[];
}

/** A timetable: one of the numbered slots of Space. They are rewritten, never made or removed. */
export interface SaltoTimetable {
  /** Number of the slot, from 1. A permission with the number 0 has no timetable. */
  readonly id: number;
  readonly name: string;
  readonly description?: string;
  /** At most eight; none: it opens never. */
  readonly intervals: readonly SaltoInterval[];
}

/** Most intervals of one timetable (known). */
const MAXIMUM_INTERVALS = 8;

/** A record of the list by our names. */
export function timetableFields(profile: SaltoProfile, element: XmlElement): object {
  const { id, name, description, intervals, interval, startTime, endTime } = profile.timetable;
  return {
    ...fieldsOf(element, { id, name, description }),
    intervals: nestedFields(element, intervals, (item) =>
      item.name === interval
        ? { ...fieldsOf(item, { startsAt: startTime, endsAt: endTime }), days: fieldsOf(item, profile.days) }
        : undefined,
    ),
  };
}

const flagsSchema = z.object({
  monday: flagField,
  tuesday: flagField,
  wednesday: flagField,
  thursday: flagField,
  friday: flagField,
  saturday: flagField,
  sunday: flagField,
  special1: flagField,
  special2: flagField,
  holiday: flagField,
} satisfies Record<SaltoDay, unknown>);

const daysSchema = z.pipe(
  flagsSchema,
  z.transform((flags) => saltoDays.filter((day) => flags[day])),
);

/** Reads what {@link timetableFields} gives. */
export const timetableSchema: z.ZodMiniType<SaltoTimetable> = z.object({
  id: numberField,
  name: z.string(),
  description: textField,
  intervals: z.array(z.object({ startsAt: timeField, endsAt: timeField, days: daysSchema })),
});

const localTime = z.string().check(z.refine((text) => normaliseLocalTime(text) === text, 'must be a local HH:mm:ss'));

/** A timetable that is to be written. */
export const timetableInput = z.object({
  id: z.int().check(z.minimum(1)),
  name: z.string(),
  description: z.optional(z.string()),
  intervals: z
    .array(
      z
        .object({ startsAt: localTime, endsAt: localTime, days: z.array(z.enum(saltoDays)) })
        // What Space makes of it is not known: it could be the whole night.
        .check(z.refine(({ startsAt, endsAt }) => startsAt < endsAt, 'must start before it ends, on the same day')),
    )
    .check(z.maxLength(MAXIMUM_INTERVALS, `must be at most ${MAXIMUM_INTERVALS}`)),
});

/** The timetable as it is written: every interval with all ten flags. */
export function timetableToElement(profile: SaltoProfile, timetable: SaltoTimetable): XmlElement {
  const names = profile.timetable;
  const { id, name, description, intervals } = timetable;
  const items = intervals.map(
    ({ startsAt, endsAt, days }, index): XmlElement => ({
      name: names.interval,
      children: [
        textElement(names.intervalId, index + 1),
        textElement(names.startTime, startsAt),
        textElement(names.endTime, endsAt),
        ...saltoDays.map((day) => flagElement(profile.days[day], days.includes(day))),
      ],
    }),
  );
  return {
    name: names.item,
    children: [
      textElement(names.id, id),
      textElement(names.name, name),
      ...(description === undefined ? [] : [textElement(names.description, description)]),
      { name: names.intervals, children: items },
    ],
  };
}
