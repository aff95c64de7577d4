import { createMemoryProviderStorage } from '@acx/core/provider';
import { describe, expect, it } from 'vitest';
import { BASE_URL, hexOf } from '../__fixtures__/ipevia-host';
import { createIpeviaSimulator } from '../testing';
import { createIpeviaClient } from '../wire/ipevia-client';
import { createCardsOfTokens } from './ipevia-cards-of-tokens';
import { noteToken, openIpeviaOwnBook } from './ipevia-own-book';

function createWorld() {
  const simulator = createIpeviaSimulator({ switches: { auth: 'basic' } });
  const client = createIpeviaClient({
    id: 'car-park',
    baseUrl: BASE_URL,
    authentication: { kind: 'basic', ...simulator.credentials },
    fetch: (input, init) => simulator.handler(new Request(input, init)).catch(() => Promise.reject(new TypeError('x'))),
  });
  const options = { storage: createMemoryProviderStorage() };
  const cardsOfTokens = createCardsOfTokens({
    providerId: 'car-park',
    site: 'docklands',
    client,
    clock: { nowMs: () => 0, schedule: () => () => {} },
    identifier: { typeName: 'pt:CUSTOM', formatType: 'WIEGAND37' },
    card: { layout: 'H10302', rendering: 'number', text: 'decimal' },
    mark: 'acx',
    accessProfile: 'site',
    ownsWhitelist: false,
    readCapabilities: () => client.getServiceCapabilities(),
  });
  return {
    simulator,
    options,
    ask: async (token: string) => (await cardsOfTokens([token], options)).get(token),
    askAll: (tokens: string[]) => cardsOfTokens(tokens, options),
  };
}

describe('whose card a credential is', () => {
  it('is told by a token of ours, without a call', async () => {
    const { simulator, ask } = createWorld();
    expect(await ask(`acx-${hexOf.ada}`)).toBe('987654');
    expect(simulator.calls).toEqual([]);
  });

  it('is remembered where the vendor made the token, without a call', async () => {
    const { simulator, options, ask } = createWorld();
    await openIpeviaOwnBook('car-park', options).change((records) => noteToken(records, 'token-1', '987654'));
    expect(await ask('token-1')).toBe('987654');
    expect(simulator.calls).toEqual([]);
  });

  it('is asked for where somebody else made the credential, each time, because its card may change', async () => {
    const { simulator, ask } = createWorld();
    simulator.addCredential({ token: 'by-hand', card: hexOf.cleo });
    expect(await ask('by-hand')).toBe('987655');
    simulator.changeCredential('by-hand', { card: hexOf.ben });
    expect(await ask('by-hand')).toBe('1000001');
  });

  it('is asked for many at once, as many as the service takes', async () => {
    const { simulator, askAll } = createWorld();
    const tokens = Array.from({ length: 25 }, (_, index) => {
      const card = (0x100 + index).toString(16).toUpperCase().padStart(10, '0');
      return simulator.addCredential({ card }).token;
    });
    expect((await askAll([...tokens, `acx-${hexOf.ada}`, '__proto__'])).size).toBe(26);
    expect(simulator.calls.map(({ operation }) => operation)).toEqual([
      'GetServiceCapabilities',
      'GetCredentials',
      'GetCredentials',
      'GetCredentials',
    ]);
  });

  it('is unknown for a credential that is gone, and in an outage', async () => {
    const { simulator, ask } = createWorld();
    expect(await ask('nobody')).toBeUndefined();
    simulator.levers.setOutage(true);
    expect(await ask('by-hand')).toBeUndefined();
  });
});
