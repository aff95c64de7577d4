import {
  type AccessProvider,
  ConfigurationError,
  ConnectionError,
  createMemoryProviderStorage,
  type TakeTurn,
} from '@acx/core/provider';
import { beforeAll, describe, expect, it } from 'vitest';
import { createTestHost, simulatedFetch } from './__fixtures__/salto-host';
import type { SaltoOptions } from './salto-options';
import { createSalto } from './salto-provider';
import { frameOf, startTestStp } from './wire/__fixtures__/salto-test-stp';
import { answerTo } from './wire/__fixtures__/salto-test-vendor';

const noTurn: TakeTurn = ({ operation }) =>
  Promise.reject(new ConnectionError({ providerId: 'house', operation, reason: 'no_turn', effect: 'none' }));

async function readAll(items: AsyncIterable<unknown> | undefined): Promise<void> {
  for await (const _item of items ?? []);
}

/** A provider of its own on the simulated Space of a host, where 501 has booked the gym. */
async function createInstallation(options: Partial<SaltoOptions> = {}) {
  const host = createTestHost();
  await host.access.putBooking(host.booking());
  const { simulator, clock } = host;
  const provider: AccessProvider = createSalto({
    id: 'house',
    transport: { kind: 'http', baseUrl: 'http://127.0.0.1:8100', fetch: simulatedFetch(simulator) },
    timeZone: 'Europe/Dublin',
    clock,
    ...options,
  });
  const [record] = await host.ledger.transaction(({ permissions }) => permissions.listOfBooking('b1'));
  if (record === undefined) throw new Error('There is no permission.');
  const { state, lapsesAt } = provider.compose([record.permission], { now: '2026-06-01T08:00:00.000Z' });
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

  it('gets its requests one after the other, and every right', async () => {
    const host = createTestHost({ salto: { callLimit: { perSecond: 1 } } });
    const { clock, simulator } = host;
    const sentMs: number[] = [];
    for (const apartment of ['501', '502'])
      await host.access.putBooking(host.booking({ id: `b${apartment}`, holders: [{ holderId: apartment }] }));
    await host.access.start();
    for (let step = 0; step < 800; step += 1) {
      await everythingAtHand();
      await clock.advanceBy(25);
      for (let count = sentMs.length; count < simulator.levers.requestCount; count += 1) sentMs.push(clock.nowMs());
    }
    expect(sentMs.length).toBeGreaterThanOrEqual(5);
    const gapsMs = sentMs.slice(1).map((atMs, index) => atMs - (sentMs[index] ?? 0));
    expect(Math.min(...gapsMs)).toBeGreaterThanOrEqual(1_000);
    const zonesOf = (level: string) => simulator.state.accessLevels.get(level)?.zonePermissions.map(({ zone }) => zone);
    expect([zonesOf('APT-501'), zonesOf('APT-502')]).toEqual([
      expect.arrayContaining(['GYM']),
      expect.arrayContaining(['GYM']),
    ]);
    await host.access.stop();
  });

  it('has a turn for each request of each operation', async () => {
    const { simulator, provider, lane, change } = await createInstallation();
    let count = 0;
    const takeTurn: TakeTurn = async () => {
      count += 1;
    };
    const callOptions = { takeTurn, storage: createMemoryProviderStorage() };
    const seen: [string, number, number][] = [];
    const look = async (name: string, work: Promise<unknown> | undefined): Promise<void> => {
      await work;
      seen.push([name, simulator.levers.requestCount, count]);
    };
    const before = simulator.levers.requestCount;
    await look('apply', provider.applyChanges({ lane, changes: [change] }, callOptions));
    await look('read', provider.readGrants?.({ lane, grants: [{ grantKey: change.grantKey }] }, callOptions));
    await look('list', readAll(provider.listGrants?.({ lanes: [lane] }, callOptions)));
    await look('places', readAll(provider.listPlaces?.(callOptions)));
    await look('subjects', readAll(provider.listSubjects?.(callOptions)));
    await look('first pull', provider.events?.pull?.({ limit: 10 }, callOptions));
    await look(
      'health',
      provider.checkHealth({ ...callOptions, expected: { places: ['GYM'], subjects: ['APT-501'] } }),
    );
    for (const [name, requests, taken] of seen) expect([name, taken]).toEqual([name, requests - before]);
    expect(new Set(seen.map(([, requests]) => requests)).size).toBe(seen.length);
  });

  it('has a turn for each request of its events, those for whereabouts included', async () => {
    const { simulator, provider } = await createInstallation();
    const { gymDoor, ada } = createTestHost().building;
    let count = 0;
    const takeTurn: TakeTurn = async () => {
      count += 1;
    };
    const storage = createMemoryProviderStorage();
    const cursor = (await provider.events?.pull?.({ limit: 10 }, { storage }))?.cursor ?? null;
    const before = simulator.levers.requestCount;
    simulator.presentCard({ card: ada.cards[0] ?? '', door: gymDoor.id });
    const page = await provider.events?.pull?.({ cursor, limit: 10 }, { takeTurn, storage });
    expect(page?.events).toHaveLength(1);
    expect(count).toBe(simulator.levers.requestCount - before);
    expect(count).toBe(3);
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
    const failure: unknown = await createInstallation({ callLimit: { perSecond: 0, burst: 0.5 } }).catch(
      (thrown) => thrown,
    );
    expect(failure).toBeInstanceOf(ConfigurationError);
    expect(String(failure)).toMatch(/callLimit\.perSecond.*callLimit\.burst/);
  });
});

describe('SHIP over STP under a limit of calls', () => {
  it('sends a document when its turn has come, and its time begins then', async () => {
    const stp = await startTestStp(({ socket }) =>
      socket.write(frameOf(answerTo('GetInfo', '<ProtocolID>SHIP</ProtocolID><ProtocolVersion>1</ProtocolVersion>'))),
    );
    const client = stp.client({ timeoutMs: 2_000 });
    const seen: number[] = [];
    const takeTurn: TakeTurn = async () => {
      await new Promise((resolve) => void setTimeout(resolve, 20));
      seen.push(stp.seen.length);
    };
    expect((await client.getInfo({ takeTurn })).version).toBe('1');
    expect([seen, stp.seen.length]).toEqual([[0], 1]);
  });

  it('sends nothing without a turn, nor when it is given up in the moment in which it comes', async () => {
    const stp = await startTestStp(() => {});
    const controller = new AbortController();
    const last: TakeTurn = async () => controller.abort();
    await expect(stp.client().getInfo({ takeTurn: noTurn })).rejects.toMatchObject({
      reason: 'no_turn',
      effect: 'none',
    });
    const givenUp = stp.client().accessLevels.delete('A', { takeTurn: last, signal: controller.signal });
    await expect(givenUp).rejects.toMatchObject({ reason: 'aborted', effect: 'none' });
    expect([stp.seen.length, stp.sockets.length]).toEqual([0, 0]);
  });
});
