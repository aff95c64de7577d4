import { parseWithMessages } from '@acx/core/provider';
import * as z from 'zod/mini';
import { type IpeviaProfile, ipeviaProfile } from './ipevia-profile';

/** A part of the wire profile: whatever is left out stays as it is in `ipeviaProfile`. */
export type IpeviaProfileOverrides = { readonly [Section in keyof IpeviaProfile]?: Partial<IpeviaProfile[Section]> };

const text = z
  .string()
  .check(z.regex(/^[^\s<>&"']+$/, 'must be a text without spaces, quotes and the characters of XML'));
const name = z.string().check(z.regex(/^[A-Za-z_][\w.-]*$/, 'must be a name without a prefix'));
const path = z.string().check(z.regex(/^\/[^\s<>&"'#]*$/, 'must be a path that begins with a slash'));

/** Sections whose entries are not names of elements or attributes. */
const textSections: ReadonlySet<string> = new Set(['namespaces', 'actions', 'identifier', 'topics', 'items', 'faults']);
const addresses: ReadonlySet<string> = new Set([
  'namespace',
  'utilityNamespace',
  'passwordType',
  'nonceEncoding',
  'topicDialect',
]);

/** Every section and entry of the profile, each to be left out; nothing else. */
const looseSchema = z.strictObject(
  Object.fromEntries(
    Object.entries(ipeviaProfile).map(([section, entries]) => [section, z.optional(sectionSchema(section, entries))]),
  ),
);

function sectionSchema(section: string, entries: object) {
  const schemaOf = (entry: string) => {
    if (section === 'paths') return path;
    return textSections.has(section) || addresses.has(entry) ? text : name;
  };
  return z.strictObject(Object.fromEntries(Object.keys(entries).map((entry) => [entry, z.optional(schemaOf(entry))])));
}

/** Reads a partial wire profile; an unknown section or name is refused, because a typing mistake would silently change nothing. */
export const ipeviaProfileOverridesSchema: z.ZodMiniType<IpeviaProfileOverrides, IpeviaProfileOverrides> = z
  .custom<IpeviaProfileOverrides>()
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
export function mergeIpeviaProfile(profile: IpeviaProfile, overrides: IpeviaProfileOverrides = {}): IpeviaProfile {
  const merge = <Section extends keyof IpeviaProfile>(section: Section): IpeviaProfile[Section] => ({
    ...profile[section],
    ...withoutUndefined(overrides[section]),
  });
  return {
    paths: merge('paths'),
    namespaces: merge('namespaces'),
    addressing: merge('addressing'),
    security: merge('security'),
    actions: merge('actions'),
    operations: merge('operations'),
    capabilities: merge('capabilities'),
    formatType: merge('formatType'),
    list: merge('list'),
    credential: merge('credential'),
    whitelist: merge('whitelist'),
    identifier: merge('identifier'),
    subscription: merge('subscription'),
    notification: merge('notification'),
    topics: merge('topics'),
    items: merge('items'),
    faults: merge('faults'),
  };
}

function withoutUndefined<Section extends object>(section: Section | undefined): Partial<Section> {
  const kept: Partial<Section> = { ...section };
  for (const key in kept) if (kept[key] === undefined) delete kept[key];
  return kept;
}
