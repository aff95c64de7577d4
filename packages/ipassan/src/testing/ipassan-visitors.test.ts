import { DroppedConnection } from '@acx/core/testing';
import { beforeEach, describe, expect, it } from 'vitest';
import { type IpassanProfile, ipassanProfile } from '../wire/ipassan-profile';
import { createIpassanBuilding } from './ipassan-building';
import { createIpassanSimulator } from './ipassan-simulator';
import { createIpassanTestCaller } from './ipassan-test-caller';

describe('visitors of the iPassan simulator', () => {
  const setUp = (profile?: IpassanProfile) => {
    const simulator = createIpassanSimulator({ profile });
    const building = createIpassanBuilding(simulator);
    const caller = createIpassanTestCaller(simulator);
    const visitors = `/api/v1/access/site/${building.site.uuid}/visitor`;
    const invite = (form: Record<string, string> = {}) =>
      caller.call('POST', visitors, {
        person: building.ada.uuid,
        name: 'Vera Visit',
        start: '2026-07-01T10:00:00+01:00',
        end: '2026-07-01T11:07:00+01:00',
        ...form,
      });
    return { simulator, building, caller, visitors, invite };
  };
  let world = setUp();
  beforeEach(async () => {
    world = setUp();
    await world.caller.signIn();
  });

  it('stores a visit at any minute and tells uuid and PIN, in the answer and in reads', async () => {
    const { simulator, building, caller, visitors, invite } = world;
    const invited = await invite({ reference: 'mark of ours' });
    expect(invited.status).toBe(200);
    expect(invited.json).toEqual({
      uuid: invited.uuid,
      person: building.ada.uuid,
      name: 'Vera Visit',
      start: '2026-07-01T10:00:00+01:00',
      end: '2026-07-01T11:07:00+01:00',
      code: expect.stringMatching(/^\d{6}$/),
      reference: 'mark of ours',
    });
    expect((await caller.call('GET', `${visitors}/${invited.uuid}`)).json).toEqual(invited.json);
    expect((await caller.call('GET', visitors)).json).toEqual({ data: [invited.json], next_cursor: null });
    expect([...simulator.state.visitors.values()]).toEqual([
      {
        uuid: invited.uuid,
        site: building.site.uuid,
        host: building.ada.uuid,
        name: 'Vera Visit',
        startsAt: '2026-07-01T09:00:00.000Z',
        endsAt: '2026-07-01T10:07:00.000Z',
        pin: expect.stringMatching(/^\d{6}$/),
        isCancelled: false,
        reference: 'mark of ours',
        hostAccessType: building.ada.accessType,
        madeBy: 'api',
      },
    ]);
    const [stored] = simulator.state.visitors.values();
    expect(invited.json).toHaveProperty('code', stored?.pin);
  });

  it('lists foreign, past and cancelled visits too, page by page', async () => {
    const { simulator, building, caller, visitors, invite } = world;
    const window = { startsAt: '2020-01-01T10:00:00Z', endsAt: '2020-01-01T11:00:00Z' };
    const foreign = simulator.addVisitor({ host: building.ben.uuid, ...window });
    const cancelled = await invite();
    await caller.call('DELETE', `${visitors}/${cancelled.uuid}`);
    const invited = await invite();
    expect((await caller.call('GET', `${visitors}?limit=2&offset=0`)).json).toMatchObject({
      data: [
        { uuid: foreign.uuid, code: foreign.pin, reference: null },
        { uuid: cancelled.uuid, code: null },
      ],
      next_cursor: 2,
    });
    expect((await caller.call('GET', `${visitors}?limit=2&offset=2`)).json).toEqual({
      data: [invited.json],
      next_cursor: null,
    });
  });

  it('keeps the sites apart', async () => {
    const { simulator, building, caller, visitors, invite } = world;
    const { uuid } = await invite();
    const other = simulator.addSite({ base: building.base.uuid, name: 'Hill House', timeZone: 'Europe/Berlin' });
    const elsewhere = visitors.replace(building.site.uuid, other.uuid);
    expect((await caller.call('GET', elsewhere)).json).toMatchObject({ data: [] });
    for (const method of ['GET', 'DELETE'])
      expect((await caller.call(method, `${elsewhere}/${uuid}`)).status).toBe(404);
    expect((await caller.call('PUT', `${elsewhere}/${uuid}`, {})).status).toBe(404);
    expect(simulator.state.visitors.get(uuid)?.isCancelled).toBe(false);
  });

  it('answers times as UTC when switched so', async () => {
    world.simulator.switches.returnsUtc = true;
    expect((await world.invite()).json).toMatchObject({ start: '2026-07-01T09:00:00Z', end: '2026-07-01T10:07:00Z' });
  });

  it('cuts fractions of a second off', async () => {
    const invited = await world.invite({ start: '2026-07-01T10:00:00.900+01:00' });
    expect(invited.json).toMatchObject({ start: '2026-07-01T10:00:00+01:00' });
    expect(world.simulator.state.visitors.get(invited.uuid)?.startsAt).toBe('2026-07-01T09:00:00.000Z');
  });

  it('neither stores nor returns the reference when switched so', async () => {
    const { simulator, invite } = world;
    simulator.switches.keepsReference = false;
    const invited = await invite({ reference: 'mark of ours' });
    expect(invited.json).not.toHaveProperty('reference');
    expect(simulator.state.visitors.get(invited.uuid)?.reference).toBeNull();
  });

  it('ignores the reference when the profile has no field for it', async () => {
    const { simulator, caller, invite } = setUp({
      ...ipassanProfile,
      visitor: { ...ipassanProfile.visitor, reference: null },
    });
    await caller.signIn();
    const invited = await invite({ reference: 'mark of ours' });
    expect(invited.json).not.toHaveProperty('reference');
    expect(simulator.state.visitors.get(invited.uuid)?.reference).toBeNull();
  });

  it('speaks the paths, fields and texts of the profile it is given', async () => {
    const { building, caller } = setUp({
      ...ipassanProfile,
      paths: { ...ipassanProfile.paths, visitors: '/api/v2/{site}/guest', visitor: '/api/v2/{site}/guest/{visitor}' },
      visitor: {
        uuid: 'id',
        host: 'user',
        name: 'label',
        startsAt: 'from',
        endsAt: 'until',
        pin: 'key',
        reference: 'note',
      },
      refusals: { ...ipassanProfile.refusals, host_not_linked: 'kennen wir nicht', only_times: 'nur die Zeiten' },
    });
    await caller.signIn();
    const path = `/api/v2/${building.site.uuid}/guest`;
    const times = { from: '2026-07-01T09:00:00Z', until: '2026-07-01T10:00:00Z' };
    const form = { user: building.ada.uuid, label: 'Vera', ...times, note: 'x' };
    const invited = await caller.call('POST', path, form);
    expect(invited.json).toEqual({
      id: expect.any(String),
      user: building.ada.uuid,
      label: 'Vera',
      from: '2026-07-01T10:00:00+01:00',
      until: '2026-07-01T11:00:00+01:00',
      key: expect.stringMatching(/^\d{6}$/),
      note: 'x',
    });
    expect((await caller.call('POST', path, { ...form, user: 'nobody' })).text).toContain('kennen wir nicht');
    const id = /"id":"([^"]+)"/.exec(invited.text)?.[1];
    expect((await caller.call('PUT', `${path}/${id}`, { label: 'Veronika' })).text).toContain('nur die Zeiten');
    expect((await caller.call('PUT', `${path}/${id}`, { until: '2026-07-01T11:00:00Z' })).json).toMatchObject({
      until: '2026-07-01T12:00:00+01:00',
    });
  });

  it('stores the visit even though the answer with the PIN is lost, and nothing when it is too busy', async () => {
    const { simulator, invite } = world;
    simulator.levers.rateLimitNext({ times: 1 });
    expect((await invite()).status).toBe(429);
    expect(simulator.state.visitors.size).toBe(0);
    simulator.levers.dropAnswer();
    await expect(invite()).rejects.toBeInstanceOf(DroppedConnection);
    expect(simulator.state.visitors.size).toBe(1);
  });
});
