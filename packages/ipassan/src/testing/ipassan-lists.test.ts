import { describe, expect, it } from 'vitest';
import { createIpassanBuilding } from './ipassan-building';
import { createIpassanSimulator } from './ipassan-simulator';
import { createIpassanTestCaller } from './ipassan-test-caller';

describe('lists of the iPassan simulator', () => {
  const setUp = async () => {
    const simulator = createIpassanSimulator();
    const building = createIpassanBuilding(simulator);
    const caller = createIpassanTestCaller(simulator);
    await caller.signIn();
    return { simulator, building, caller, persons: `/api/v1/access/site/${building.site.uuid}/person` };
  };

  it('lists bases and the sites of a base', async () => {
    const { building, caller } = await setUp();
    const { base, site } = building;
    expect((await caller.call('GET', '/api/v1/admin/base?limit=10&offset=0')).json).toEqual({
      data: [{ name: 'riverside', displayname: 'Riverside Estates', uuid: base.uuid }],
      next_cursor: null,
    });
    expect((await caller.call('GET', `/api/v1/admin/base/${base.uuid}/site?limit=10&offset=0`)).json).toEqual({
      data: [{ name: 'Riverside House', uuid: site.uuid }],
      next_cursor: null,
    });
    const denied = await caller.call('GET', '/api/v1/admin/base/elsewhere/site');
    expect(denied.json).toEqual({ error_description: 'Access Denied' });
  });

  it('names the next offset until the last page, then null', async () => {
    const { building, caller, persons } = await setUp();
    expect((await caller.call('GET', `${persons}?limit=3&offset=0`)).json).toMatchObject({
      data: [{ firstname: 'Ada' }, { firstname: 'Ben' }, { firstname: 'Cleo' }],
      next_cursor: 3,
    });
    expect((await caller.call('GET', `${persons}?limit=3&offset=3`)).json).toEqual({
      data: [expect.objectContaining({ uuid: building.outsider.uuid })],
      next_cursor: null,
    });
    expect((await caller.call('GET', `${persons}?limit=3&offset=9`)).json).toEqual({ data: [], next_cursor: null });
  });

  it('leaves the cursor of the last page out when switched so', async () => {
    const { simulator, caller, persons } = await setUp();
    simulator.switches.nextCursorAtEnd = 'absent';
    expect((await caller.call('GET', `${persons}?limit=3&offset=0`)).json).toHaveProperty('next_cursor', 3);
    expect((await caller.call('GET', `${persons}?limit=3&offset=3`)).json).not.toHaveProperty('next_cursor');
  });

  it('never puts more on a page than it wants to', async () => {
    const { simulator, caller, persons } = await setUp();
    simulator.switches.largestPage = 2;
    expect((await caller.call('GET', `${persons}?limit=1000`)).json).toMatchObject({ next_cursor: 2 });
  });

  it.each(['limit=0', 'limit=-1', 'offset=-1', 'limit=ten'])('refuses %s', async (query) => {
    const { caller, persons } = await setUp();
    expect((await caller.call('GET', `${persons}?${query}`)).status).toBe(400);
  });

  it('does not filter persons', async () => {
    const { caller, persons } = await setUp();
    const { json } = await caller.call('GET', `${persons}?mail=ada@riverside.example`);
    expect(json).toMatchObject({ data: { length: 4 } });
  });

  it('lists the assets of a site with slot and longest time as numbers', async () => {
    const { building, caller } = await setUp();
    expect((await caller.call('GET', `/api/v1/access/site/${building.site.uuid}/asset`)).json).toEqual({
      data: [
        { uuid: building.gym.uuid, name: 'Gym', slot: 15, maxDuration: 120 },
        { uuid: building.functionRoom.uuid, name: 'Function room', slot: 15, maxDuration: 1440 },
      ],
      next_cursor: null,
    });
  });

  it('keeps the sites apart', async () => {
    const { simulator, building, caller } = await setUp();
    const other = simulator.addSite({ base: building.base.uuid, name: 'Hill House', timeZone: 'Europe/Berlin' });
    expect((await caller.call('GET', `/api/v1/access/site/${other.uuid}/person`)).json).toMatchObject({ data: [] });
    expect((await caller.call('GET', `/api/v1/access/site/${other.uuid}/asset`)).json).toMatchObject({ data: [] });
    const answer = await caller.call('GET', `/api/v1/access/site/${other.uuid}/person/${building.ada.uuid}`);
    expect(answer.json).toEqual({});
  });
});
