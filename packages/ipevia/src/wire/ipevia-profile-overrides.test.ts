import { mergeWireProfile } from '@acx/core/provider';
import { describe, expect, it } from 'vitest';
import { collect, envelopeOf, failureOf, faultOf, useTestVendor } from './__fixtures__/ipevia-test-vendor';
import { type IpeviaProfile, ipeviaProfile } from './ipevia-profile';
import { ipeviaProfileOverridesSchema } from './ipevia-profile-overrides';

describe('a partial wire profile', () => {
  const vendor = useTestVendor();

  it('changes what it names and nothing else', () => {
    expect(mergeWireProfile<IpeviaProfile>(ipeviaProfile, { list: { limit: 'Most', start: undefined } })).toEqual({
      ...ipeviaProfile,
      list: { ...ipeviaProfile.list, limit: 'Most' },
    });
  });

  it('may correct every entry of the profile', () => {
    expect(ipeviaProfileOverridesSchema.parse(ipeviaProfile)).toEqual(ipeviaProfile);
    expect(mergeWireProfile<IpeviaProfile>(ipeviaProfile, ipeviaProfile)).toEqual(ipeviaProfile);
  });

  it.each([
    ['an unknown section', { lists: {} }],
    ['an unknown name', { list: { most: 'x' } }],
    ['an empty name', { list: { limit: '' } }],
    ['a name with a prefix', { list: { limit: 'tcr:Limit' } }],
    ['a name that would make other XML', { list: { limit: 'a><b' } }],
    ['a path without a slash', { paths: { events: 'onvif' } }],
    ['a path with a fragment', { paths: { events: '/onvif#x' } }],
    ['a number for a name', { list: { limit: 5 } }],
    ['no object', 'profile'],
  ])('is refused with %s', (_what, overrides) => {
    expect(ipeviaProfileOverridesSchema.safeParse(overrides).success).toBe(false);
  });

  it('reaches the wire, both ways', async () => {
    const content = '<Entry><Type><Name>t</Name><Format>f</Format></Type><Value>0a</Value></Entry>';
    vendor.answer(envelopeOf(`<ReadAllResponse>${content}</ReadAllResponse>`));
    const client = vendor.client({
      profile: {
        paths: { credential: '/soap' },
        namespaces: { credential: 'urn:castel:credentials' },
        operations: { getWhitelist: 'ReadAll' },
        list: { limit: 'Most' },
        credential: { formatType: 'Format' },
        whitelist: { item: 'Entry' },
        faults: { notSupported: 'Nope' },
      },
    });
    expect(await collect(client.whitelist.list())).toEqual([{ typeName: 't', formatType: 'f', value: '0A' }]);
    expect(vendor.seen[0]?.url).toBe('https://parking.example/soap');
    expect(vendor.seen[0]?.headers.get('content-type')).toContain('action="urn:castel:credentials/ReadAll"');
    expect(vendor.seen[0]?.body).toMatch(
      /<tcr:ReadAll [^>]*xmlns="urn:castel:credentials"><tcr:Most>100<\/tcr:Most><\/tcr:ReadAll>/,
    );
    vendor.answer(faultOf(['Nope']));
    expect(await failureOf(client.whitelist.clear())).toMatchObject({ vendorCode: 'notSupported' });
  });
});
