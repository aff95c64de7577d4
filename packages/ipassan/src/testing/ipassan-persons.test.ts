import { beforeEach, describe, expect, it } from 'vitest';
import { createIpassanBuilding } from './ipassan-building';
import { createIpassanSimulator } from './ipassan-simulator';
import { createIpassanTestCaller } from './ipassan-test-caller';

describe('persons of the iPassan simulator', () => {
  const setUp = () => {
    const simulator = createIpassanSimulator();
    const building = createIpassanBuilding(simulator);
    const caller = createIpassanTestCaller(simulator);
    return { simulator, building, caller, persons: `/api/v1/access/site/${building.site.uuid}/person` };
  };
  let world = setUp();
  beforeEach(async () => {
    world = setUp();
    await world.caller.signIn();
  });
  const dora = { lastname: 'Dove', firstname: 'Dora', type: '1' };

  it('stores a new person and answers it bare, with the type as a number', async () => {
    const { caller, persons, building, simulator } = world;
    const created = await caller.call('POST', persons, {
      ...dora,
      phone: '+44 20 7946 0000',
      mail: 'dora@riverside.example',
      number: '0042',
      other: 'Flat 7',
      'accessType[doorPermanent]': building.residents.uuid,
    });
    expect(created.status).toBe(200);
    expect(created.json).toEqual({
      uuid: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/),
      lastname: 'Dove',
      firstname: 'Dora',
      phone: '+44 20 7946 0000',
      mail: 'dora@riverside.example',
      number: '0042',
      type: 1,
      other: 'Flat 7',
      accessType: {
        doorPermanent: building.residents.uuid,
        doorTemporary: null,
        floorPermanent: null,
        floorTemporary: null,
      },
      architecture: null,
    });
    expect(simulator.state.persons.get(created.uuid)).toMatchObject({ firstname: 'Dora', site: building.site.uuid });
    expect((await caller.call('GET', `${persons}/${created.uuid}`)).json).toEqual(created.json);
  });

  it('changes only the fields that are sent', async () => {
    const { caller, persons, building } = world;
    const changed = await caller.call('PUT', `${persons}/${building.ada.uuid}`, { phone: '1', type: '2' });
    const { site: _site, ...former } = building.ada;
    expect(changed.json).toEqual({ ...former, phone: '1', type: 2 });
  });

  it('clears a profile by the literal text null, and by that only', async () => {
    const { caller, persons, building } = world;
    const path = `${persons}/${building.ada.uuid}`;
    const { residents, upperFloors } = building;
    const emptied = await caller.call('PUT', path, { 'accessType[doorPermanent]': '' });
    expect(emptied.json).toMatchObject({ accessType: { doorPermanent: residents.uuid } });
    const cleared = await caller.call('PUT', path, { 'accessType[doorPermanent]': 'null', phone: 'null' });
    expect(cleared.json).toMatchObject({
      phone: 'null',
      accessType: { doorPermanent: null, floorPermanent: upperFloors.uuid },
    });
  });

  it('silently ignores an unknown profile: success, but no access', async () => {
    const { caller, persons, simulator } = world;
    const created = await caller.call('POST', persons, { ...dora, 'accessType[doorPermanent]': 'no-such-profile' });
    expect(created.status).toBe(200);
    expect(simulator.state.persons.get(created.uuid)?.accessType.doorPermanent).toBeNull();
  });

  it('takes the profile of another site for unknown', async () => {
    const { caller, persons, simulator, building } = world;
    const other = simulator.addSite({ base: building.base.uuid, name: 'Hill House', timeZone: 'Europe/Berlin' });
    const profile = simulator.addProfile({ site: other.uuid, name: 'Hill residents' });
    const created = await caller.call('POST', persons, { ...dora, 'accessType[doorPermanent]': profile.uuid });
    expect(created.json).toMatchObject({ accessType: { doorPermanent: null } });
  });

  it('refuses an unknown profile when switched so', async () => {
    const { caller, persons, simulator } = world;
    simulator.switches.ignoresUnknownProfile = false;
    const created = await caller.call('POST', persons, { ...dora, 'accessType[doorPermanent]': 'no-such-profile' });
    expect(created.status).toBe(400);
    expect(simulator.state.persons.size).toBe(4);
  });

  it('refuses the e-mail of another person, whatever its case, and says whose it is', async () => {
    const { caller, persons, simulator, building } = world;
    const created = await caller.call('POST', persons, { ...dora, mail: 'ADA@riverside.example' });
    expect(created.status).toBe(400);
    expect(created.text).toContain('mail is already used');
    expect(created.text).toContain('Ada Archer');
    expect(created.text).toContain('ADA@riverside.example');
    expect(simulator.state.persons.size).toBe(4);
    const changed = await caller.call('PUT', `${persons}/${building.ben.uuid}`, { mail: 'ada@riverside.example' });
    expect(changed.status).toBe(400);
    expect(simulator.state.persons.get(building.ben.uuid)?.mail).toBe('ben@riverside.example');
  });

  it('lets a person keep the own e-mail, and several have none', async () => {
    const { caller, persons, building } = world;
    const path = `${persons}/${building.ada.uuid}`;
    expect((await caller.call('PUT', path, { mail: 'ada@riverside.example' })).status).toBe(200);
    expect((await caller.call('POST', persons, { ...dora, mail: '' })).status).toBe(200);
    expect((await caller.call('POST', persons, { ...dora, mail: '' })).status).toBe(200);
  });

  it('clears a text by the text of the profile only', async () => {
    const { caller, persons, simulator } = world;
    const { uuid } = await caller.call('POST', persons, { ...dora, phone: '+44 1', other: 'Has a dog' });
    await caller.call('PUT', `${persons}/${uuid}`, { phone: '', other: 'null' });
    expect(simulator.state.persons.get(uuid)).toMatchObject({ phone: null, other: 'null' });
  });

  it('stores an e-mail twice when switched so', async () => {
    world.simulator.switches.refusesTakenMail = false;
    const created = await world.caller.call('POST', world.persons, { ...dora, mail: 'ada@riverside.example' });
    expect(created.status).toBe(200);
  });

  it.each([
    ['no last name', { firstname: 'Dora', type: '1' }],
    ['an empty first name', { ...dora, firstname: ' ' }],
    ['no type', { lastname: 'Dove', firstname: 'Dora' }],
    ['an unknown type', { ...dora, type: '4' }],
    ['an own text of more than 255 characters', { ...dora, other: 'x'.repeat(256) }],
  ])('refuses a person with %s', async (_what, form) => {
    expect((await world.caller.call('POST', world.persons, form)).status).toBe(400);
    expect(world.simulator.state.persons.size).toBe(4);
  });

  it('refuses a write that is not form-encoded', async () => {
    const answer = await world.caller.send('POST', world.persons, {
      body: JSON.stringify({ ...dora, type: 1 }),
      headers: { 'content-type': 'application/json' },
    });
    expect(answer.status).toBe(415);
    expect(world.simulator.state.persons.size).toBe(4);
  });

  it('answers a missing person with an object without uuid, and refuses to change or delete it', async () => {
    const { caller, persons } = world;
    const read = await caller.call('GET', `${persons}/nobody`);
    expect(read).toMatchObject({ status: 200, json: {} });
    for (const method of ['PUT', 'DELETE']) {
      const answer = await caller.call(method, `${persons}/nobody`, method === 'PUT' ? { phone: '1' } : undefined);
      expect(answer.status).toBe(404);
      expect(answer.text).toContain('not found');
    }
  });

  it('deletes a person', async () => {
    const { caller, persons, building, simulator } = world;
    const deleted = await caller.call('DELETE', `${persons}/${building.ada.uuid}`);
    expect(deleted).toMatchObject({ status: 204, text: '' });
    expect(simulator.state.persons.has(building.ada.uuid)).toBe(false);
    expect((await caller.call('GET', `${persons}/${building.ada.uuid}`)).json).toEqual({});
  });
});
