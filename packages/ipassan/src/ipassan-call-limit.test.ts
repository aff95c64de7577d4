import { ConfigurationError, ConnectionError, type TakeTurn } from '@acx/core/provider';
import { beforeAll, describe, expect, it } from 'vitest';
import { createTestHost } from './__fixtures__/ipassan-host';
import { createTestInstallation } from './__fixtures__/ipassan-test-installation';
import { createPeopleHost } from './people/__fixtures__/ipassan-people-host';
import { createPeopleWorld } from './people/__fixtures__/ipassan-people-world';

const noTurn: TakeTurn = ({ operation }) =>
  Promise.reject(new ConnectionError({ providerId: 'house', operation, reason: 'no_turn', effect: 'none' }));

/** Turns at once, counted. */
function countTurns(): { takeTurn: TakeTurn; count: () => number } {
  let count = 0;
  return {
    count: () => count,
    takeTurn: async () => {
      count += 1;
    },
  };
}

async function readAll<Item>(items: AsyncIterable<Item> | undefined): Promise<Item[]> {
  const all: Item[] = [];
  for await (const item of items ?? []) all.push(item);
  return all;
}

/** Requests are made in several turns of the event loop. */
async function everythingAtHand(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => void setImmediate(resolve));
}

/** What is loaded with the first request of a process is there. */
async function warmUp(): Promise<void> {
  const host = createTestHost();
  await host.access.putBooking(host.booking());
  await host.access.runDue();
}

describe('an installation with a limit of calls', () => {
  beforeAll(warmUp);

  it('gets its requests one after the other, the token included, and every right', async () => {
    const host = createTestHost({ ipassan: { callLimit: { perSecond: 1 } } });
    const { clock, simulator } = host;
    const sentMs: number[] = [];
    for (const hour of [10, 11, 12]) {
      const [startsAt, endsAt] = [`2026-11-23T${hour}:00:00Z`, `2026-11-23T${hour + 1}:00:00Z`];
      await host.access.putBooking(host.booking({ id: `b${hour}`, startsAt, endsAt }));
    }
    await host.access.start();
    for (let step = 0; step < 400; step += 1) {
      await everythingAtHand();
      await clock.advanceBy(25);
      for (let count = sentMs.length; count < simulator.levers.requestCount; count += 1) sentMs.push(clock.nowMs());
    }
    expect(sentMs.length).toBeGreaterThanOrEqual(5);
    const gapsMs = sentMs.slice(1).map((atMs, index) => atMs - (sentMs[index] ?? 0));
    expect(Math.min(...gapsMs)).toBeGreaterThanOrEqual(1_000);
    expect(host.gymBookings()).toEqual(['10:00-11:00', '11:00-12:00', '12:00-13:00']);
    await host.access.stop();
  });

  it('has a turn for each request of each operation', async () => {
    const { provider, building, simulator, permission, creation } = createTestInstallation();
    const turns = countTurns();
    const { takeTurn } = turns;
    const change = creation(permission('10:00', '11:00'));
    const lane = building.gym.uuid;
    const expected = { places: [building.gym.uuid, 'visits'], subjects: [] };
    const seen: [string, number, number][] = [];
    const look = async (name: string, work: Promise<unknown>): Promise<void> => {
      await work;
      seen.push([name, simulator.levers.requestCount, turns.count()]);
    };
    await look('apply', provider.applyChanges({ lane, changes: [change] }, { takeTurn }));
    await look('read', provider.readGrants?.({ lane, grants: [change] }, { takeTurn }) ?? Promise.resolve());
    await look('list', readAll(provider.listGrants?.({ lanes: [lane, 'visits'] }, { takeTurn })));
    await look('places', readAll(provider.listPlaces?.({ takeTurn })));
    await look('subjects', readAll(provider.listSubjects?.({ takeTurn })));
    await look('health', provider.checkHealth({ takeTurn, expected }));
    for (const [name, requests, taken] of seen) expect([name, taken]).toEqual([name, requests]);
    expect(new Set(seen.map(([, requests]) => requests)).size).toBe(seen.length);
  });

  it('is sent nothing without a turn, and the outcome says so', async () => {
    const { provider, building, simulator, permission, creation } = createTestInstallation();
    const changes = [creation(permission('10:00', '11:00'))];
    const outcomes = await provider.applyChanges({ lane: building.gym.uuid, changes }, { takeTurn: noTurn });
    expect(outcomes).toMatchObject([{ effect: 'none', error: { code: 'connection', reason: 'no_turn' } }]);
    expect(simulator.levers.requestCount).toBe(0);
  });

  it('gives its token to all who wait for it, also when the first of them gets no turn', async () => {
    const { provider } = createTestInstallation();
    const both = [noTurn, countTurns().takeTurn].map((takeTurn) => readAll(provider.listPlaces?.({ takeTurn })));
    const [without, withOne] = await Promise.allSettled(both);
    expect([without?.status, withOne?.status]).toEqual(['rejected', 'fulfilled']);
  });

  it('tells it, or every problem with it', () => {
    const callLimit = { perSecond: 2, burst: 3 };
    expect(createTestInstallation({ callLimit }).provider.capabilities.callLimit).toEqual(callLimit);
    expect(createTestInstallation().provider.capabilities.callLimit).toBeUndefined();
    const wrong = (): unknown => createTestInstallation({ callLimit: { perSecond: 0, burst: 0.5 } });
    expect(wrong).toThrow(ConfigurationError);
    expect(wrong).toThrow(/callLimit\.perSecond.*callLimit\.burst/);
  });
});

describe('a backfill under a limit of calls', () => {
  it('has a turn for each request', async () => {
    const world = createPeopleWorld();
    const host = createPeopleHost({ Dora: world.resident('Dora'), Emil: world.resident('Emil') });
    const { takeTurn, count } = countTurns();
    expect(await world.people.backfill(host.request({ takeTurn }))).toMatchObject({ created: 2, cursor: null });
    expect(count()).toBe(world.simulator.levers.requestCount);
  });

  it('stops without a turn, and goes on later from where it was', async () => {
    const world = createPeopleWorld();
    const host = createPeopleHost({ Dora: world.resident('Dora') });
    const result = await world.people.backfill(host.request({ takeTurn: noTurn }));
    expect(result).toMatchObject({ failed: 0, stoppedBy: { reason: 'failed', error: { reason: 'no_turn' } } });
    expect(world.simulator.levers.requestCount).toBe(0);
    expect(await world.people.backfill(host.request({ cursor: result.cursor }))).toMatchObject({ created: 1 });
  });
});
