import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSeededDraws } from '@acx/core/testing';
import { afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { postgresLedger, sqliteLedger, type TestLedger } from './__fixtures__/ledger-settings';
import { untilNothingIsWrong } from './__fixtures__/pause';
import { buildWorker } from './__fixtures__/start-worker';
import { type CrewMember, startCrew, type WorkerCrew } from './__fixtures__/worker-crew';
import { createSimulatedHouse, type SimulatedHouse } from './simulated-house';

const HOUR_MS = 3_600_000;
/** Longer than any test here: who takes over earlier was given the lane. */
const LEASE_SECONDS = '600';
const PATIENCE = { withinMs: 60_000, everyMs: 20 };

let folder: string;
let world: SimulatedHouse;
let crews: WorkerCrew[];
let ledger: TestLedger;
beforeAll(buildWorker);
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'acx-many-'));
  world = createSimulatedHouse();
  crews = [];
  ledger = postgresLedger(inject('databaseUrl'));
});
afterEach(async () => {
  for (const crew of crews) await crew.kill();
  await ledger.drop();
  await rm(folder, { recursive: true, force: true });
});

async function start(size: number, settings: Record<string, string>, slowestMs = 1): Promise<WorkerCrew> {
  const options = { world, draws: createSeededDraws(1), size, slowestMs, folder };
  const crew = await startCrew({ ...options, settings: { ...ledger.settings, LEASE_SECONDS, ...settings } });
  crews.push(crew);
  await Promise.all(crew.members.map(({ worker }) => worker.ready));
  return crew;
}

/** A booking of the gym that runs now. */
function bookGym(crew: WorkerCrew, holderId: string): Promise<unknown> {
  const [startsAt, endsAt] = [new Date(Date.now() - HOUR_MS), new Date(Date.now() + HOUR_MS)];
  const body = JSON.stringify({ resourceId: 'gym', startsAt, endsAt, holders: [{ holderId }], revision: 1 });
  return crew.ask(`/bookings/gym-of-${holderId}`, { method: 'PUT', body });
}

const isOpen = (): boolean => world.salto.levelOpensZone({ accessLevel: 'APT-501', zone: 'GYM' });
const hasOpenWrite = ({ fronts }: CrewMember): boolean => [...fronts.open].some(({ isWrite }) => isWrite);

/** Books the gym where Salto does not answer, and waits for the worker that has called. */
async function bookAtStalledSalto(crew: WorkerCrew): Promise<CrewMember> {
  await bookGym(crew, 'apartment-501');
  let busy: CrewMember | undefined;
  await untilNothingIsWrong(() => {
    busy = crew.members.find(hasOpenWrite);
    return busy === undefined ? ['nobody has called Salto'] : [];
  }, PATIENCE);
  if (busy === undefined) throw new Error('Nobody has called Salto.');
  return busy;
}

describe('a worker that is told to stop', () => {
  it('finishes the vendor call at hand, however slow, and ends with exit code 0', async () => {
    const release = world.salto.levers.holdNext(world.salto.isWrite);
    const crew = await start(1, { STOP_TIMEOUT_MS: '60000' });
    const { worker, fronts } = await bookAtStalledSalto(crew);
    const stopped = worker.stop();
    await untilNothingIsWrong(async () => ((await takesBookings(worker.url)) ? ['it takes bookings'] : []), PATIENCE);
    expect(worker.hasEnded).toBe(false);
    release();
    expect(await stopped).toEqual({ code: 0 });
    expect(worker.said).toContain('stopped');
    // The call at hand, and those that the right still needed.
    await untilNothingIsWrong(() => (isOpen() ? [] : ['the gym is shut']), PATIENCE);
    expect(fronts.open.size).toBe(0);
  });

  it('gives a vendor call up at its deadline, ends with exit code 0, and the other worker takes over at once', async () => {
    const release = world.salto.levers.holdNext(world.salto.isWrite);
    const crew = await start(2, { STOP_TIMEOUT_MS: '1000' });
    const { worker } = await bookAtStalledSalto(crew);
    const toldMs = Date.now();
    expect(await worker.stop()).toEqual({ code: 0 });
    const tookMs = Date.now() - toldMs;
    expect(tookMs).toBeGreaterThanOrEqual(900);
    // The rest is for a busy machine.
    expect(tookMs).toBeLessThan(1_000 + 9_000);
    await untilNothingIsWrong(() => (isOpen() ? [] : ['the gym is shut']), PATIENCE);
    release();
  });
});

describe('two workers on PostgreSQL', () => {
  it('share the work', async () => {
    const crew = await start(2, {}, 100);
    let round = 0;
    await untilNothingIsWrong(async () => {
      round += 1;
      for (const { id } of world.apartments) await bookAgain(crew, id, round);
      const idle = crew.members.filter(({ fronts }) => !fronts.calls.some(({ isWrite }) => isWrite));
      return idle.map(({ worker }) => `${worker.url} has written nothing`);
    }, PATIENCE);
  });
});

describe('a second worker on one SQLite file', () => {
  it('is refused in plain words and ends with exit code 1', async () => {
    ledger = sqliteLedger(join(folder, 'ledger.db'));
    await start(1, {});
    const [late] = (await start(1, {})).members;
    expect(late?.worker.hasEnded).toBe(true);
    expect(late?.worker.said.join()).toMatch(/Another process/);
    expect(await late?.worker.stop()).toEqual({ code: 1 });
  });
});

async function takesBookings(url: string | undefined): Promise<boolean> {
  return fetch(`${url}/health`).then(
    () => true,
    () => false,
  );
}

function bookAgain(crew: WorkerCrew, holderId: string, revision: number): Promise<unknown> {
  const [startsAt, endsAt] = [new Date(Date.now() + HOUR_MS), new Date(Date.now() + 2 * HOUR_MS)];
  const body = JSON.stringify({ resourceId: 'pool', startsAt, endsAt, holders: [{ holderId }], revision });
  return crew.ask(`/bookings/pool-of-${holderId}`, { method: 'PUT', body });
}
