import { mergeWireProfile } from '@acx/core/provider';
import { describe, expect, it } from 'vitest';
import { answerTo, useTestVendor } from './__fixtures__/salto-test-vendor';
import { type SaltoProfile, saltoProfile } from './salto-profile';
import { saltoProfileOverridesSchema } from './salto-profile-overrides';

describe('a partial wire profile', () => {
  const vendor = useTestVendor();

  it('changes what it names and nothing else', () => {
    const merged = mergeWireProfile<SaltoProfile>(saltoProfile, {
      zone: { id: 'ZoneKey', name: undefined },
      operations: { expired: 99 },
      time: { noDates: [] },
    });
    expect(merged).toEqual({
      ...saltoProfile,
      zone: { ...saltoProfile.zone, id: 'ZoneKey' },
      operations: { ...saltoProfile.operations, expired: 99 },
      time: { ...saltoProfile.time, noDates: [] },
    });
  });

  it('may correct every entry of the profile', () => {
    expect(saltoProfileOverridesSchema.parse(saltoProfile)).toEqual(saltoProfile);
    expect(mergeWireProfile<SaltoProfile>(saltoProfile, saltoProfile)).toEqual(saltoProfile);
  });

  it.each([
    ['an unknown section', { zones: {} }],
    ['an unknown name', { zone: { ident: 'x' } }],
    ['an empty name', { zone: { id: '' } }],
    ['a name that would make other XML', { zone: { id: 'a><b' } }],
    ['a name with a space', { zone: { id: 'Ext ID' } }],
    ['a number for a name', { zone: { id: 5 } }],
    ['a text for a number', { operations: { expired: '82' } }],
    ['a version that is not two digits', { stp: { version: '1' } }],
    ['no object', 'profile'],
  ])('is refused with %s', (_what, overrides) => {
    expect(saltoProfileOverridesSchema.safeParse(overrides).success).toBe(false);
  });

  it('reaches the wire, both ways', async () => {
    vendor.answer(
      answerTo('Zone.All', '<Zones><Z><Key>GYM</Key><Name>Gym</Name></Z></Zones><Last>1</Last>').replaceAll(
        'RequestResponse',
        'Answer',
      ),
    );
    const client = vendor.client({
      profile: {
        envelope: { call: 'Ask', response: 'Answer' },
        requests: { readZones: 'Zone.All' },
        paging: { maximumCount: 'Most', endOfList: 'Last' },
        zone: { list: 'Zones', item: 'Z', id: 'Key' },
      },
    });
    for await (const zone of client.zones.list()) expect(zone).toMatchObject({ id: 'GYM' });
    expect(vendor.seen[0]?.body).toMatch(/<Ask><RequestName>Zone.All<\/RequestName><Params><Most>100<\/Most>/);
  });
});
