import * as z from 'zod';
import type { IpassanProfile } from './ipassan-profile';

/** A part of the wire profile: whatever is left out stays as it is in `ipassanProfile`. */
export type IpassanProfileOverrides = { readonly [Section in keyof IpassanProfile]?: Partial<IpassanProfile[Section]> };

const name = z.string().min(1).optional();
const path = z.string().startsWith('/', 'must start with a slash').optional();

/** Reads a partial wire profile; an unknown section or name is refused, because a typing mistake would silently change nothing. */
export const ipassanProfileOverridesSchema: z.ZodType<IpassanProfileOverrides, IpassanProfileOverrides> =
  z.strictObject({
    paths: z
      .strictObject({
        token: path,
        bases: path,
        sites: path,
        persons: path,
        person: path,
        assets: path,
        assetBookings: path,
        assetBooking: path,
      })
      .optional(),
    asset: z.strictObject({ uuid: name, name, slotMinutes: name, maximumMinutes: name }).optional(),
    assetBooking: z
      .strictObject({ uuid: name, person: name, startsAt: name, endsAt: name, reference: name.nullable() })
      .optional(),
    refusals: z
      .strictObject({
        wrong_site: name,
        not_manager: name,
        missing_profile: name,
        slot_taken: name,
        not_on_slot: name,
        too_long: name,
        email_taken: name,
        not_found: name,
      })
      .optional(),
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
