import type { AccessControl } from '../../engine/access-control';
import { createAccessControl } from '../../engine/create-access-control';
import type { Notice } from '../../model/notice';
import type { AccessProvider } from '../../ports/access-provider';
import type { Clock } from '../../ports/clock';
import type { Directory } from '../../ports/directory';
import type { Ledger } from '../../ports/ledger';
import { noTelemetry } from '../../ports/telemetry';
import { LEASE_MS, SKEW_MS } from './fault-bounds';
import type { FaultClock } from './fault-clock';
import type { FaultJudge } from './fault-judge';
import { never, type ProcessGate } from './process-gate';
import type { Draws } from './seeded-draws';

/** One process: an access control of its own, with its own idea of the time. */
export interface FaultProcess {
  readonly gate: ProcessGate;
  readonly access: AccessControl;
  /** A call of the host itself is under way: what it waits for is not left behind by a stop, which waits for no caller. */
  during<T>(call: Promise<T>): Promise<T>;
  readonly startedMs: number;
  /** Takes up no more work, and is gone when it is done with what it has. */
  stop(): Promise<void>;
  readonly isStopping: boolean;
  /** Somebody sets its clock. */
  stepClock(): void;
}

/** Starts a process. */
export function startFaultProcess(parts: {
  gate: ProcessGate;
  clock: FaultClock;
  draws: Draws;
  judge: FaultJudge;
  ledger: Ledger;
  provider: AccessProvider;
  directory: Directory;
  /** Takes a notice to people. What it throws reaches the process. */
  take: (notice: Notice) => Promise<void>;
}): FaultProcess {
  const { gate, clock, draws, judge, ledger, provider, directory, take } = parts;
  let offsetMs = draws.between(-SKEW_MS, SKEW_MS);
  let isStopping = false;
  let hostCalls = 0;
  const ownClock: Clock = {
    nowMs: () => clock.nowMs() + offsetMs,
    schedule: (delayMs, callback) => clock.schedule(gate.name, delayMs, () => (gate.isAlive ? callback() : undefined)),
  };
  const guarded = async <T>(work: () => T | Promise<T>): Promise<T> => {
    if (!gate.passes()) return never();
    const result = await work();
    return gate.passes() ? result : never();
  };
  const access = createAccessControl({
    providers: [provider],
    directory: { ...directory, lookUp: (request) => guarded(() => directory.lookUp(request)) },
    ledger,
    clock: ownClock,
    random: draws.next,
    telemetry: noTelemetry,
    leaseSeconds: LEASE_MS / 1_000,
    onNotice: (notice) => guarded(() => take(notice)),
  });
  void access.start();
  return {
    gate,
    access,
    async during(call) {
      hostCalls += 1;
      try {
        return await call;
      } finally {
        hostCalls -= 1;
      }
    },
    startedMs: clock.nowMs(),
    get isStopping() {
      return isStopping;
    },
    async stop() {
      isStopping = true;
      await access.stop();
      const left = clock.pendingTimers(gate.name);
      if (left > 0 && hostCalls === 0)
        judge.condemn('a stop leaves nothing behind', `${gate.name} has stopped and left ${left} timers.`);
      gate.die();
    },
    stepClock() {
      offsetMs = draws.between(-SKEW_MS, SKEW_MS);
    },
  };
}
