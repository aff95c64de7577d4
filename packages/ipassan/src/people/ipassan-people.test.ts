import { ConflictError } from '@acx/core/provider';
import { describe, expect, it } from 'vitest';
import { failureOf } from '../__fixtures__/ipassan-test-vendor';
import { IpassanAccessTypeError } from '../wire/ipassan-access-type-error';
import { createPeopleWorld } from './__fixtures__/ipassan-people-world';

const isWrite = (method: string) => ({
  when: (request: Request) => request.method === method && !request.url.endsWith('/token'),
});
const everyListPage = ['GET list', 'GET list'];

describe('a person of the host', () => {
  it('without a uuid is created with one call, and their access is read back', async () => {
    const world = createPeopleWorld();
    const person = world.resident('Dora', { mail: ' dora@riverside.example ', phone: '' });
    const { result, personUuid = '' } = await world.people.syncPerson({ person });
    expect(result).toBe('created');
    expect(world.calls()).toEqual(['POST', 'GET one']);
    expect(world.simulator.state.persons.get(personUuid)).toMatchObject({
      firstname: 'Dora',
      mail: 'dora@riverside.example',
      phone: null,
      accessType: { doorPermanent: world.building.residents.uuid },
    });
  });

  it('who is as asked for costs one read', async () => {
    const world = createPeopleWorld();
    const person = world.resident('Dora', { mail: 'Dora@Riverside.example' });
    const { personUuid } = await world.people.syncPerson({ person });
    world.calls();
    expect(await world.people.syncPerson({ person, personUuid })).toEqual({ result: 'unchanged', personUuid });
    expect(world.calls()).toEqual(['GET one']);
  });

  it('is written with the changed fields only, so an edit of another field at iPassan stays', async () => {
    const world = createPeopleWorld();
    const { personUuid = '' } = await world.people.syncPerson({ person: world.resident('Dora') });
    world.simulator.alterPerson(personUuid, { other: 'Has a dog', phone: '+44 1' });
    world.calls();
    const person = world.resident('Dora', { phone: '+44 2' });
    expect(await world.people.syncPerson({ person, personUuid })).toEqual({ result: 'updated', personUuid });
    expect(world.calls()).toEqual(['GET one', 'PUT']);
    expect(world.simulator.state.persons.get(personUuid)).toMatchObject({ other: 'Has a dog', phone: '+44 2' });
  });

  it('whose fields are cleared has none of them, and clears nobody else out of an address', async () => {
    const world = createPeopleWorld();
    const cleared = { phone: null, mail: '', other: null };
    for (const name of ['Dora', 'Emil']) {
      const more = { phone: '+44 1', mail: `${name}@riverside.example`, other: 'Has a dog' };
      const { personUuid = '' } = await world.people.syncPerson({ person: world.resident(name, more) });
      const person = world.resident(name, cleared);
      expect(await world.people.syncPerson({ person, personUuid })).toEqual({ result: 'updated', personUuid });
      expect(world.simulator.state.persons.get(personUuid)).toMatchObject({ phone: null, mail: null, other: null });
      expect(await world.people.syncPerson({ person, personUuid })).toEqual({ result: 'unchanged', personUuid });
    }
  });

  it('gets their access back when somebody took it away, and loses it when the host says so', async () => {
    const world = createPeopleWorld();
    const person = world.resident('Dora');
    const { personUuid = '' } = await world.people.syncPerson({ person });
    const profile = () => world.simulator.state.persons.get(personUuid)?.accessType.doorPermanent;
    world.simulator.alterPerson(personUuid, { accessType: { doorPermanent: null } });
    world.calls();
    await world.people.syncPerson({ person, personUuid });
    expect([profile(), world.calls()]).toEqual([world.building.residents.uuid, ['GET one', 'PUT', 'GET one']]);
    await world.people.syncPerson({ person: { ...person, accessType: { doorPermanent: null } }, personUuid });
    expect(profile()).toBeNull();
  });

  it('who is gone is created anew, with another uuid', async () => {
    const world = createPeopleWorld();
    const person = world.resident('Dora');
    const { personUuid = '' } = await world.people.syncPerson({ person });
    world.simulator.removePerson(personUuid);
    world.calls();
    const { result, personUuid: fresh } = await world.people.syncPerson({ person, personUuid });
    expect([result, world.calls()]).toEqual(['re-created', ['GET one', 'POST', 'GET one']]);
    expect(world.withNumber('n-Dora').map(({ uuid }) => uuid)).toEqual([fresh]);
  });

  it('who goes between the look and the write is created anew', async () => {
    const world = createPeopleWorld();
    const { personUuid = '' } = await world.people.syncPerson({ person: world.resident('Dora') });
    world.simulator.levers.failNext({ status: 404 }, isWrite('PUT'));
    const person = world.resident('Dora', { phone: '1' });
    // One "not found" for somebody who is there makes no second person.
    expect(await failureOf(world.people.syncPerson({ person, personUuid }))).toMatchObject({ vendorCode: 'not_found' });
    expect(world.withNumber('n-Dora')).toHaveLength(1);
    const release = world.simulator.levers.holdNext(({ method }) => method === 'PUT');
    const work = world.people.syncPerson({ person, personUuid });
    while (world.calls().at(-1) !== 'PUT') await new Promise((resolve) => setImmediate(resolve));
    world.simulator.removePerson(personUuid);
    release();
    expect(await work).toMatchObject({ result: 're-created' });
    expect(world.withNumber('n-Dora')).toHaveLength(1);
  });

  it('who is archived is deleted with one call, and need not be there', async () => {
    const world = createPeopleWorld();
    const person = world.resident('Dora');
    const { personUuid = '' } = await world.people.syncPerson({ person });
    world.calls();
    const archived = { person: { firstname: '', lastname: '' }, personUuid, isArchived: true };
    expect(await world.people.syncPerson(archived)).toEqual({ result: 'deleted' });
    expect(await world.people.syncPerson(archived)).toEqual({ result: 'absent' });
    expect(await world.people.syncPerson({ person, isArchived: true })).toEqual({ result: 'absent' });
    expect(world.calls()).toEqual(['DELETE', 'DELETE']);
    expect(world.simulator.state.persons.has(personUuid)).toBe(false);
  });

  it('with an address that somebody has is a conflict about mail and is never linked', async () => {
    const world = createPeopleWorld();
    const failure = await failureOf(
      world.people.syncPerson({ person: world.resident('Ada', { lastname: 'Archer', mail: 'ada@riverside.example' }) }),
    );
    expect(failure).toBeInstanceOf(ConflictError);
    expect(failure).toMatchObject({ what: 'mail', effect: 'none' });
    expect(world.withNumber('n-Ada')).toEqual([]);
  });

  it('whose access is ignored is told with the uuid, so that the host can store it', async () => {
    const world = createPeopleWorld();
    const person = world.resident('Dora', { accessType: { doorPermanent: 'no-such-profile' } });
    const failure = await failureOf(world.people.syncPerson({ person }));
    expect(failure).toBeInstanceOf(IpassanAccessTypeError);
    const [made] = world.withNumber('n-Dora');
    expect(failure).toMatchObject({ personUuid: made?.uuid, effect: 'applied', problem: 'ignored' });
    expect(await world.people.syncPerson({ person: world.resident('Dora'), personUuid: made?.uuid })).toMatchObject({
      result: 'updated',
    });
  });
});

