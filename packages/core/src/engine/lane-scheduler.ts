import { AcxError } from '../errors/acx-error';
import { earliest, instantFromMs, instantToMs } from '../model/instant';
import type { LaneClaim } from '../ports/ledger-records';
import { type EngineContext, nowOf } from './engine-context';
import { workLane } from './work-lane';

/** Works on lanes when they fall due. */
export interface LaneScheduler {
  /** Works on everything that is due now; resolves when nothing is left that could be done now. */
  runDue(): Promise<void>;
  /** From now on wakes up by itself. */
  start(): void;
  /** There may be something to do now. */
  nudge(): void;
  /** Takes up no more work and resolves when the work at hand is done. */
  stop(): Promise<void>;
}

/** Most lanes taken up in one go. */
const CLAIM_LIMIT = 64;
/** When the ledger itself cannot be read. */
const LEDGER_RETRY_MS = 1_000;

/** @param afterRun Called after every run, for example to deliver notices. Resolves with the milliseconds after which it wants to be called again. */
export function createLaneScheduler(
  context: EngineContext,
  afterRun: () => Promise<number | undefined>,
): LaneScheduler {
  const { ledger, clock, registry, pace, events, telemetry } = context;
  const active = new Map<string, number>();
  const inFlight = new Set<Promise<void>>();
  let running: Promise<void> | undefined;
  let isStarted = false;
  let isStopping = false;
  let cancelTimer: () => void = () => {};

  const roomOf = (providerId: string): number =>
    pace.lanesAllowed(providerId, registry.concurrentLanesOf(providerId)) - (active.get(providerId) ?? 0);

  const claimDue = (): Promise<LaneClaim[]> => {
    const nowMs = clock.nowMs();
    const room = new Map([...active.keys(), ...pace.known()].map((providerId) => [providerId, roomOf(providerId)]));
    return ledger.transaction(({ lanes }) =>
      lanes.claimDue({
        now: instantFromMs(nowMs),
        expiresAt: instantFromMs(nowMs + context.leaseMs),
        limit: CLAIM_LIMIT,
        room,
        defaultRoomOf: registry.concurrentLanesOf,
      }),
    );
  };

  const work = async (claim: LaneClaim): Promise<void> => {
    const { providerId, lane } = claim;
    const startedMs = clock.nowMs();
    active.set(providerId, (active.get(providerId) ?? 0) + 1);
    try {
      await telemetry.span('acx.lane', { provider: providerId }, () => workLane(context, claim));
    } catch (failure) {
      report('lane', failure, { providerId, lane });
    } finally {
      active.set(providerId, (active.get(providerId) ?? 1) - 1);
      telemetry.duration('acx.lane.duration', clock.nowMs() - startedMs, { provider: providerId });
    }
  };

  const report = (what: string, failure: unknown, where: { providerId?: string; lane?: string } = {}): void => {
    const error = AcxError.isInstance(failure)
      ? failure.toJSON()
      : { name: failure instanceof Error ? failure.name : 'Error', message: 'see the logs of the ledger' };
    context.logger.error('Background work failed and will be tried again.', {
      work: what,
      ...where,
      error: error.name,
    });
    events.emit('engine.failed', { work: what, at: nowOf(context), ...where, error });
  };

  const runAll = async (): Promise<void> => {
    for (;;) {
      const claims = isStopping ? [] : await claimDue();
      for (const claim of claims) {
        const job: Promise<void> = work(claim).finally(() => inFlight.delete(job));
        inFlight.add(job);
      }
      if (inFlight.size === 0) return;
      // Room has to become free before more can be claimed.
      await Promise.race(inFlight);
    }
  };

  const run = async (): Promise<void> => {
    cancelTimer();
    let retryMs: number | undefined;
    try {
      await runAll();
      retryMs = await afterRun();
      await registry.closeIdle();
    } catch (failure) {
      report('schedule', failure);
      retryMs = LEDGER_RETRY_MS;
      await Promise.all(inFlight);
    }
    if (isStarted && !isStopping) await arm(retryMs);
  };

  /** Sets the timer to whatever comes first: a lane that falls due, or the end of a pause. */
  const arm = async (retryMs: number | undefined): Promise<void> => {
    const paused = pace.paused();
    const retryAt = retryMs === undefined ? undefined : instantFromMs(clock.nowMs() + retryMs);
    let nextAt = earliest(retryAt, ...[...paused.values()].map(instantFromMs));
    try {
      const dueAt = await ledger.transaction(({ lanes }) => lanes.nextDueAt({ except: new Set(paused.keys()) }));
      nextAt = earliest(nextAt, dueAt);
    } catch (failure) {
      report('schedule', failure);
      nextAt = instantFromMs(clock.nowMs() + LEDGER_RETRY_MS);
    }
    if (nextAt !== undefined) cancelTimer = clock.schedule(instantToMs(nextAt) - clock.nowMs(), runDue);
  };

  let isWantedAgain = false;
  const runDue = (): Promise<void> => {
    isWantedAgain = true;
    running ??= (async () => {
      while (isWantedAgain) {
        isWantedAgain = false;
        await run();
      }
    })().finally(() => {
      running = undefined;
    });
    return running;
  };

  return {
    runDue,
    nudge() {
      if (isStarted && !isStopping) void runDue();
    },
    start() {
      isStarted = true;
      isStopping = false;
      void runDue();
    },
    async stop() {
      isStopping = true;
      cancelTimer();
      await running;
      cancelTimer();
      isStarted = false;
      isStopping = false;
    },
  };
}
