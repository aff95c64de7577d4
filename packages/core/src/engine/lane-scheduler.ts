import { AcxError } from '../errors/acx-error';
import { earliest, instantFromMs, instantToMs } from '../model/instant';
import type { LaneClaim } from '../ports/ledger-records';
import { type EngineContext, nowOf } from './engine-context';
import { workLane } from './work-lane';

/** Works on lanes when they fall due. One slow lane never holds up another. */
export interface LaneScheduler {
  /** Works on everything that is due now; resolves when nothing is left that could be done now. */
  runDue(): Promise<void>;
  /** From now on takes up lanes as they fall due. */
  start(): void;
  /** There may be something to do now. */
  nudge(): void;
  /** Takes up no more work and resolves when the work at hand is done. */
  stop(): Promise<void>;
}

/** Most lanes taken up in one go. */
const CLAIM_LIMIT = 64;
/** When the ledger itself fails. */
const LEDGER_RETRY_MS = 1_000;
/** Longest sleep: another process on the same ledger may have stored something. */
const LONGEST_SLEEP_MS = 60_000;

/** Instants have whole milliseconds: woken before the end of a pause, one would look again and again. */
const toNextInstant = (ms: number): string => instantFromMs(Math.ceil(ms));

/** @param onLaneDone Called whenever the work on a lane has ended. */
export function createLaneScheduler(context: EngineContext, onLaneDone: () => void): LaneScheduler {
  const { ledger, clock, registry, pace, events, telemetry } = context;
  const active = new Map<string, number>();
  const inFlight = new Set<Promise<void>>();
  /** Lanes that are given back soon, and how to cancel the timer. */
  const unreturned = new Map<LaneClaim, () => void>();
  let isStarted = false;
  let isStopping = false;
  let claiming: Promise<void> | undefined;
  let isWantedAgain = false;
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
    const { providerId } = claim;
    const startedMs = clock.nowMs();
    try {
      await telemetry.span('acx.lane', { provider: providerId }, () => workLane(context, claim));
    } catch (failure) {
      report('lane', failure, claim);
      // The ledger failed: the lane must not wait for its lease to run out.
      unreturned.set(
        claim,
        clock.schedule(LEDGER_RETRY_MS, () => giveBack(claim)),
      );
    } finally {
      active.set(providerId, (active.get(providerId) ?? 1) - 1);
      telemetry.duration('acx.lane.duration', clock.nowMs() - startedMs, { provider: providerId });
    }
  };

  const giveBack = async (claim: LaneClaim): Promise<void> => {
    unreturned.delete(claim);
    const { version, failures, urgentAt } = claim;
    const next = { dueAt: nowOf(context), urgentAt, version, failures };
    try {
      await ledger.transaction(({ lanes }) => lanes.release(claim, next));
      nudge();
    } catch (failure) {
      // Somebody else has it by now, or the ledger is still down: then the lease runs out by itself.
      report('lane', failure, claim);
    }
  };

  const report = (what: string, failure: unknown, claim?: LaneClaim): void => {
    const where = claim === undefined ? {} : { providerId: claim.providerId, lane: claim.lane };
    const error = AcxError.isInstance(failure)
      ? failure.toJSON()
      : { name: failure instanceof Error ? failure.name : 'Error', message: 'see the logs of the ledger' };
    const fields = { work: what, ...where, error: error.name };
    context.logger.error('Background work failed and will be tried again.', fields);
    events.emit('engine.failed', { work: what, at: nowOf(context), ...where, error });
  };

  const startJob = (claim: LaneClaim): void => {
    active.set(claim.providerId, (active.get(claim.providerId) ?? 0) + 1);
    const job: Promise<void> = work(claim).finally(() => {
      inFlight.delete(job);
      onLaneDone();
      nudge();
    });
    inFlight.add(job);
  };

  /** Takes up everything that there is room for, then sets the timer. Never waits for the work itself. */
  const claimAll = (): Promise<void> => {
    isWantedAgain = true;
    claiming ??= (async () => {
      await Promise.resolve(); // so that `claiming` is set before it is taken back
      let nextAt: string | undefined;
      while (isWantedAgain) {
        isWantedAgain = false;
        cancelTimer();
        try {
          let claims: LaneClaim[];
          do {
            claims = isStopping ? [] : await claimDue();
            for (const claim of claims) startJob(claim);
          } while (claims.length === CLAIM_LIMIT);
          if (isStarted) nextAt = await findNextAt();
        } catch (failure) {
          report('schedule', failure);
          nextAt = instantFromMs(clock.nowMs() + LEDGER_RETRY_MS);
        }
      }
      if (isStarted && !isStopping && nextAt !== undefined)
        cancelTimer = clock.schedule(instantToMs(nextAt) - clock.nowMs(), claimAll);
      // In the same step as the last look at `isWantedAgain`: whoever wants it from now on begins anew.
      claiming = undefined;
    })();
    return claiming;
  };

  /** Whatever comes first: a lane that falls due and could be taken up, or the end of a pause. Full installations are looked at when a job ends. */
  const findNextAt = (): Promise<string | undefined> => {
    const paused = pace.paused();
    const full = [...active.keys()].filter((providerId) => roomOf(providerId) <= 0);
    const except = new Set([...paused.keys(), ...full]);
    const latest = instantFromMs(clock.nowMs() + LONGEST_SLEEP_MS);
    return ledger.transaction(async ({ lanes }) =>
      earliest(latest, await lanes.nextDueAt({ except }), ...[...paused.values()].map(toNextInstant)),
    );
  };

  const runDue = async (): Promise<void> => {
    await claimAll();
    while (inFlight.size > 0) {
      // A job that ends may have made room, or made another lane due.
      await Promise.race(inFlight);
      await claimAll();
    }
  };

  const nudge = (): void => {
    if (isStarted && !isStopping) void claimAll();
  };

  return {
    runDue,
    nudge,
    start() {
      isStarted = true;
      isStopping = false;
      nudge();
    },
    async stop() {
      isStopping = true;
      cancelTimer();
      await claiming;
      await Promise.all(inFlight);
      cancelTimer();
      // At once: after the stop, the host may close the ledger.
      for (const [claim, cancelReturn] of [...unreturned]) {
        cancelReturn();
        await giveBack(claim);
      }
      isStarted = false;
    },
  };
}
