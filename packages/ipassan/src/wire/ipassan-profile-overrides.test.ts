import { mergeWireProfile } from '@acx/core/provider';
import { describe, expect, it } from 'vitest';
import { type IpassanProfile, ipassanProfile } from './ipassan-profile';
import { ipassanProfileOverridesSchema } from './ipassan-profile-overrides';

describe('a partial wire profile', () => {
  it('changes what it names and nothing else', () => {
    const merged = mergeWireProfile<IpassanProfile>(ipassanProfile, {
      paths: { assets: '/api/v2/facility' },
      assetBooking: { reference: null, person: undefined },
      refusals: { slot_taken: 'occupied' },
    });
    expect(merged).toEqual({
      ...ipassanProfile,
      paths: { ...ipassanProfile.paths, assets: '/api/v2/facility' },
      assetBooking: { ...ipassanProfile.assetBooking, reference: null },
      refusals: { ...ipassanProfile.refusals, slot_taken: 'occupied' },
    });
  });

  it('may correct every entry of the profile', () => {
    expect(ipassanProfileOverridesSchema.parse(ipassanProfile)).toEqual(ipassanProfile);
  });

  it.each([
    ['an unknown section', { path: {} }],
    ['an unknown name', { assetBooking: { begin: 'start' } }],
    ['an empty text, which would fit every refusal', { refusals: { wrong_site: '' } }],
    ['a path without a slash', { paths: { token: 'api/v1/token' } }],
    ['no name where one is needed', { asset: { uuid: null } }],
  ])('is refused with %s', (_what, overrides) => {
    expect(ipassanProfileOverridesSchema.safeParse(overrides).success).toBe(false);
  });
});
