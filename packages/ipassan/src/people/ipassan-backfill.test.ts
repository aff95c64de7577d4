import { describe, expect, it } from 'vitest';
import { createPeopleHost } from './__fixtures__/ipassan-people-host';
import { createPeopleWorld, type PeopleWorld } from './__fixtures__/ipassan-people-world';

const NAMES = ['Dora', 'Emil', 'Fay', 'Gus'] as const;
const nothing = { created: 0, updated: 0, unchanged: 0, deleted: 0, failed: 0, cursor: null };

const hostOf = (world: PeopleWorld, names: readonly string[] = NAMES) =>
  createPeopleHost(Object.fromEntries(names.map((name) => [name, world.resident(name)])));

/** A host whose people are all in place already. */
async function settled(names: readonly string[] = NAMES) {
  const world = createPeopleWorld();
  const host = hostOf(world, names);
  await world.people.backfill(host.request());
  Object.assign(host, { cursor: null });
  host.progress.length = 0;
  world.calls();
  return { world, host };
}

describe('a building', () => {
  it('is created, and every uuid is stored before the cursor moves past the person', async () => {
    const world = createPeopleWorld();
    const host = hostOf(world);
    const linked: boolean[] = [];
    const result = await world.people.backfill(
      host.request({
        onProgress: ({ lastKey }) => void linked.push(host.people.get(lastKey)?.personUuid !== undefined),
      }),
    );
    expect(result).toEqual({ ...nothing, created: 4 });
    expect(linked).toEqual([true, true, true, true]);
    for (const name of NAMES)
      expect(world.withNumber(`n-${name}`).map(({ uuid }) => uuid)).toEqual([host.people.get(name)?.personUuid]);
  });

  it('that is as it should be costs the pages of the list and no write', async () => {
    const { world, host } = await settled();
    expect(await world.people.backfill(host.request())).toEqual({ ...nothing, unchanged: 4 });
    // 4 of the building and 4 of ours, 3 on a page
    expect(world.calls()).toEqual(['GET list', 'GET list', 'GET list']);
    expect(host.progress.at(-1)).toEqual({ done: 4, total: 4, lastKey: 'Gus', cursor: { after: 'Gus' } });
  });

  it('is read one by one from a stream, and has no total then', async () => {
    const { world, host } = await settled(['Dora']);
    async function* stream() {
      yield { key: 'Dora', ...host.people.get('Dora'), person: world.resident('Dora') };
    }
    await world.people.backfill(host.request({ people: stream() }));
    expect(host.progress).toEqual([{ done: 1, lastKey: 'Dora', cursor: { after: 'Dora' } }]);
  });

  it('is written where it differs, also by hands at iPassan, and nobody else is touched', async () => {
    const { world, host } = await settled();
    const { simulator, building } = world;
    const others = [building.ada, building.ben, building.cleo, building.outsider];
    const before = JSON.stringify(others.map(({ uuid }) => simulator.state.persons.get(uuid)));
    const [dora = '', emil = '', fay = ''] = NAMES.map((name) => host.people.get(name)?.personUuid);
    simulator.alterPerson(dora, { accessType: { doorPermanent: null } });
    simulator.removePerson(emil);
    Object.assign(host.people.get('Fay') ?? {}, { isArchived: true });
    expect(await world.people.backfill(host.request())).toEqual({
      ...nothing,
      created: 1,
      updated: 1,
      unchanged: 1,
      deleted: 1,
    });
    expect(world.calls().slice(3)).toEqual(['PUT', 'GET one', 'GET one', 'POST', 'GET one', 'DELETE']);
    expect(simulator.state.persons.get(dora)?.accessType.doorPermanent).toBe(building.residents.uuid);
    expect(host.people.get('Emil')?.personUuid).toBe(world.withNumber('n-Emil')[0]?.uuid);
    expect(simulator.state.persons.has(fay)).toBe(false);
    expect(host.people.get('Fay')).not.toHaveProperty('personUuid');
    expect(JSON.stringify(others.map(({ uuid }) => simulator.state.persons.get(uuid)))).toBe(before);
    world.calls();
    expect(await world.restart().backfill({ ...host.request(), cursor: null })).toEqual({ ...nothing, unchanged: 4 });
    expect(world.calls()).toEqual(['GET list', 'GET list', 'GET list']);
  });

  it('goes on when one person fails, and tells it by the key', async () => {
    const world = createPeopleWorld();
    const host = createPeopleHost({
      a: world.resident('Dora', { mail: 'ada@riverside.example' }),
      b: world.resident('Emil', { accessType: { doorPermanent: 'no-such-profile' } }),
      c: world.resident('Fay', { firstname: '' }),
      d: { ...world.resident('Gus'), number: null },
      e: world.resident('Hal'),
    });
    expect(await world.people.backfill(host.request())).toEqual({ ...nothing, created: 1, failed: 4 });
    expect(host.problems).toEqual(['a: mail', 'b: provider_call', 'c: invalid_input', 'd: invalid_input']);
    // The person without access is there, and linked.
    expect(host.people.get('b')?.personUuid).toBe(world.withNumber('n-Emil')[0]?.uuid);
    expect([...world.simulator.state.persons.values()].filter(({ firstname }) => firstname === 'Gus')).toEqual([]);
  });
});

