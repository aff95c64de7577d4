import { AcxError } from '@acx/core/provider';
import { seeded } from '@acx/core/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPeopleHost, type PeopleHost } from './__fixtures__/ipassan-people-host';
import { createPeopleWorld, type PeopleWorld } from './__fixtures__/ipassan-people-world';

const KEYS = ['Dora', 'Emil', 'Fay', 'Gus'];
const key = fc.constantFrom(...KEYS);
const text = fc.constantFrom('1', '2', '3');

/** One thing that happens. `value` is a new name or phone; `fault` goes wrong in the next work. */
const step = fc.oneof(
  fc.record({ kind: fc.constant('host edits' as const), key, value: text }),
  fc.record({ kind: fc.constant('host archives' as const), key, isArchived: fc.boolean() }),
  fc.record({ kind: fc.constant('hand edits' as const), key, value: text }),
  fc.record({ kind: fc.constant('hand removes' as const), key }),
  fc.record({ kind: fc.constant('backfill of a cut list' as const), pages: fc.constantFrom(0, 1, 2) }),
  fc.record({
    kind: fc.constant('fault' as const),
    method: fc.constantFrom('GET', 'POST', 'PUT', 'DELETE'),
    how: fc.constantFrom('dropAnswer' as const, 'dropRequest' as const),
  }),
  fc.record({ kind: fc.constant('sync' as const), key }),
  fc.record({ kind: fc.constant('backfill' as const), crashAt: fc.constantFrom(undefined, ...KEYS) }),
);
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

/** A host that follows the rules: it stores uuids, and remembers when somebody may have been created. */
async function sync(world: PeopleWorld, host: PeopleHost, name: string): Promise<string> {
  const entry = host.people.get(name);
  if (entry === undefined) return 'nobody';
  try {
    const { result, personUuid } = await world.people.syncPerson(entry);
    Object.assign(entry, { personUuid, mayExist: false });
    return result;
  } catch (failure) {
    if (!AcxError.isInstance(failure)) throw failure;
    if (failure.effect !== 'none') entry.mayExist = true;
    return 'failed';
  }
}

async function backfill(world: PeopleWorld, host: PeopleHost, crashAt?: string) {
  const request = host.request();
  const mayExist = (name: string | undefined): void =>
    void Object.assign(host.people.get(name ?? '') ?? {}, { mayExist: true });
  try {
    const result = await world.restart().backfill({
      ...request,
      async onLinked(name, personUuid) {
        if (name === crashAt) throw new RangeError('the process is gone');
        await request.onLinked(name, personUuid);
      },
      onProblem: (name, problem) => (problem.effect === 'none' ? undefined : mayExist(name)),
    });
    if (result.stoppedBy !== undefined) mayExist(result.stoppedBy.key);
    host.cursor = result.cursor;
    return result;
  } catch (failure) {
    if (!(failure instanceof RangeError)) throw failure;
    // Nobody knows who was on the way.
    for (const name of KEYS) if (host.people.get(name)?.personUuid === undefined) mayExist(name);
    mayExist(crashAt);
    return undefined;
  }
}

async function play(world: PeopleWorld, host: PeopleHost, event: Step): Promise<void> {
  const { levers } = world.simulator;
  if (event.kind === 'backfill of a cut list') {
    // A list that hides the only trace of a lost creation cannot be seen through.
    const isLost = ([name, { personUuid }]: [string, { personUuid?: string }]): boolean => {
      const held = world.withNumber(`n-${name}`);
      return held.length > 0 && held.every(({ uuid }) => uuid !== personUuid);
    };
    if ([...host.people].some(isLost)) return;
    world.cutListAtPage = event.pages;
    await backfill(world, host);
    delete world.cutListAtPage;
  } else if (event.kind === 'fault')
    levers[event.how]({ when: ({ method, url }) => method === event.method && !url.endsWith('/token') });
  else if (event.kind === 'backfill') await backfill(world, host, event.crashAt);
  else {
    const entry = host.people.get(event.key);
    const [held] = world.withNumber(`n-${event.key}`);
    if (event.kind === 'sync') {
      const first = await sync(world, host, event.key);
      world.calls();
      // Only when nothing is about to go wrong does a second time say something.
      levers.reset();
      const second = await sync(world, host, event.key);
      if (first !== 'failed') {
        expect(['unchanged', 'absent']).toContain(second);
        expect(world.calls().filter((call) => call === 'POST' || call === 'PUT')).toEqual([]);
      }
    } else if (event.kind === 'host edits' && entry !== undefined)
      entry.person = { ...entry.person, phone: event.value, lastname: `Resident ${event.value}` };
    else if (event.kind === 'host archives' && entry !== undefined) entry.isArchived = event.isArchived;
    else if (event.kind === 'hand edits' && held !== undefined)
      world.simulator.alterPerson(held.uuid, { phone: event.value, accessType: { doorPermanent: null } });
    else if (event.kind === 'hand removes' && held !== undefined) world.simulator.removePerson(held.uuid);
  }
}

describe('people of the host and persons at iPassan', () => {
  it('come together after any history, once each, with nobody else touched', async () => {
    const { seed, numRuns } = seeded(150);
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (history) => {
        const world = createPeopleWorld();
        const { simulator, building } = world;
        const host = createPeopleHost(Object.fromEntries(KEYS.map((name) => [name, world.resident(name)])));
        const others = [building.ada, building.ben, building.cleo, building.outsider];
        const before = JSON.stringify(others);
        for (const event of history) {
          await play(world, host, event);
          for (const name of KEYS) expect(world.withNumber(`n-${name}`).length).toBeLessThan(2);
        }
        simulator.levers.reset();
        host.cursor = null;
        expect(await backfill(world, host)).toMatchObject({ failed: 0, cursor: null });
        for (const [name, { person, personUuid, isArchived = false }] of host.people) {
          const { firstname, lastname, accessType } = person;
          expect(world.withNumber(`n-${name}`)).toMatchObject(
            isArchived ? [] : [{ uuid: personUuid, firstname, lastname, accessType }],
          );
        }
        host.cursor = null;
        world.calls();
        expect(await backfill(world, host)).toMatchObject({ unchanged: KEYS.length });
        expect(world.calls().filter((call) => call !== 'GET list')).toEqual([]);
        expect(JSON.stringify(others.map(({ uuid }) => simulator.state.persons.get(uuid)))).toBe(before);
      }),
      { seed, numRuns },
    );
  });
});
