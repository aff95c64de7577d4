import type { FaultClock } from './fault-clock';
import type { FaultJudge } from './fault-judge';
import type { FaultProcess } from './fault-process';
import type { FaultWeather } from './fault-weather';
import { createProcessGate, type ProcessGate } from './process-gate';
import type { Draws } from './seeded-draws';

/** The processes that share one ledger. They die, and others take their place. */
export interface FaultCrew {
  /** Those that live and are not about to stop. */
  readonly working: readonly FaultProcess[];
  /** One that works; none when all are dead. */
  any(): FaultProcess | undefined;
  hire(): Promise<void>;
  /** As many as are wanted, at once. */
  fill(count: number): Promise<void>;
  /** Stops a process as hosts do; the returned promise needs the clock. */
  retire(process: FaultProcess): Promise<void>;
  /** How long somebody has been working without a break. */
  watchedMs(): number;
  readonly crashes: number;
  readonly moments: number;
  /** From now on nobody dies at a moment that was chosen before. */
  spare(): void;
}

/** How long it takes at most until a process that died is replaced. */
const LONGEST_RESTART_MS = 90_000;

/**
 * A crew without anybody.
 * @param options.start Makes a process behind its gate.
 * @param options.crashAt The moment, counted over all processes, at which the one that passes it dies. Default: none.
 */
export function createFaultCrew(options: {
  clock: FaultClock;
  draws: Draws;
  judge: FaultJudge;
  weather: FaultWeather;
  start: (gate: ProcessGate) => Promise<FaultProcess>;
  crashAt?: number;
}): FaultCrew {
  const { clock, draws, judge, weather, start, crashAt } = options;
  let processes: FaultProcess[] = [];
  let [hired, crashes, moments] = [0, 0, 0];
  let isSpared = false;

  const working = (): FaultProcess[] => processes.filter(({ gate, isStopping }) => gate.isAlive && !isStopping);
  const hire = async (): Promise<void> => {
    hired += 1;
    const name = `process-${hired}`;
    const retiring = (): boolean => processes.find(({ gate }) => gate.name === name)?.isStopping ?? false;
    const gate = createProcessGate({
      name,
      onPass() {
        if (isSpared) return true;
        moments += 1;
        return moments !== crashAt;
      },
      onDeath() {
        weather.trouble();
        judge.note(`${name} is gone`);
        clock.dropTimers(name);
        if (retiring()) return;
        crashes += 1;
        // Whoever runs it starts it again.
        clock.schedule('host', draws.between(0, LONGEST_RESTART_MS), hire);
      },
    });
    weather.trouble();
    judge.note(`${name} starts`);
    processes = [...working(), await start(gate)];
  };
  return {
    get working() {
      return working();
    },
    any() {
      const alive = working();
      return alive.length === 0 ? undefined : draws.pick(alive);
    },
    hire,
    async fill(count) {
      while (working().length < count) await hire();
    },
    async retire(process) {
      weather.trouble();
      judge.note(`${process.gate.name} is asked to stop`);
      await Promise.race([process.stop(), process.gate.died]);
    },
    watchedMs: () => Math.max(0, ...working().map(({ startedMs }) => clock.nowMs() - startedMs)),
    get crashes() {
      return crashes;
    },
    get moments() {
      return moments;
    },
    spare() {
      isSpared = true;
      for (const { gate } of working()) gate.doom(Number.POSITIVE_INFINITY);
    },
  };
}
