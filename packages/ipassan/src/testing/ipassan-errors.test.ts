import { describe, expect, it } from 'vitest';
import { createIpassanBuilding } from './ipassan-building';
import { createIpassanSimulator } from './ipassan-simulator';
import type { IpassanSwitches } from './ipassan-switches';
import { createIpassanTestCaller } from './ipassan-test-caller';

describe('errors of the iPassan simulator', () => {
  const setUp = async (switches?: Partial<IpassanSwitches>) => {
    const simulator = createIpassanSimulator({ switches });
    const building = createIpassanBuilding(simulator);
    const caller = createIpassanTestCaller(simulator);
    await caller.signIn();
    return { simulator, building, caller };
  };
  const wrongSite = '/api/v1/access/site/elsewhere/person';

  it.each([
    ['description' as const, '{"error_description":"Access Denied"}', 'application/json; charset=utf-8'],
    ['message' as const, '{"error":{"message":"Access Denied"}}', 'application/json; charset=utf-8'],
    ['text' as const, 'Access Denied', 'text/plain; charset=utf-8'],
  ])('denies a wrong site in the shape %s', async (errorShape, text, contentType) => {
    const { caller } = await setUp({ errorShape });
    expect(await caller.call('GET', wrongSite)).toMatchObject({ status: 403, text, contentType });
  });

  it.each(['person', 'person/x', 'asset', 'asset/x/booking', 'asset/x/booking/y', 'visitor', 'visitor/x'])(
    'denies a wrong site below …/%s',
    async (path) => {
      const { caller } = await setUp();
      const answer = await caller.call('GET', `/api/v1/access/site/elsewhere/${path}`);
      expect(answer.json).toEqual({ error_description: 'Access Denied' });
    },
  );

  it('denies every site while switched so', async () => {
    const { simulator, building, caller } = await setUp();
    const path = `/api/v1/access/site/${building.site.uuid}/person`;
    simulator.switches.deniesSites = true;
    expect((await caller.call('GET', path)).text).toContain('Access Denied');
    simulator.switches.deniesSites = false;
    expect((await caller.call('GET', path)).status).toBe(200);
  });

  it.each([200, 422])('refuses with status %i when switched so, but keeps 401 and 404 for the path', async (status) => {
    const { simulator, caller } = await setUp({ refusalStatus: status });
    expect(await caller.call('GET', wrongSite)).toMatchObject({ status, text: expect.stringContaining('Denied') });
    expect((await caller.call('GET', '/api/v1/nothing')).status).toBe(404);
    simulator.expireTokens();
    expect((await caller.call('GET', wrongSite)).status).toBe(401);
  });

  it('sends UTF-8 whether or not it names the charset', async () => {
    const { simulator, building, caller } = await setUp();
    const path = `/api/v1/access/site/${building.site.uuid}/person/${building.ada.uuid}`;
    await caller.call('PUT', path, { lastname: 'Ångström' });
    expect((await caller.call('GET', path)).contentType).toBe('application/json; charset=utf-8');
    simulator.switches.sendsCharset = false;
    expect(await caller.call('GET', path)).toMatchObject({
      contentType: 'application/json',
      text: expect.stringContaining('Ångström'),
    });
    simulator.switches.errorShape = 'text';
    expect((await caller.call('GET', wrongSite)).contentType).toBe('text/plain');
  });
});
