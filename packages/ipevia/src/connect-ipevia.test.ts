import { ConfigurationError } from '@acx/core/provider';
import { describe, expect, it } from 'vitest';
import { BASE_URL, simulatedFetch } from './__fixtures__/ipevia-host';
import { connectIpevia } from './connect-ipevia';
import type { IpeviaOptions } from './ipevia-options';
import { createIpeviaSimulator, type IpeviaSwitches } from './testing';

async function connect(switches: Partial<IpeviaSwitches>, more: Partial<IpeviaOptions> = {}) {
  const simulator = createIpeviaSimulator({ switches: { ...switches, auth: 'basic' } });
  const { chosen, provider } = await connectIpevia({
    id: 'car-park',
    baseUrl: BASE_URL,
    authentication: { kind: 'basic', ...simulator.credentials },
    site: 'docklands',
    accessProfile: 'site',
    fetch: simulatedFetch(simulator),
    ...more,
  });
  const { nativeValidity } = provider.capabilities;
  await provider.close();
  return { ...chosen, isWrittenAhead: nativeValidity.supported };
}

describe('connectIpevia', () => {
  it.each<[what: string, switches: Partial<IpeviaSwitches>, chosen: Awaited<ReturnType<typeof connect>>]>([
    [
      'credentials that open and close by themselves',
      {},
      { strategy: 'credentials', validity: 'instants', isWrittenAhead: true },
    ],
    [
      'credentials in time where only dates count',
      { validityHasTime: false },
      { strategy: 'credentials', validity: 'none', isWrittenAhead: false },
    ],
    [
      'credentials in time where dates do not count',
      { hasValidity: false },
      { strategy: 'credentials', validity: 'none', isWrittenAhead: false },
    ],
    [
      'the whitelist where there are no credentials',
      { maximumCredentials: 0 },
      { strategy: 'whitelist', validity: 'none', isWrittenAhead: false },
    ],
  ])('chooses %s', async (_what, switches, chosen) => {
    expect(await connect(switches)).toEqual(chosen);
  });

  it('does as the options say, whatever it would choose', async () => {
    expect(await connect({}, { strategy: 'whitelist' })).toMatchObject({ strategy: 'whitelist' });
    expect(await connect({}, { validity: 'none' })).toMatchObject({ strategy: 'credentials', validity: 'none' });
  });

  it('says what is missing when credentials were chosen', async () => {
    const failure = await connect({}, { accessProfile: undefined }).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ConfigurationError);
    expect(failure).toMatchObject({ problems: [{ path: 'accessProfile' }] });
    expect(await connect({ maximumCredentials: 0 }, { accessProfile: undefined })).toMatchObject({
      strategy: 'whitelist',
    });
  });

  it.each<[what: string, switches: Partial<IpeviaSwitches>, more: Partial<IpeviaOptions>]>([
    ['credentials where there are none', { maximumCredentials: 0 }, { strategy: 'credentials' }],
    ['a whitelist where there is none', { maximumWhitelisted: 0 }, { strategy: 'whitelist' }],
    ['time where dates do not count', { hasValidity: false }, { validity: 'instants' }],
  ])('refuses %s, although the options ask for it', async (_what, switches, more) => {
    await expect(connect(switches, more)).rejects.toThrow(ConfigurationError);
  });

  it('refuses a service that can hold no right at all', async () => {
    await expect(connect({ maximumCredentials: 0, maximumWhitelisted: 0 })).rejects.toThrow(/neither credentials nor/);
  });
});
