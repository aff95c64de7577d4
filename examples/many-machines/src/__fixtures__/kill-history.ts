import { createSeededDraws, type Draws } from '@acx/core/testing';
import { createSimulatedHouse } from '../simulated-house';
import { addForeignRecords, foreignRecords } from './foreign-records';
import { judgeIpassan } from './judge-ipassan';
import { judgeIpevia } from './judge-ipevia';
import { judgeSalto, samplesFrom } from './judge-salto';
import { listDifference } from './list-difference';
import { pause, untilNothingIsWrong } from './pause';
import { createRandomWishes, type RandomWishes } from './random-wishes';
import { restComplaints } from './rest-complaints';
import { sendWish } from './send-wish';
import type { FrontCall } from './vendor-fronts';
import { startCrew, type WorkerCrew } from './worker-crew';

/** What a history was like. */
export interface KillReport {
  readonly seed: number;
  readonly kills: number;
  /** Kills at which calls to a vendor were open. */
  readonly killsInFlight: number;
  /** Kills at which calls were open that change something at a vendor. */
  readonly killsInWrites: number;
  /** Kills at which calls were open that would make a second right if they were sent again. */
  readonly killsInCreates: number;
  readonly vendorCalls: number;
  readonly bookings: number;
  readonly seconds: number;
  /** From the last kill until everything was as it should be. */
  readonly restSeconds: number;
  /** Of the workers that were asked to stop at the end. */
  readonly exitCodes: readonly (number | null)[];
}

/** A history to play. */
export interface KillHistoryOptions {
  readonly seed: number;
  /** Two on PostgreSQL, one on SQLite. */
  readonly workers: number;
  readonly folder: string;
  /** Where the ledger is, by the names in the environment. */
  readonly settings: Readonly<Record<string, string>>;
}

const CHANGES = 60;
const MOST_CHANGES = 200;
const LEAST_KILLS = 20;
const LEAST_IN_FLIGHT = 8;
const LEAST_IN_CREATES = 4;
/** What a killer may wait for before it strikes; nothing: it does not wait. */
const LURKS: readonly (((call: FrontCall) => boolean) | undefined)[] = [
  undefined,
  () => true,
  ({ isWrite }) => isWrite,
  isCreateCall,
  isCreateCall,
];
const LURKS_FOR_MS = 1_000;
const PATIENT_MS = 10_000;
const LEASE_SECONDS = 2;
const REST_MS = 120_000;

/**
 * Sends random bookings to workers that are killed again and again, lets everything come to rest, and asks the simulated vendors.
 * @throws with everything that they hold wrongly, and with what the last workers have said.
 */
export async function playKillHistory({ seed, workers, folder, settings }: KillHistoryOptions): Promise<KillReport> {
  const startedMs = Date.now();
  const draws = createSeededDraws(seed);
  const world = createSimulatedHouse();
  addForeignRecords(world, startedMs);
  const foreign = foreignRecords(world);
  const wishes = createRandomWishes(
    draws,
    world.apartments.map(({ id }) => id),
  );
  const workerSettings = { ...settings, LEASE_SECONDS: String(LEASE_SECONDS), STOP_TIMEOUT_MS: '5000' };
  const crew = await startCrew({ world, draws, size: workers, slowestMs: 40, folder, settings: workerSettings });
  const judge = (): string[] => {
    const nowMs = Date.now();
    const all = [...wishes.all.values()];
    const question = { wishes: all, samplesMs: samplesFrom(wishes.edgesMs, nowMs), nowMs };
    return [
      ...judgeIpassan(world, all, nowMs),
      ...judgeSalto(world, question),
      ...judgeIpevia(world, question),
      ...listDifference(foreign, foreignRecords(world)).map((record) => `a record of others is not there: ${record}`),
      ...listDifference(foreignRecords(world), foreign).map((record) => `a record that is not ours is new: ${record}`),
    ];
  };
  try {
    const counts: KillCounts = { kills: 0, killsInFlight: 0, killsInWrites: 0, killsInCreates: 0 };
    await killUntilSent(crew, draws, { sending: sendAll(crew, draws, wishes, counts), counts });
    const killedMs = Date.now();
    const quietFromMs = killedMs + LEASE_SECONDS * 1_000 + 500;
    await untilNothingIsWrong(
      async () => {
        const wrong = judge();
        return wrong.length > 0 ? wrong : restComplaints(crew, { edgesMs: wishes.edgesMs, quietFromMs });
      },
      { withinMs: REST_MS },
    );
    const restedMs = Date.now();
    const exitCodes = await crew.stop();
    const wrong = judge();
    if (wrong.length > 0) throw new Error(`After the stop this was wrong:\n${wrong.join('\n')}`);
    return {
      seed,
      ...counts,
      vendorCalls: crew.everyone.reduce((sum, { fronts }) => sum + fronts.calls.length, 0),
      bookings: wishes.all.size,
      seconds: (Date.now() - startedMs) / 1_000,
      restSeconds: (restedMs - killedMs) / 1_000,
      exitCodes,
    };
  } catch (failure) {
    const said = crew.members.map(({ worker }, index) => `Worker ${index}:\n${worker.said.slice(-20).join('\n')}`);
    const table = [...wishes.all.values()].map((wish) => JSON.stringify(wish));
    throw new Error(`Seed ${seed}. ${String(failure)}\n${said.join('\n')}\nBookings:\n${table.join('\n')}`);
  } finally {
    await crew.kill();
  }
}

