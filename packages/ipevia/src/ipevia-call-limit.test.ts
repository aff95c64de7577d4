import { ConfigurationError, ConnectionError, createMemoryProviderStorage, type TakeTurn } from '@acx/core/provider';
import { beforeAll, describe, expect, it } from 'vitest';
import { BASE_URL, createTestHost, hexOf, simulatedFetch } from './__fixtures__/ipevia-host';
import type { IpeviaOptions } from './ipevia-options';
import { createIpevia } from './ipevia-provider';

const noTurn: TakeTurn = ({ operation }) =>
  Promise.reject(new ConnectionError({ providerId: 'car-park', operation, reason: 'no_turn', effect: 'none' }));

async function readAll(items: AsyncIterable<unknown> | undefined): Promise<void> {
  for await (const _item of items ?? []);
}

/** A provider of its own on the simulated site of a host, where Ada has a place in the car park. */
async function createInstallation(options: Partial<IpeviaOptions> = {}) {
  const switches = options.events?.kind === 'pull' ? ({ eventTransport: 'pull' } as const) : {};
  const host = createTestHost({ switches });
  await host.access.putBooking(host.booking());
  const { simulator, clock, ledger } = host;
  const provider = createIpevia({
    id: 'car-park',
    baseUrl: BASE_URL,
    authentication: { kind: 'digest', ...simulator.credentials },
    site: 'docklands',
    accessProfile: 'site',
    fetch: simulatedFetch(simulator),
    clock,
    ...options,
  });
  const [record] = await ledger.transaction(({ permissions }) => permissions.listOfBooking('b1'));
  if (record === undefined) throw new Error('There is no permission.');
  const { state, lapsesAt } = provider.compose([record.permission], { now: '2026-11-23T06:00:00.000Z' });
  if (state === undefined) throw new Error('The permission has no state.');
  const change = { kind: 'create', grantKey: record.grantKey, after: state, lapsesAt, reason: 'test' } as const;
  return { simulator, provider, lane: record.lane, change };
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

  it('gets its requests one after the other, those for the login included, and every right', async () => {
    const host = createTestHost({ ipevia: { callLimit: { perSecond: 1 } } });
    const { clock, simulator } = host;
    const sentMs: number[] = [];
    const holders = ['ada', 'ben'].map((holderId) => ({ holderId }));
    await host.access.putBooking(host.booking({ holders }));
    await host.access.start();
    for (let step = 0; step < 800; step += 1) {
      await everythingAtHand();
      await clock.advanceBy(25);
      for (let count = sentMs.length; count < simulator.levers.requestCount; count += 1) sentMs.push(clock.nowMs());
    }
    expect(sentMs.length).toBeGreaterThanOrEqual(4);
    const gapsMs = sentMs.slice(1).map((atMs, index) => atMs - (sentMs[index] ?? 0));
    expect(Math.min(...gapsMs)).toBeGreaterThanOrEqual(1_000);
    await clock.advanceTo('2026-11-23T08:30:00.000Z');
    expect([host.opens('ada'), host.opens('ben'), host.opens('cleo')]).toEqual([true, true, false]);
    await host.access.stop();
  });

  it.each([
    ['pulled events', { kind: 'pull' }],
    [
      'events that are sent',
      {
        kind: 'push',
        authentication: { kind: 'path', secret: 'path-secret-of-a-good-length-4711' },
        subscribe: { consumerUrl: 'https://host.example/hooks/car-park/path-secret-of-a-good-length-4711' },
      },
    ],
  ] as const)('has a turn for each request of each operation, with %s', async (_what, events) => {
    const { simulator, provider, lane, change } = await createInstallation({ events });
    let count = 0;
    const takeTurn: TakeTurn = async () => {
      count += 1;
    };
    const callOptions = { takeTurn, storage: createMemoryProviderStorage() };
    const seen: [string, number, number][] = [];
    const look = async (name: string, work: Promise<unknown> | undefined): Promise<unknown> => {
      const answer = await work;
      seen.push([name, simulator.levers.requestCount, count]);
      return answer;
    };
    await look('apply', provider.applyChanges({ lane, changes: [change] }, callOptions));
    await look('read', provider.readGrants?.({ lane, grants: [change] }, callOptions));
    await look('list', readAll(provider.listGrants?.({ lanes: [lane] }, callOptions)));
    const expected = { places: ['docklands'], subjects: [hexOf.ada] };
    await look('health', provider.checkHealth({ ...callOptions, expected }));
    if (provider.events?.pull === undefined) await look('keep', provider.events?.keepDelivering?.(callOptions));
    else {
      const { cursor } = await provider.events.pull({ limit: 10 }, callOptions);
      simulator.addCredential({ card: hexOf.cleo });
      simulator.presentCard({ card: hexOf.cleo });
      await look('pull', provider.events.pull({ cursor, limit: 10 }, callOptions));
    }
    for (const [name, requests, taken] of seen) expect([name, taken]).toEqual([name, requests]);
    expect(new Set(seen.map(([, requests]) => requests)).size).toBe(seen.length);
  });

  it('is sent nothing without a turn, and the outcome says so', async () => {
    const { simulator, provider, lane, change } = await createInstallation();
    const callOptions = { takeTurn: noTurn, storage: createMemoryProviderStorage() };
    const outcomes = await provider.applyChanges({ lane, changes: [change] }, callOptions);
    expect(outcomes).toMatchObject([{ effect: 'none', error: { code: 'connection', reason: 'no_turn' } }]);
    expect(simulator.levers.requestCount).toBe(0);
  });

  it('tells it, or every problem with it', async () => {
    const callLimit = { perSecond: 2, burst: 3 };
    expect((await createInstallation({ callLimit })).provider.capabilities.callLimit).toEqual(callLimit);
    expect((await createInstallation()).provider.capabilities.callLimit).toBeUndefined();
    const wrong = { callLimit: { perSecond: 0, burst: 0.5 } };
    const failure: unknown = await createInstallation(wrong).catch((thrown: unknown) => thrown);
    expect(failure).toBeInstanceOf(ConfigurationError);
    expect(String(failure)).toMatch(/callLimit\.perSecond.*callLimit\.burst/);
  });
});