describe('a person whose creation may have been lost', () => {
  it('is found by the number and not created twice', async () => {
    const world = createPeopleWorld();
    const person = world.resident('Dora');
    world.simulator.levers.dropAnswer(isWrite('POST'));
    expect(await failureOf(world.people.syncPerson({ person }))).toMatchObject({ effect: 'unknown' });
    world.calls();
    const [made] = world.withNumber('n-Dora');
    expect(await world.people.syncPerson({ person, mayExist: true })).toEqual({
      result: 'unchanged',
      personUuid: made?.uuid,
    });
    expect(world.calls()).toEqual(everyListPage);
    expect(world.withNumber('n-Dora')).toHaveLength(1);
  });

  it('is created once when nobody has the number', async () => {
    const world = createPeopleWorld();
    world.simulator.levers.dropRequest(isWrite('POST'));
    await failureOf(world.people.syncPerson({ person: world.resident('Dora') }));
    world.calls();
    const again = await world.people.syncPerson({ person: world.resident('Dora'), mayExist: true });
    expect([again.result, world.calls()]).toEqual(['created', [...everyListPage, 'POST', 'GET one']]);
  });

  it('is found when it was the stored uuid that had gone, and is deleted when archived meanwhile', async () => {
    const world = createPeopleWorld();
    const person = world.resident('Dora');
    world.simulator.levers.dropAnswer(isWrite('POST'));
    await failureOf(world.people.syncPerson({ person, personUuid: 'gone' }));
    const [made] = world.withNumber('n-Dora');
    expect(await world.people.syncPerson({ person, personUuid: 'gone', mayExist: true })).toMatchObject({
      personUuid: made?.uuid,
    });
    expect(await world.people.syncPerson({ person, personUuid: 'gone', isArchived: true, mayExist: true })).toEqual({
      result: 'deleted',
    });
    expect(world.withNumber('n-Dora')).toEqual([]);
  });

  it('is not guessed when several have the number, nor when the list breaks off', async () => {
    const world = createPeopleWorld();
    for (const name of ['ada', 'ben'] as const)
      world.simulator.alterPerson(world.building[name].uuid, { number: 'n-Dora' });
    const sync = { person: world.resident('Dora'), mayExist: true };
    expect(await failureOf(world.people.syncPerson(sync))).toMatchObject({ what: 'number', effect: 'none' });
    world.simulator.levers.failNext({ status: 503 });
    expect(await failureOf(world.people.syncPerson(sync))).toMatchObject({
      vendorCode: 'server_failure',
      effect: 'none',
    });
    expect(world.calls().filter((call) => call !== 'GET list')).toEqual([]);
  });
});

describe('a request that cannot be right', () => {
  it('is refused with every problem before anything is sent', async () => {
    const world = createPeopleWorld();
    const person = {
      ...world.resident('Dora', {
        firstname: ' ',
        other: 'x'.repeat(256),
        type: 3,
        accessType: { doorPermanent: 'null' },
      }),
      number: ' ',
    };
    expect(await failureOf(world.people.syncPerson({ person, personUuid: '', mayExist: true }))).toMatchObject({
      code: 'invalid_input',
      problems: [
        'personUuid',
        'person.firstname',
        'person.type',
        'person.other',
        'person.accessType.doorPermanent',
        'person.number',
      ].map((path) => expect.objectContaining({ path })),
    });
    expect(world.calls()).toEqual([]);
  });
});
