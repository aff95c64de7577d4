import * as z from 'zod/mini';
import { parseWithMessages } from '../errors/parse-with-messages';

/** A part of a wire profile, which names what a vendor is spoken to with, in sections. Whatever is left out stays as it is. */
export type WireProfileOverrides<Profile> = { readonly [Section in keyof Profile]?: Partial<Profile[Section]> };

/**
 * Reads a partial wire profile. An unknown section or name is refused, because a typing mistake would silently change nothing.
 * @param schemaOf What an entry of the profile may be.
 */
export function wireProfileOverridesSchema<Profile extends { readonly [Section in keyof Profile]: object }>(
  profile: Profile,
  schemaOf: (entry: {
    readonly section: string;
    readonly name: string;
    readonly value: unknown;
  }) => z.ZodMiniType<unknown, unknown>,
): z.ZodMiniType<WireProfileOverrides<Profile>, WireProfileOverrides<Profile>> {
  const sections = Object.entries<object>(profile).map(([section, entries]) => {
    const schemas = Object.entries(entries).map(([name, value]) => [
      name,
      z.optional(schemaOf({ section, name, value })),
    ]);
    return [section, z.optional(z.strictObject(Object.fromEntries(schemas)))];
  });
  const looseSchema = z.strictObject(Object.fromEntries(sections));
  return z.custom<WireProfileOverrides<Profile>>().check(({ value, issues }) => {
    const result = parseWithMessages(looseSchema, value);
    for (const issue of result.success ? [] : result.error.issues) {
      const keys = issue.code === 'unrecognized_keys' ? issue.keys : [];
      for (const key of keys)
        issues.push({ code: 'custom', path: [...issue.path, key], message: 'is not a known field', input: value });
      if (keys.length === 0) issues.push({ code: 'custom', path: issue.path, message: issue.message, input: value });
    }
  });
}

/** The profile with the overrides laid over it; the given profile is not changed, and an entry that is `undefined` changes nothing. */
export function mergeWireProfile<Profile extends { readonly [Section in keyof Profile]: object }>(
  profile: Profile,
  overrides: WireProfileOverrides<Profile> = {},
): Profile {
  const merged = { ...profile };
  for (const section in profile) merged[section] = { ...profile[section], ...withoutUndefined(overrides[section]) };
  return merged;
}

function withoutUndefined<Section extends object>(section: Partial<Section> | undefined): Partial<Section> {
  const kept: Partial<Section> = { ...section };
  for (const key in kept) if (kept[key] === undefined) delete kept[key];
  return kept;
}
