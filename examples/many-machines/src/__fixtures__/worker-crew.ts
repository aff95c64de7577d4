import { join } from 'node:path';
import type { Draws } from '@acx/core/testing';
import type { SimulatedHouse } from '../simulated-house';
import { pause } from './pause';
import { startWorker, type WorkerProcess } from './start-worker';
import { type FrontCall, openVendorFronts, type VendorFronts } from './vendor-fronts';

/** A worker and the addresses at which it reaches the installations. */
export interface CrewMember {
  readonly worker: WorkerProcess;
  readonly fronts: VendorFronts;
}

/** Workers on one ledger. */
export interface WorkerCrew {
  /** Those of now. */
  readonly members: readonly CrewMember[];
  /** All there ever were. */
  readonly everyone: readonly CrewMember[];
  /** Ends a worker as a power cut would, and starts another one in its place. Resolves with the calls that were open. */
  replace(index: number): Promise<readonly FrontCall[]>;
  /** Sends a request to the workers, one after the other, until one of them has answered. @throws when one says that it is wrong. */
  ask(path: string, init?: RequestInit): Promise<unknown>;
  /** Asks all to stop. Resolves with the exit codes. */
  stop(): Promise<(number | null)[]>;
  /** Ends whatever is still there. */
  kill(): Promise<void>;
}

/** How a crew is made. */
export interface CrewOptions {
  readonly world: SimulatedHouse;
  readonly draws: Draws;
  readonly size: number;
  /** The vendors' time for each call, there and back. */
  readonly slowestMs: number;
  /** For files. */
  readonly folder: string;
  /** Settings of the workers, by their names in the environment. */
  readonly settings: Readonly<Record<string, string>>;
}

/** A call that was on its way when its process died arrives within this time or never. */
const LATEST_ARRIVAL_MS = 100;
const ANSWER_MS = 10_000;
const ASK_FOR_MS = 120_000;

/** Starts a crew. Whoever starts it calls `kill` at the end, whatever has happened. */
export async function startCrew({ world, draws, size, slowestMs, folder, settings }: CrewOptions): Promise<WorkerCrew> {
  const everyone: CrewMember[] = [];
  const hire = async (): Promise<CrewMember> => {
    const fronts = await openVendorFronts(world, { draws, slowestMs });
    const housePath = join(folder, `house-${everyone.length + 1}.json`);
    const member = { fronts, worker: await startWorker({ house: fronts.house, housePath, settings }) };
    everyone.push(member);
    return member;
  };
  const members: CrewMember[] = [];
  for (let index = 0; index < size; index += 1) members.push(await hire());

  return {
    members,
    everyone,
    async replace(index) {
      const member = memberAt(members, index);
      const { worker, fronts } = member;
      const open = [...fronts.open];
      await worker.kill();
      void pause(LATEST_ARRIVAL_MS).then(fronts.close);
      members[index] = await hire();
      return open;
    },
    async ask(path, init) {
      const endMs = Date.now() + ASK_FOR_MS;
      for (let turn = draws.between(0, size - 1); Date.now() < endMs; turn += 1) {
        const { url } = memberAt(members, turn % size).worker;
        const answer = url === undefined ? undefined : await tryToAsk(`${url}${path}`, init);
        if (answer?.status === 200) return answer.body;
        if (answer !== undefined && answer.status !== 503)
          throw new Error(`A worker refused: ${JSON.stringify(answer)}`);
        await pause(20);
      }
      throw new Error(`No worker has answered ${init?.method ?? 'GET'} ${path} for ${ASK_FOR_MS / 1000} s.`);
    },
    async stop() {
      const codes = await Promise.all(members.map(({ worker }) => worker.stop()));
      return codes.map(({ code }) => code);
    },
    async kill() {
      await Promise.all(members.map(({ worker }) => worker.kill()));
      await Promise.all(members.map(({ fronts }) => fronts.close()));
    },
  };
}

function memberAt(members: readonly CrewMember[], index: number): CrewMember {
  const member = members[index];
  if (member === undefined) throw new RangeError(`There is no worker ${index}.`);
  return member;
}

/** Nothing when no answer came. */
async function tryToAsk(url: string, init?: RequestInit): Promise<{ status: number; body: unknown } | undefined> {
  try {
    const response = await fetch(url, { ...init, signal: AbortSignal.timeout(ANSWER_MS) });
    return { status: response.status, body: await response.json() };
  } catch {
    return undefined;
  }
}
