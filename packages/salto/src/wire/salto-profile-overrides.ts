import { parseWithMessages } from '@acx/core/provider';
import * as z from 'zod/mini';
import { type SaltoProfile, saltoProfile } from './salto-profile';

/** A part of the wire profile: whatever is left out stays as it is in `saltoProfile`. */
export type SaltoProfileOverrides = { readonly [Section in keyof SaltoProfile]?: Partial<SaltoProfile[Section]> };

const text = z
  .string()
  .check(z.regex(/^[^\s<>&"']+$/, 'must be a text without spaces, quotes and the characters of XML'));
const twoDigits = z.string().check(z.regex(/^\d\d$/, 'must be two digits'));
const whole = z.int().check(z.minimum(0));

/** Every section and entry of the profile, each to be left out; nothing else. */
const looseSchema = z.strictObject(
  Object.fromEntries(
    Object.entries(saltoProfile).map(([section, entries]) => [section, z.optional(sectionSchema(section, entries))]),
  ),
);

function sectionSchema(section: string, entries: object) {
  const schemaOf = (name: string, value: unknown) => {
    if (section === 'stp' && name === 'version') return twoDigits;
    if (typeof value === 'number') return whole;
    return typeof value === 'string' ? text : z.array(text);
  };
  return z.strictObject(
    Object.fromEntries(Object.entries(entries).map(([name, value]) => [name, z.optional(schemaOf(name, value))])),
  );
}

/** Reads a partial wire profile; an unknown section or name is refused, because a typing mistake would silently change nothing. */
export const saltoProfileOverridesSchema: z.ZodMiniType<SaltoProfileOverrides, SaltoProfileOverrides> = z
  .custom<SaltoProfileOverrides>()
  .check(({ value, issues }) => {
    const result = parseWithMessages(looseSchema, value);
    for (const issue of result.success ? [] : result.error.issues) {
      const keys = issue.code === 'unrecognized_keys' ? issue.keys : [];
      for (const key of keys)
        issues.push({ code: 'custom', path: [...issue.path, key], message: 'is not a known field', input: value });
      if (keys.length === 0) issues.push({ code: 'custom', path: issue.path, message: issue.message, input: value });
    }
  });

/** The profile with the overrides laid over it; the given profile is not changed. */
export function mergeSaltoProfile(profile: SaltoProfile, overrides: SaltoProfileOverrides = {}): SaltoProfile {
  const merge = <Section extends keyof SaltoProfile>(section: Section): SaltoProfile[Section] => ({
    ...profile[section],
    ...withoutUndefined(overrides[section]),
  });
  return {
    http: merge('http'),
    stp: merge('stp'),
    envelope: merge('envelope'),
    requests: merge('requests'),
    paging: merge('paging'),
    info: merge('info'),
    accessLevel: merge('accessLevel'),
    zonePermission: merge('zonePermission'),
    zone: merge('zone'),
    timetable: merge('timetable'),
    days: merge('days'),
    user: merge('user'),
    door: merge('door'),
    auditTrail: merge('auditTrail'),
    onlineDoor: merge('onlineDoor'),
    operations: merge('operations'),
    time: merge('time'),
  };
}

function withoutUndefined<Section extends object>(section: Section | undefined): Partial<Section> {
  const kept: Partial<Section> = { ...section };
  for (const key in kept) if (kept[key] === undefined) delete kept[key];
  return kept;
}
