import { HttpResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import { describe, expect, it } from 'vitest';
import { createSaltoSimulator } from './salto-simulator';
import type { SaltoSwitches } from './salto-switches';
import { createSaltoTestCaller, envelope } from './salto-test-caller';

const authentication = { user: 'ship', password: 'pä:ss', key: 'k-1' };
const setUp = (auth: SaltoSwitches['auth'] = 'none') => {
  const simulator = createSaltoSimulator({ timeZone: 'UTC', switches: { auth }, authentication });
  const caller = createSaltoTestCaller(simulator);
  const status = async (init: Parameters<typeof caller.send>[0]) =>
    (await caller.send({ body: envelope('GetInfo'), ...init })).status;
  return { simulator, ...caller, status };
};
const headers = { 'content-type': 'application/vnd.saltosystems.ship.v1+xml' };

describe('SHIP over HTTP', () => {
  it('wants a POST of its own media type to the root', async () => {
    const { status } = setUp();
    expect([
      await status({}),
      await status({ path: '/ship' }),
      await status({ path: '/?a=1' }),
      await status({ method: 'GET' }),
      await status({ method: 'PUT' }),
      await status({ headers: { 'content-type': 'text/xml' } }),
      await status({ headers: { 'content-type': `${headers['content-type']}; charset=utf-8` } }),
    ]).toEqual([200, 404, 404, 405, 405, 415, 415]);
  });

  it('wants the right user and password when switched to Basic', async () => {
    const { send, status } = setUp('basic');
    const basic = (pair: string) => ({ headers: { authorization: `Basic ${Buffer.from(pair).toString('base64')}` } });
    expect([
      await status({}),
      await status(basic('ship:pä:ss')),
      await status(basic('ship:pass')),
      await status(basic('SHIP:pä:ss')),
      await status({ headers: { 'salto-ship-key': 'k-1' } }),
    ]).toEqual([401, 200, 401, 401, 401]);
    expect((await send()).headers.get('www-authenticate')).toContain('Basic');
  });

  it('wants the shared key when switched to Custom', async () => {
    const { status } = setUp('custom');
    expect([
      await status({}),
      await status({ headers: { 'Salto-SHIP-Key': 'k-1' } }),
      await status({ headers: { 'Salto-SHIP-Key': 'K-1' } }),
    ]).toEqual([401, 200, 401]);
  });

  it('does nothing for a caller without login', async () => {
    const { simulator, status } = setUp('custom');
    const params = '<SaltoDBGroup><ExtGroupID>A</ExtGroupID><Name>A</Name></SaltoDBGroup>';
    expect(await status({ body: envelope('SaltoDBGroup.Insert', params) })).toBe(401);
    expect(simulator.state.accessLevels.size).toBe(0);
    expect(await status({ body: envelope('SaltoDBGroup.Insert', params), headers: { 'Salto-SHIP-Key': 'k-1' } })).toBe(
      200,
    );
    expect(simulator.state.accessLevels.size).toBe(1);
  });

  it('can be reached over real HTTP', async () => {
    const { simulator } = setUp();
    const server = await simulator.listen();
    try {
      const body = envelope(
        'SaltoDBGroup.Insert',
        '<SaltoDBGroup><ExtGroupID>É</ExtGroupID><Name>🏠</Name></SaltoDBGroup>',
      );
      const response = await fetch(server.url, { method: 'POST', headers, body });
      expect([response.status, await response.text()]).toEqual([200, expect.stringContaining('<ExtGroupID>É<')]);
      expect(simulator.state.accessLevels.get('É')?.name).toBe('🏠');
      simulator.levers.dropAnswer();
      await expect(fetch(server.url, { method: 'POST', headers, body })).rejects.toThrow();
    } finally {
      await server.close();
    }
  });

  it.each(['http://space.example:8100', 'http://space.example:8100/'])(
    'can be put behind MSW at %s',
    async (baseUrl) => {
      const { simulator } = setUp();
      const server = setupServer(
        ...simulator.mswHandlers(http, baseUrl),
        http.all('*', () => HttpResponse.error()),
      );
      server.listen({ onUnhandledRequest: 'error' });
      try {
        const response = await fetch('http://space.example:8100/', {
          method: 'POST',
          headers,
          body: envelope('GetInfo'),
        });
        expect(await response.text()).toContain('<ProtocolID>SHIP</ProtocolID>');
      } finally {
        server.close();
      }
    },
  );
});