/** What the killer has done so far. */
interface KillCounts {
  kills: number;
  killsInFlight: number;
  killsInWrites: number;
  killsInCreates: number;
}

function isCreateCall({ isCreate }: FrontCall): boolean {
  return isCreate;
}

function isEnough({ kills, killsInFlight, killsInCreates }: KillCounts): boolean {
  return kills >= LEAST_KILLS && killsInFlight >= LEAST_IN_FLIGHT && killsInCreates >= LEAST_IN_CREATES;
}

/** Goes on until enough was hit, because without work nothing can be. */
async function sendAll(crew: WorkerCrew, draws: Draws, wishes: RandomWishes, counts: KillCounts): Promise<void> {
  for (let change = 0; change < CHANGES || (!isEnough(counts) && change < MOST_CHANGES); change += 1) {
    await sendWish(crew, wishes.change(Date.now(), change / CHANGES));
    await pause(draws.between(0, 150));
  }
}

/** Kills until everything is sent. @throws when a worker has ended by itself, and when something could not be sent. */
async function killUntilSent(
  crew: WorkerCrew,
  draws: Draws,
  { sending, counts }: { sending: Promise<void>; counts: KillCounts },
): Promise<void> {
  let isSent = false;
  const noteEnd = (): void => {
    isSent = true;
  };
  sending.then(noteEnd, noteEnd);
  while (!isSent) {
    await pause(draws.between(100, 600));
    const index = draws.between(0, crew.members.length - 1);
    // Some die while they start, most while they work.
    if (!draws.chance(0.1)) await crew.members[index]?.worker.ready;
    const { worker, fronts } = crew.members[index] ?? {};
    if (worker?.hasEnded === true) throw new Error('A worker has ended by itself.');
    // With enough kills, the rest waits patiently for what is worth most: nothing gets done where everybody dies at once.
    const isPatient = counts.kills >= LEAST_KILLS;
    const lurksFor = isPatient ? isCreateCall : LURKS[draws.between(0, LURKS.length - 1)];
    const lurksUntilMs = Date.now() + (isPatient ? PATIENT_MS : LURKS_FOR_MS);
    while (lurksFor !== undefined && !isSent && Date.now() < lurksUntilMs && ![...(fronts?.open ?? [])].some(lurksFor))
      await pause(2);
    const open = await crew.replace(index);
    counts.kills += 1;
    if (open.length > 0) counts.killsInFlight += 1;
    if (open.some(({ isWrite }) => isWrite)) counts.killsInWrites += 1;
    if (open.some(({ isCreate }) => isCreate)) counts.killsInCreates += 1;
  }
  await sending;
}
