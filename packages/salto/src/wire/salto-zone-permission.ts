import { type InputProblem, InvalidInputError, isSameJson, parseWithMessages } from '@acx/core/provider';
import * as z from 'zod/mini';
import type { SaltoZonePermission } from './salto-access-level';
import { dateTimeField, fieldsOf, flagField, idField, numberField } from './salto-field';
import { idInput, problemsOf } from './salto-input';
import { normaliseLocalDateTime } from './salto-local-text';
import type { SaltoProfile } from './salto-profile';
import { childOf, countOf, flagElement, textElement, type XmlElement } from './salto-xml-element';

type Names = SaltoProfile['zonePermission'];

/** A record by our names. What its period says is left out where it is not used: unused ones hold dates that mean "no date". */
export function zonePermissionFields(names: Names, element: XmlElement): object {
  // Something else in the list would be lost when the list is written back.
  if (element.name !== names.item) return { source: element };
  const { zone, timetable, usePeriod } = names;
  const fields = fieldsOf(element, { zone, timetable, usePeriod });
  if (fields.usePeriod !== '1') return { ...fields, source: element };
  const period = countOf(element, names.period) === 1 ? childOf(element, names.period) : undefined;
  const dates = { startsAt: names.startDate, endsAt: names.endDate };
  return { ...fields, period: period === undefined ? null : fieldsOf(period, dates), source: element };
}

/** Reads what {@link zonePermissionFields} gives. */
export const zonePermissionSchema: z.ZodMiniType<SaltoZonePermission> = z.pipe(
  z.object({
    zone: idField,
    timetable: numberField,
    usePeriod: flagField,
    period: z.optional(z.object({ startsAt: dateTimeField, endsAt: dateTimeField })),
    source: z.custom<XmlElement>(),
  }),
  z.transform(({ usePeriod: _, ...permission }): SaltoZonePermission => permission),
);

const localDateTime = z
  .string()
  .check(z.refine((text) => normaliseLocalDateTime(text) === text, 'must be a local YYYY-MM-DDTHH:mm:ss'));

const inputSchema: z.ZodMiniType<SaltoZonePermission> = z.strictObject({
  zone: idInput,
  timetable: z.int().check(z.minimum(0)),
  period: z.optional(
    z
      .strictObject({ startsAt: localDateTime, endsAt: localDateTime })
      .check(z.refine(({ startsAt, endsAt }) => startsAt <= endsAt, 'must not end before it starts')),
  ),
  source: z.optional(z.undefined()),
});

/**
 * A whole list of zone permissions as the element that is written.
 * @throws InvalidInputError for two permissions of one zone, and for one that says something else than its `source`. What Space itself has sent
 * is not judged: it must be possible to write it back.
 */
export function zonePermissionsToElement(
  names: { readonly list: string; readonly permission: Names },
  permissions: readonly SaltoZonePermission[],
  hasPlainDates = false,
): XmlElement {
  const ours = new Set<string>();
  const problems = permissions.flatMap((permission, index): InputProblem[] => {
    const path = `zonePermissions[${index}]`;
    if (permission.source !== undefined)
      return isUntouched(names.permission, permission)
        ? []
        : [{ path, message: 'says something else than its source; leave the source out' }];
    ours.add(permission.zone);
    return problemsOf(inputSchema, permission).map((problem) => ({ ...problem, path: `${path}.${problem.path}` }));
  });
  for (const zone of ours)
    if (permissions.filter((permission) => permission.zone === zone).length > 1)
      problems.push({ path: 'zonePermissions', message: 'must hold each zone once' });
  if (problems.length > 0) throw new InvalidInputError({ subject: 'SHIP call', problems });
  const elements = permissions.map((item) => permissionToElement(names.permission, item));
  return {
    name: names.list,
    children: hasPlainDates ? elements.map((element) => withPlainDates(names.permission, element)) : elements,
  };
}

function isUntouched(names: Names, { source, ...permission }: SaltoZonePermission): boolean {
  if (source === undefined) return false;
  const read = parseWithMessages(zonePermissionSchema, zonePermissionFields(names, source));
  return read.success && isSameJson(permission, { ...read.data, source: undefined });
}

function permissionToElement(names: Names, { zone, timetable, period, source }: SaltoZonePermission): XmlElement {
  if (source !== undefined) return source;
  const children = [textElement(names.zone, zone), textElement(names.timetable, timetable)];
  if (period === undefined) return { name: names.item, children: [...children, flagElement(names.usePeriod, false)] };
  const dates = [textElement(names.startDate, period.startsAt), textElement(names.endDate, period.endsAt)];
  children.push(flagElement(names.usePeriod, true), { name: names.period, children: dates });
  return { name: names.item, children };
}

/** The same with dates in full. Only what says a date is touched. */
function withPlainDates(names: Names, element: XmlElement): XmlElement {
  const isDate = (name: string): boolean => name === names.startDate || name === names.endDate;
  const plain = (text: string | undefined): string | undefined =>
    (normaliseLocalDateTime(text ?? '') ?? text)?.replace('T24:00:00', 'T23:59:59');
  return {
    ...element,
    children: element.children?.map((child) =>
      child.name === names.period
        ? {
            ...child,
            children: child.children?.map((date) => (isDate(date.name) ? { ...date, text: plain(date.text) } : date)),
          }
        : child,
    ),
  };
}
