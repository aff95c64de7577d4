import * as z from 'zod/mini';
import type { IpassanProfile } from './ipassan-profile';

/** A part of the wire profile: whatever is left out stays as it is in `ipassanProfile`. */
export type IpassanProfileOverrides = { readonly [Section in keyof IpassanProfile]?: Partial<IpassanProfile[Section]> };

const name = z.optional(z.string().check(z.minLength(1)));
const path = z.optional(z.string().check(z.startsWith('/', 'must start with a slash')));

/** Reads a partial wire profile; an unknown section or name is refused, because a typing mistake would silently change nothing. */
export const ipassanProfileOverridesSchema: z.ZodMiniType<IpassanProfileOverrides, IpassanProfileOverrides> =
  z.strictObject({
    paths: z.optional(
      z.strictObject({
        token: path,
        bases: path,
        sites: path,
        persons: path,
        person: path,
        assets: path,
        assetBookings: path,
        assetBooking: path,
      }),
    ),
    asset: z.optional(z.strictObject({ uuid: name, name, slotMinutes: name, maximumMinutes: name })),
    assetBooking: z.optional(
      z.strictObject({ uuid: name, person: name, startsAt: name, endsAt: name, reference: z.nullable(name) }),
    ),
    refusals: z.optional(
      z.strictObject({
        wrong_site: name,
        not_manager: name,
        missing_profile: name,
        slot_taken: name,
        not_on_slot: name,
        too_long: name,
        email_taken: name,
        not_found: name,
      }),
    ),
  });

/** The profile with the overrides laid over it; the given profile is not changed. */
export function mergeIpassanProfile(profile: IpassanProfile, overrides: IpassanProfileOverrides = {}): IpassanProfile {
  return {
    paths: { ...profile.paths, ...withoutUndefined(overrides.paths) },
    asset: { ...profile.asset, ...withoutUndefined(overrides.asset) },
    assetBooking: { ...profile.assetBooking, ...withoutUndefined(overrides.assetBooking) },
    refusals: { ...profile.refusals, ...withoutUndefined(overrides.refusals) },
  };
}

function withoutUndefined<Section extends object>(section: Section | undefined): Partial<Section> {
  const kept: Partial<Section> = { ...section };
  for (const key in kept) if (kept[key] === undefined) delete kept[key];
  return kept;
}