describe('a number', () => {
  it('finds the person that an earlier run created and did not link', async () => {
    const { world, host } = await settled();
    for (const person of host.people.values()) delete person.personUuid;
    expect(await world.people.backfill(host.request())).toEqual({ ...nothing, unchanged: 4 });
    expect(world.calls()).toEqual(['GET list', 'GET list', 'GET list']);
    expect(host.people.get('Gus')?.personUuid).toBe(world.withNumber('n-Gus')[0]?.uuid);
  });

  it('of somebody with another name turns nobody into somebody else, unless the host says that they may exist', async () => {
    const world = createPeopleWorld();
    const host = hostOf(world, ['Dora']);
    world.simulator.alterPerson(world.building.outsider.uuid, { number: 'n-Dora' });
    expect(await world.people.backfill(host.request())).toEqual({ ...nothing, failed: 1 });
    expect(host.problems).toEqual(['Dora: number']);
    expect(world.simulator.state.persons.get(world.building.outsider.uuid)).toMatchObject({ firstname: 'Otto' });
    Object.assign(host.people.get('Dora') ?? {}, { mayExist: true });
    expect(await world.people.backfill({ ...host.request(), cursor: null })).toEqual({ ...nothing, updated: 1 });
    expect(host.people.get('Dora')?.personUuid).toBe(world.building.outsider.uuid);
  });

  it('alone deletes nobody, unless the host says that they may exist', async () => {
    const { world, host } = await settled(['Dora']);
    const dora = host.people.get('Dora') ?? {};
    Object.assign(dora, { personUuid: undefined, isArchived: true });
    expect(await world.people.backfill(host.request())).toEqual({ ...nothing, failed: 1 });
    expect([host.problems, world.withNumber('n-Dora').length]).toEqual([['Dora: number'], 1]);
    Object.assign(dora, { mayExist: true });
    expect(await world.people.backfill({ ...host.request(), cursor: null })).toEqual({ ...nothing, deleted: 1 });
    expect(world.withNumber('n-Dora')).toEqual([]);
  });

  it('that two keys have makes one person and one problem, and so does a uuid or a key that comes twice', async () => {
    const world = createPeopleWorld();
    const host = createPeopleHost({ a: world.resident('Dora'), b: world.resident('Dora'), c: world.resident('Emil') });
    expect(await world.people.backfill(host.request())).toEqual({ ...nothing, created: 2, failed: 1 });
    expect([host.problems, world.withNumber('n-Dora').length]).toEqual([['b: number'], 1]);
    Object.assign(host.people.get('b') ?? {}, { personUuid: host.people.get('a')?.personUuid, isArchived: true });
    const request = host.request({ cursor: null });
    const twice = { ...request, people: [...(request.people as []), { key: 'c', person: world.resident('Emil') }] };
    expect(await world.people.backfill(twice)).toEqual({ ...nothing, unchanged: 2, failed: 2 });
    expect(host.problems.slice(1)).toEqual(['b: person', 'c: invalid_input']);
    expect(world.withNumber('n-Dora')).toHaveLength(1);
  });
});

