import type { Ledger } from '../../ports/ledger';
import { SLOWEST_LEDGER_MS } from './fault-bounds';
import type { FaultClock } from './fault-clock';
import type { FaultJudge } from './fault-judge';
import type { FaultWeather } from './fault-weather';
import type { LaneWatch } from './lane-watch';
import { never, type ProcessGate } from './process-gate';
import type { Draws } from './seeded-draws';

/** The ledger failed. Foreign to the engine, as the errors of a database are. */
class LedgerTrouble extends Error {
  constructor() {
    super('The ledger did not answer.');
    this.name = 'LedgerTrouble';
  }
}

/** Lets one transaction of all processes run at a time, in the order in which they were asked for: so a history repeats on every ledger. */
export interface InTurn {
  <T>(work: () => Promise<T>): Promise<T>;
  readonly isBusy: boolean;
}

/** Nobody waits yet. */
export function createInTurn(): InTurn {
  let tail: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  const inTurn = async <T>(work: () => Promise<T>): Promise<T> => {
    waiting += 1;
    const result = tail.then(work).finally(() => {
      waiting -= 1;
    });
    tail = result.catch(() => {});
    return result;
  };
  return Object.defineProperty(inTurn, 'isBusy', { get: () => waiting > 0 }) as InTurn;
}

/** What a ledger in a world of faults stands in. */
export interface FaultLedgerSetting {
  readonly clock: FaultClock;
  readonly draws: Draws;
  readonly weather: FaultWeather;
  readonly watch: LaneWatch;
  readonly judge: FaultJudge;
  readonly inTurn: InTurn;
}

/**
 * The ledger as one process sees it: slow at times, failing at times before and at times after it has stored everything, and dead with its
 * process. A process that dies within a transaction leaves nothing of it behind.
 */
export function createFaultLedger(ledger: Ledger, gate: ProcessGate, setting: FaultLedgerSetting): Ledger {
  const { clock, draws, weather, watch, judge, inTurn } = setting;
  const isSlow = (): boolean => weather.is('ledger_slow') && draws.chance(0.3);
  const dawdle = (): Promise<void> => clock.sleep(gate.name, draws.between(1, SLOWEST_LEDGER_MS));
  const fail = (when: string): never => {
    judge.note(`${gate.name}: the ledger fails ${when} it has stored everything`);
    throw new LedgerTrouble();
  };
  const fate = (): 'before' | 'after' | 'none' =>
    weather.is('ledger_down')
      ? draws.weighted([
          [2, 'before'],
          [2, 'after'],
          [3, 'none'],
        ] as const)
      : 'none';

  return {
    async transaction(work) {
      if (!gate.passes()) return never();
      const failure = fate();
      if (isSlow()) await dawdle();
      if (failure === 'before') fail('before');
      let seen = watch.transaction(gate.name);
      let result: Awaited<ReturnType<typeof work>>;
      try {
        result = await inTurn(() =>
          ledger.transaction(async (transaction) => {
            // A ledger may run the work again.
            seen = watch.transaction(gate.name);
            const value = await work(seen.wrap(transaction));
            if (!gate.passes()) throw new LedgerTrouble();
            return value;
          }),
        );
      } catch (thrown) {
        if (!gate.isAlive) return never();
        throw thrown;
      }
      seen.commit();
      if (!gate.passes()) return never();
      if (isSlow()) await dawdle();
      if (failure === 'after') fail('after');
      return result;
    },
    close: () => ledger.close(),
  };
}
