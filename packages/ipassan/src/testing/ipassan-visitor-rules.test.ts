import { beforeEach, describe, expect, it } from 'vitest';
import { createIpassanBuilding } from './ipassan-building';
import { createIpassanSimulator } from './ipassan-simulator';
import { createIpassanTestCaller } from './ipassan-test-caller';

describe('rules of iPassan visitors', () => {
  const setUp = () => {
    const simulator = createIpassanSimulator();
    const building = createIpassanBuilding(simulator);
    const caller = createIpassanTestCaller(simulator);
    const visitors = `/api/v1/access/site/${building.site.uuid}/visitor`;
    const form = {
      person: building.ada.uuid,
      name: 'Vera Visit',
      start: '2026-07-01T10:00:00+01:00',
      end: '2026-07-01T11:00:00+01:00',
      reference: 'mark of ours',
    };
    const invite = (more: Record<string, string> = {}) => caller.call('POST', visitors, { ...form, ...more });
    const change = (uuid: string, more: Record<string, string>) => caller.call('PUT', `${visitors}/${uuid}`, more);
    const cancel = (uuid: string) => caller.call('DELETE', `${visitors}/${uuid}`);
    const stored = (uuid: string) => simulator.state.visitors.get(uuid);
    return { simulator, building, caller, visitors, form, invite, change, cancel, stored };
  };
  let world = setUp();
  beforeEach(async () => {
    world = setUp();
    await world.caller.signIn();
  });

  it.each([
    ['an unknown host', { person: 'nobody' }, 'host does not exist'],
    ['no host', { person: '' }, 'host does not exist'],
    ['an end before the start', { end: '2026-07-01T09:00:00+01:00' }, 'end must be after'],
    ['an empty window', { end: '2026-07-01T09:00:00Z' }, 'end must be after'],
    ['a window within one second', { end: '2026-07-01T09:00:00.900Z' }, 'end must be after'],
    ['a time without offset', { start: '2026-07-01T10:00:00' }, 'is no time'],
    ['a blank name', { name: '  ' }, 'name is required'],
    ['a name of 256 characters', { name: 'v'.repeat(256) }, 'longer than 255'],
  ])('refuses %s and stores nothing', async (_what, more, text) => {
    const answer = await world.invite(more);
    expect(answer.status).toBe(400);
    expect(answer.text).toContain(text);
    expect(world.simulator.state.visitors.size).toBe(0);
  });

  it.each(['person', 'name', 'start', 'end'])('refuses a visit without %s', async (field) => {
    const { caller, visitors, form, simulator } = world;
    const rest = Object.fromEntries(Object.entries(form).filter(([name]) => name !== field));
    expect((await caller.call('POST', visitors, rest)).text).toContain(`${field} is required`);
    expect(simulator.state.visitors.size).toBe(0);
  });

  it('takes a name of 255 characters and a visit without reference', async () => {
    const { caller, visitors, form } = world;
    const { reference: _reference, ...rest } = form;
    const answer = await caller.call('POST', visitors, { ...rest, name: 'v'.repeat(255) });
    expect(answer).toMatchObject({ status: 200, json: { reference: null } });
  });

  it('refuses a host of another site, and one who has been deleted', async () => {
    const { simulator, building, invite } = world;
    const site = simulator.addSite({ base: building.base.uuid, name: 'Hill House', timeZone: 'Europe/Berlin' });
    const { uuid } = simulator.addPerson({ site: site.uuid, accessType: building.ada.accessType });
    expect((await invite({ person: uuid })).text).toContain('host does not exist');
    simulator.removePerson(building.ada.uuid);
    expect((await invite()).text).toContain('host does not exist');
    expect(simulator.state.visitors.size).toBe(0);
  });

  it('takes a host who holds no profile, and visits that overlap', async () => {
    const { building, invite } = world;
    expect((await invite({ person: building.outsider.uuid })).status).toBe(200);
    expect((await invite({ person: building.outsider.uuid })).status).toBe(200);
  });

  it.each([
    ['the start', { start: '2026-07-01T10:30:00+01:00' }, ['2026-07-01T09:30:00.000Z', '2026-07-01T10:00:00.000Z']],
    ['the end', { end: '2026-07-01T12:00:00+01:00' }, ['2026-07-01T09:00:00.000Z', '2026-07-01T11:00:00.000Z']],
    ['nothing', {}, ['2026-07-01T09:00:00.000Z', '2026-07-01T10:00:00.000Z']],
  ])('changes %s and keeps the PIN and the rest', async (_what, more: Record<string, string>, [startsAt, endsAt]) => {
    const { invite, change, stored } = world;
    const invited = await invite();
    const former = stored(invited.uuid);
    const changed = await change(invited.uuid, more);
    expect(changed.json).toEqual({ ...Object(invited.json), ...more });
    expect(stored(invited.uuid)).toEqual({ ...former, startsAt, endsAt });
  });

  it.each([
    ['name', { name: 'Viktor' }],
    ['the same name', { name: 'Vera Visit' }],
    ['host', { person: 'somebody' }],
    ['reference', { reference: '' }],
    ['PIN', { code: '123456' }],
    ['an unknown field', { colour: 'red' }],
  ])('refuses a change of the times as a whole when the form has %s too', async (_what, more) => {
    const { invite, change, stored } = world;
    const { uuid } = await invite();
    const former = stored(uuid);
    const answer = await change(uuid, { end: '2026-07-01T12:00:00+01:00', ...more });
    expect(answer).toMatchObject({ status: 400, text: expect.stringContaining('only start and end can be changed') });
    expect(stored(uuid)).toBe(former);
  });

  it.each([
    ['an end before the start that stays', { end: '2026-07-01T10:00:00+01:00' }],
    ['a start after the end that stays', { start: '2026-07-01T11:00:00+01:00' }],
    ['what is no time', { end: 'tomorrow' }],
  ])('refuses to change to %s', async (_what, more: Record<string, string>) => {
    const { invite, change, stored } = world;
    const { uuid } = await invite();
    const former = stored(uuid);
    expect((await change(uuid, more)).status).toBe(400);
    expect(stored(uuid)).toBe(former);
  });

  it('cancels: the entry stays, shows no PIN and opens nothing', async () => {
    const { simulator, building, caller, visitors, invite, cancel, stored } = world;
    const invited = await invite();
    const pin = stored(invited.uuid)?.pin ?? '';
    const opens = () => simulator.pinOpens({ pin, reader: building.lobby.uuid, at: '2026-07-01T09:30:00Z' });
    expect(opens()).toBe(true);
    expect(await cancel(invited.uuid)).toMatchObject({ status: 204, text: '' });
    expect(opens()).toBe(false);
    const left = { ...Object(invited.json), code: null };
    expect((await caller.call('GET', `${visitors}/${invited.uuid}`)).json).toEqual(left);
    expect((await caller.call('GET', visitors)).json).toEqual({ data: [left], next_cursor: null });
  });

  it.each([
    ['ok' as const, 204],
    ['not-found' as const, 404],
  ])('answers a second delete as switched: %s', async (deletesCancelledVisits, status) => {
    const { simulator, invite, cancel, stored } = world;
    simulator.switches.deletesCancelledVisits = deletesCancelledVisits;
    const { uuid } = await invite();
    expect((await cancel(uuid)).status).toBe(204);
    expect((await cancel(uuid)).status).toBe(status);
    expect(stored(uuid)?.isCancelled).toBe(true);
  });

  it.each([
    ['ok' as const, 200, '2026-07-01T11:00:00.000Z'],
    ['not-found' as const, 404, '2026-07-01T10:00:00.000Z'],
  ])('changes a cancelled visit as switched, but wakes no PIN: %s', async (changesCancelledVisits, status, endsAt) => {
    const { simulator, building, invite, cancel, change, stored } = world;
    simulator.switches.changesCancelledVisits = changesCancelledVisits;
    const { uuid } = await invite();
    await cancel(uuid);
    const answer = await change(uuid, { end: '2026-07-01T12:00:00+01:00' });
    expect(answer.status).toBe(status);
    expect(stored(uuid)).toMatchObject({ isCancelled: true, endsAt });
    const pin = stored(uuid)?.pin ?? '';
    expect(answer.text).not.toContain(pin);
    expect(simulator.pinOpens({ pin, reader: building.lobby.uuid, at: '2026-07-01T09:30:00Z' })).toBe(false);
  });

  it.each(['GET', 'PUT', 'DELETE'])('finds nothing to %s where there is no visit', async (method) => {
    const { caller, visitors } = world;
    const answer = await caller.call(method, `${visitors}/nothing`, method === 'PUT' ? {} : undefined);
    expect(answer).toMatchObject({ status: 404, text: expect.stringContaining('not found') });
  });
});
