import { createFixedClock } from '@acx/core/testing';
import { beforeEach, describe, expect, it } from 'vitest';
import { createIpassanSimulator } from './ipassan-simulator';
import { createIpassanTestCaller } from './ipassan-test-caller';

describe('tokens of the iPassan simulator', () => {
  const setUp = () => {
    const clock = createFixedClock('2026-07-01T09:00:00.000Z');
    const simulator = createIpassanSimulator({ clock });
    return { clock, simulator, caller: createIpassanTestCaller(simulator) };
  };
  let world = setUp();
  beforeEach(() => {
    world = setUp();
  });

  it('hands out a token with its lifetime', async () => {
    const answer = await world.caller.askToken();
    expect(answer.status).toBe(200);
    expect(answer.json).toEqual({ access_token: expect.any(String), expires_in: 3600 });
  });

  it('leaves the lifetime out when switched so', async () => {
    world.simulator.switches.sendsExpiresIn = false;
    expect((await world.caller.askToken()).json).toEqual({ access_token: expect.any(String) });
  });

  it.each([
    ['a wrong secret', { client_secret: 'guess' }, 401],
    ['an unknown client', { client_id: 'guess' }, 401],
    ['another grant type', { grant_type: 'password' }, 400],
    ['another scope', { scope: 'some' }, 400],
  ])('hands out no token for %s', async (_what, changes, status) => {
    const answer = await world.caller.askToken(changes);
    expect(answer.status).toBe(status);
    expect(answer.text).not.toContain('access_token');
  });

  it('takes the credentials in a form only', async () => {
    const answer = await world.caller.send('POST', '/api/v1/token', {
      body: JSON.stringify(world.simulator.credentials),
      headers: { 'content-type': 'application/json' },
    });
    expect(answer.status).toBe(415);
  });

  it.each([{ authorization: '' }, { authorization: 'Bearer guess' }, { authorization: 'Basic Zzo=' }])(
    'answers 401 to a call with %o',
    async (headers) => {
      await world.caller.signIn();
      expect((await world.caller.send('GET', '/api/v1/admin/base', { headers })).status).toBe(401);
    },
  );

  it('takes a token until its lifetime has passed by the clock', async () => {
    world.simulator.switches.tokenLifetimeSeconds = 60;
    await world.caller.signIn();
    await world.clock.advanceBy(59_999);
    expect((await world.caller.call('GET', '/api/v1/admin/base')).status).toBe(200);
    await world.clock.advanceBy(1);
    expect((await world.caller.call('GET', '/api/v1/admin/base')).status).toBe(401);
    await world.caller.signIn();
    expect((await world.caller.call('GET', '/api/v1/admin/base')).status).toBe(200);
  });

  it('takes no older token after all were made to expire', async () => {
    await world.caller.signIn();
    world.simulator.expireTokens();
    expect((await world.caller.call('GET', '/api/v1/admin/base')).status).toBe(401);
  });

  it('hides unknown paths behind the token, then answers 404', async () => {
    expect((await world.caller.call('GET', '/api/v1/nothing')).status).toBe(401);
    await world.caller.signIn();
    expect((await world.caller.call('GET', '/api/v1/nothing')).status).toBe(404);
    expect((await world.caller.call('GET', '/api/v1/admin/base/%E0%A4%A/site')).status).toBe(404);
    expect((await world.caller.call('DELETE', '/api/v1/admin/base')).status).toBe(405);
  });
});
