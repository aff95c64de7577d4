import { InvalidInputError } from '@acx/core/provider';
import { describe, expect, it } from 'vitest';
import { failureOf, useTestVendor } from './__fixtures__/ipevia-test-vendor';
import type { IpeviaClient } from './ipevia-client';

const card = { typeName: 'pt:CUSTOM', formatType: 'WIEGAND37', value: '00000F1206' };
const identifiers = [{ ...card, isExempted: false }];
const credential = { holder: 'h', identifiers, accessProfiles: [] };
const enabled = { isEnabled: true };
const later = '2026-11-21T08:00:00.000Z';
const earlier = '2026-11-21T07:00:00.000Z';
const address = 'https://parking.example/sub/1';

const refusals: readonly [what: string, path: string, call: (client: IpeviaClient) => Promise<unknown>][] = [
  ['an empty token', 'token', ({ credentials }) => credentials.delete('')],
  ['a token of 65 characters', 'token', ({ credentials }) => credentials.delete('x'.repeat(65))],
  ['a token with white space around', 'token', ({ credentials }) => credentials.enable(' c1')],
  ['a token that XML cannot hold', 'token', ({ credentials }) => credentials.getState('c\u0000')],
  ['half of a character', 'token', ({ credentials }) => credentials.getState('c\ud800')],
  ['no tokens', 'tokens', ({ credentials }) => credentials.get([])],
  [
    'a token that passes for markup',
    'credential.token',
    ({ credentials }) => credentials.modify({ ...credential, token: '<![CDATA["/><x a="]]>' }),
  ],
  [
    'an attribute that passes for markup',
    'credential.attributes[0].value',
    ({ credentials }) =>
      credentials.create({ ...credential, attributes: [{ name: 'a', value: '<![CDATA[<]]>' }] }, enabled),
  ],
  [
    'a long holder',
    'credential.holder',
    ({ credentials }) => credentials.create({ ...credential, holder: 'x'.repeat(65) }, enabled),
  ],
  [
    'no identifier',
    'credential.identifiers',
    ({ credentials }) => credentials.create({ ...credential, identifiers: [] }, enabled),
  ],
  [
    'digits in lower case',
    'credential.identifiers[0].value',
    ({ credentials }) =>
      credentials.create({ ...credential, identifiers: [{ ...card, value: '0f', isExempted: false }] }, enabled),
  ],
  ['half of a byte', 'items[0].value', ({ whitelist }) => whitelist.add([{ ...card, value: '0F1' }])],
  ['no card numbers', 'items', ({ whitelist }) => whitelist.remove([])],
  [
    'an instant that is none',
    'credential.validFrom',
    ({ credentials }) => credentials.create({ ...credential, validFrom: '2026-02-30T08:00:00.000Z' }, enabled),
  ],
  [
    'an instant without milliseconds',
    'credential.validTo',
    ({ credentials }) => credentials.create({ ...credential, validTo: '2026-11-21T08:00:00Z' }, enabled),
  ],
  [
    'an end before its beginning',
    'credential.validTo',
    ({ credentials }) => credentials.create({ ...credential, validFrom: later, validTo: earlier }, enabled),
  ],
  [
    'a profile that ends as it begins',
    'profiles[0].validTo',
    ({ credentials }) => credentials.setAccessProfiles('c1', [{ token: 'gate', validFrom: later, validTo: later }]),
  ],
  ['no profiles', 'profileTokens', ({ credentials }) => credentials.deleteAccessProfiles('c1', [])],
  [
    'an address that is none',
    'consumerUrl',
    ({ events }) => events.subscribe({ consumerUrl: 'file:///x', seconds: 60 }),
  ],
  ['no term', 'seconds', ({ events }) => events.renew({ address, seconds: 0 })],
  ['half an event', 'limit', ({ events }) => events.pull({ address, timeoutSeconds: 0, limit: 0.5 })],
];

describe('what cannot be sent', () => {
  const vendor = useTestVendor();

  it.each(refusals)('is refused before anything is sent: %s', async (_what, path, call) => {
    const failure = await failureOf(call(vendor.client()));
    expect(failure).toBeInstanceOf(InvalidInputError);
    expect(failure).toMatchObject({ problems: [{ path }] });
    expect(vendor.seen).toEqual([]);
  });

  it('is told all at once', async () => {
    const broken = { ...credential, holder: 'x'.repeat(65), validFrom: 'now', identifiers: [] };
    const failure = await failureOf(vendor.client().credentials.create(broken, enabled));
    expect(failure).toMatchObject({ problems: { length: 3 } });
  });
});