describe('a list that is cut off without a word', () => {
  it.each([0, 1, 2])('after %i pages makes nobody come twice and nobody go', async (pages) => {
    const { world, host } = await settled();
    world.cutListAtPage = pages;
    expect(await world.people.backfill(host.request())).toEqual({ ...nothing, unchanged: 4 });
    expect(world.calls().filter((call) => !call.startsWith('GET'))).toEqual([]);
  });

  it('creates nobody whose earlier creation it may hide', async () => {
    const { world, host } = await settled();
    delete host.people.get('Gus')?.personUuid;
    world.cutListAtPage = 1;
    expect(await world.people.backfill(host.request())).toEqual({ ...nothing, unchanged: 3, failed: 1 });
    expect([host.problems, world.withNumber('n-Gus').length]).toEqual([['Gus: list'], 1]);
    expect(host.errors[0]).toMatchObject({ isRetryable: true, effect: 'none' });
    delete world.cutListAtPage;
    expect(await world.people.backfill({ ...host.request(), cursor: null })).toEqual({ ...nothing, unchanged: 4 });
  });

  it('hides nobody whom an earlier run created without linking them', async () => {
    const { world, host } = await settled();
    delete host.people.get('Gus')?.personUuid;
    world.cutListAtPage = 1;
    expect(await world.restart().backfill(host.request({ cursor: { after: 'Fay' } }))).toEqual({
      ...nothing,
      failed: 1,
    });
    Object.assign(host.people.get('Gus') ?? {}, { isArchived: true, mayExist: true });
    const again = await world.restart().backfill(host.request({ cursor: { after: 'Fay' } }));
    expect(again).toEqual({ ...nothing, failed: 1 });
    expect([host.problems, world.withNumber('n-Gus').length]).toEqual([['Gus: list', 'Gus: list'], 1]);
  });

  it('is read again once only', async () => {
    const { world, host } = await settled();
    for (const name of ['Hal', 'Ida', 'Jo']) host.people.set(name, { person: world.resident(name) });
    world.cutListAtPage = 1;
    expect(await world.people.backfill(host.request())).toEqual({ ...nothing, unchanged: 4, failed: 3 });
    expect(world.calls().filter((call) => call === 'GET list')).toHaveLength(2);
    delete world.cutListAtPage;
    expect(await world.people.backfill(host.request({ cursor: null }))).toEqual({
      ...nothing,
      unchanged: 4,
      created: 3,
    });
  });

  it('and is whole again when it is looked at a second time stops nobody', async () => {
    const { world, host } = await settled();
    host.people.set('Hal', { person: world.resident('Hal') });
    world.cutListAtPage = 1;
    const onProgress = () => void delete world.cutListAtPage;
    expect(await world.people.backfill(host.request({ onProgress }))).toEqual({ ...nothing, unchanged: 4, created: 1 });
  });

  it('hides nobody who is archived', async () => {
    const { world, host } = await settled();
    for (const person of host.people.values()) person.isArchived = true;
    world.cutListAtPage = 1;
    expect(await world.people.backfill(host.request())).toEqual({ ...nothing, deleted: 4 });
    expect([...world.simulator.state.persons.values()].filter(({ lastname }) => lastname === 'Resident')).toEqual([]);
  });
});
