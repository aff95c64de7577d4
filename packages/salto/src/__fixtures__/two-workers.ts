import {
  type AccessControl,
  createAccessControl,
  createInMemoryDirectory,
  createMemoryLedger,
  type Ledger,
} from '@acx/core';
import { createFixedClock, type FixedClock } from '@acx/core/testing';
import { createSalto } from '../salto-provider';
import { createSaltoBuilding, createSaltoSimulator, type SaltoSimulator } from '../testing';
import { directoryDocument } from './salto-host';
import { createWatch } from './salto-watch';

const START = '2026-06-01T08:00:00.000Z';
const TIME_ZONE = 'Europe/Dublin';
/** On a busy machine a module that is loaded late takes a while. */
const IDLE_LIMIT_MS = 120_000;
const LEASE_MS = 120_000;

/** Two processes on one ledger and one Space, whose requests and answers go on only when they are let. */
export interface TwoWorkers {
  readonly clock: FixedClock;
  readonly simulator: SaltoSimulator;
  readonly ledger: Ledger;
  readonly workers: readonly [AccessControl, AccessControl];
  /** What a Space that is only watched has seen go wrong. */
  readonly seen: readonly string[];
  /** Requests and answers whose caller gave up before they arrived. */
  readonly givenUp: () => number;
  /** These pairs have a booking that nobody changes now: their right may not go away. */
  keep(pairs: ReadonlySet<string>): void;
  /** Runs both until both are done, letting one request or answer go at a time. `stalls` lets the leases run out once meanwhile. */
  run(stalls: boolean): Promise<void>;
}

interface Gate {
  readonly open: () => void;
}

/** An order that is the same for the same seed. */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const turn = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

/** Two fresh processes. `slots` is how many timetables are ours. */
export function createTwoWorkers({ random, slots }: { random: () => number; slots: number }): TwoWorkers {
  const clock = createFixedClock(START);
  const simulator = createSaltoSimulator({ clock, timeZone: TIME_ZONE });
  createSaltoBuilding(simulator);
  const ledger = createMemoryLedger();
  const directory = createInMemoryDirectory(directoryDocument(TIME_ZONE));
  const gates: Gate[] = [];
  let givenUp = 0;
  const watch = createWatch(simulator);

  const pass = (signal: AbortSignal | null | undefined): Promise<void> =>
    new Promise((resolve, reject) => {
      const gate: Gate = { open: resolve };
      gates.push(gate);
      const giveUp = (): void => {
        givenUp += 1;
        if (gates.includes(gate)) gates.splice(gates.indexOf(gate), 1);
        reject(new TypeError('fetch failed', { cause: { code: 'ECONNRESET' } }));
      };
      if (signal?.aborted) giveUp();
      else signal?.addEventListener('abort', giveUp, { once: true });
    });
  const reach = async (request: Request): Promise<Response> => {
    const answer = await simulator.handler(request);
    watch.look();
    return answer;
  };
  /** A request whose caller has given up is lost, but for a timetable: that one arrives after all, a little later. */
  const gatedFetch: typeof fetch = async (input, init) => {
    const signal = input instanceof Request ? input.signal : init?.signal;
    const sent = new Request(input, { ...init, signal: null });
    const isTimetable = (await sent.clone().text()).includes('SaltoDBTimezoneTable.Update');
    try {
      await pass(signal);
    } catch (failure) {
      if (isTimetable) gates.push({ open: () => void reach(sent) });
      throw failure;
    }
    const answer = await reach(sent);
    await pass(signal);
    return answer;
  };
  const createWorker = (): AccessControl =>
    createAccessControl({
      providers: [
        createSalto({
          id: 'house',
          transport: { kind: 'http', baseUrl: 'http://127.0.0.1:8100', fetch: gatedFetch },
          timeZone: TIME_ZONE,
          timeoutMs: 600_000,
          calendar: { from: '2026-01-01', until: '2026-12-31', specialDates: [] },
          timetableSlots: { from: 900, to: 899 + slots },
          clock,
        }),
      ],
      directory,
      ledger,
      clock,
      random,
      leaseSeconds: LEASE_MS / 1000,
    });
  const workers = [createWorker(), createWorker()] as const;

  return {
    clock,
    simulator,
    ledger,
    workers,
    seen: watch.seen,
    givenUp: () => givenUp,
    keep: watch.keep,
    async run(stalls) {
      let isDone = false;
      const works = Promise.all(workers.map((worker) => worker.runDue())).finally(() => {
        isDone = true;
      });
      let stallAfter = stalls ? Math.floor(random() * 12) : Number.POSITIVE_INFINITY;
      let movedAtMs = performance.now();
      while (!isDone) {
        await turn();
        const gate = gates[Math.floor(random() * gates.length)];
        if (gate === undefined) {
          if (performance.now() - movedAtMs > IDLE_LIMIT_MS) throw new Error('Both workers wait for nothing.');
          continue;
        }
        movedAtMs = performance.now();
        stallAfter -= 1;
        if (stallAfter < 0) {
          stallAfter = Number.POSITIVE_INFINITY;
          await clock.advanceBy(LEASE_MS + 1000);
          void workers[Math.floor(random() * 2)]?.runDue();
          continue;
        }
        gates.splice(gates.indexOf(gate), 1);
        gate.open();
      }
      await works;
      // What a worker was asked for on the way is carried out too.
      for (let calm = 0; calm < 20; calm += 1) {
        await turn();
        const gate = gates.shift();
        if (gate !== undefined) calm = 0;
        gate?.open();
      }
    },
  };
}
