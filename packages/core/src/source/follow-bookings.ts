import { createBackgroundLoop } from '../engine/background-loop';
import { callWithin } from '../engine/bounded-calls';
import { listUpcoming } from '../engine/list-upcoming';
import { createTurnTaker } from '../engine/turn-taker';
import { ConfigurationError } from '../errors/configuration-error';
import { instantFromMs } from '../model/instant';
import { parseOptions } from '../options/parse-options';
import { type BookingSource, SOURCE_SPECIFICATION_VERSION } from '../ports/booking-source';
import type { CallOptions } from '../ports/call-options';
import { systemClock } from '../ports/clock';
import { silentLogger } from '../ports/logger';
import { createCallBudget } from './call-budget';
import { describeFailure } from './describe-failure';
import { type FollowOptions, followSettingsSchema } from './follow-options';
import { createFollowedResource } from './followed-resource';
import { createSubscriptionKeeper } from './keep-subscribed';
import { createReadingOrder } from './reading-order';
import { createResourceReader } from './resource-reader';
import { type SourceReport, toSourceReport } from './source-report';
import { createSteadyClock } from './steady-clock';
import { waitFor } from './wait-for';

/** Keeps bookings the same as a source has them. */
export interface BookingFollower {
  /** From now on works by itself: reads everything again and again, and what was announced at once. Safe to call twice. */
  start(): void;
  /** Gives up the reading at hand and leaves no timer behind. The source is closed, the access control is not. For good: make a new one to go on. */
  stop(): Promise<void>;
  /** Reads what is due now, for hosts that run without `start`: in a scheduled job, or in tests. */
  runDue(): Promise<void>;
  /**
   * Reads everything now.
   * @param options.allowMassRevocation Believes these readings even when most rights go, and what is missing in them at once. Default false.
   */
  readAll(options?: { allowMassRevocation?: boolean }): Promise<void>;
  /** The inlet for what the source announces: mount it at the address that it was told. Never rejects. A hint is never believed, only looked after. */
  receive(request: Request): Promise<Response>;
  /** For an administrator: what was read, and what is in the way. */
  report(): SourceReport;
}

const READ_TIMEOUT_MS = 60_000;
const CONCURRENT_READS = 4;

/**
 * Follows a booking source: its readings become bookings of the access control. Run it in one process: two would read everything twice.
 *
 * Truth is what the source lists, read again and again; hints only make it sooner. What is missing in a reading is looked for once more before it
 * is cancelled; what the source says is over goes at once. A reading that fails changes nothing. What would take away too much within an hour, by
 * the limits of the access control, is left as it is and an administrator is told; everything else is stored.
 * @throws ConfigurationError that lists every wrong option.
 */
export function followBookings(options: FollowOptions): BookingFollower {
  const settings = parseOptions('Options of followBookings', followSettingsSchema, options);
  const { source, access, ledger, onRead = () => {} } = options;
  const { clock = systemClock, random = Math.random, logger = silentLogger } = options;
  checkSource(source);
  const [everyMs, confirmAfterMs] = [settings.everySeconds * 1_000, settings.confirmAfterSeconds * 1_000];
  const hintDelayMs = settings.hintDelaySeconds * 1_000;
  const steady = createSteadyClock(clock);
  const budget = createCallBudget(settings.callsPerMinute);
  const stopController = new AbortController();
  const stopping = stopController.signal;
  const resources = new Map(source.resourceIds.map((id) => [id, createFollowedResource(id)]));
  const turns = createTurnTaker({ ledger, clock, logger, limitOf: () => source.callLimit });
  const all = [...resources.values()];
  const order = createReadingOrder(all);
  const jobs = new Set<Promise<void>>();
  let unfollowed: readonly string[] | undefined;

  const call = <T>(operation: string, work: (callOptions: CallOptions) => Promise<T>): Promise<T> => {
    const bounds = { providerId: source.id, operation, timeoutMs: READ_TIMEOUT_MS * source.callsPerRead };
    return callWithin({ clock, ledger, stopping, turns }, bounds, work);
  };
  const subscription =
    source.hints &&
    createSubscriptionKeeper({
      ...{ hints: source.hints, sourceId: source.id, ledger, clock, steady, random },
      call(work) {
        budget.spend(steady.nowMs(), 1);
        return call('subscribe', work);
      },
    });

  const read = createResourceReader({
    ...{ source, access, all, order, budget, subscription, call, onRead },
    ...{ clock, steady, random, logger, everyMs, confirmAfterMs },
  });

  const launch = (work: () => Promise<void>): void => {
    const job: Promise<void> = work().finally(() => {
      jobs.delete(job);
      loop.nudge();
    });
    jobs.add(job);
  };

  const readyAtMs = (): number => Math.max(budget.readyAtMs, budget.pausedUntilMs);
  /** Begins what is due and there is room for. Returns when to look again; the end of a job is a reason, too. */
  const runOnce = async (): Promise<number> => {
    unfollowed ??= await findUnfollowed();
    if (subscription !== undefined && subscription.dueAtMs <= steady.nowMs()) launch(() => subscription.keep());
    const isReady = (): boolean => !stopping.aborted && readyAtMs() <= steady.nowMs();
    while (isReady() && order.reading() < CONCURRENT_READS) {
      const resource = order.next(steady.nowMs());
      if (resource === undefined) break;
      budget.spend(steady.nowMs(), source.callsPerRead);
      launch(() => read(resource));
    }
    const readsAtMs =
      order.reading() < CONCURRENT_READS ? Math.max(order.nextDueAtMs(), readyAtMs()) : Number.POSITIVE_INFINITY;
    return Math.min(readsAtMs, subscription?.dueAtMs ?? Number.POSITIVE_INFINITY);
  };
  const loop = createBackgroundLoop(steady, runOnce);

  /** Resources whose bookings we hold and do not read any more. */
  const findUnfollowed = async (): Promise<readonly string[] | undefined> => {
    try {
      const upcoming = await listUpcoming({ ledger }, instantFromMs(clock.nowMs()));
      const ours = upcoming.filter(({ booking }) => booking.id.startsWith(`${source.id}/`));
      const left = ours.map(({ booking }) => booking.resourceId).filter((id) => !resources.has(id));
      return [...new Set(left)];
    } catch (failure) {
      const { name } = describeFailure(failure);
      logger.warn('The ledger could not be read; it is asked again with the next look.', {
        sourceId: source.id,
        error: name,
      });
      return undefined;
    }
  };

  const runDue = async (): Promise<void> => {
    for (;;) {
      await loop.run();
      // The end of one may begin another.
      while (jobs.size > 0) await Promise.all(jobs);
      const nowMs = steady.nowMs();
      // A source that wants to be left alone is read by a later call.
      if (stopping.aborted || !order.isAnyDue(nowMs) || budget.pausedUntilMs > nowMs) break;
      if (budget.readyAtMs > nowMs) await waitFor(steady, budget.readyAtMs - nowMs, stopping);
    }
  };

  return {
    start() {
      if (!stopping.aborted) loop.start();
    },
    async stop() {
      stopController.abort();
      await loop.stop();
      await Promise.all(jobs);
      await source.close();
    },
    runDue,
    readAll({ allowMassRevocation = false } = {}) {
      for (const resource of all) {
        resource.dueAtMs = Number.NEGATIVE_INFINITY;
        resource.isLossAllowed ||= allowMassRevocation;
      }
      return runDue();
    },
    async receive(request) {
      if (source.hints === undefined) return new Response(null, { status: 404 });
      const { resourceIds, response } = await source.hints.receive(request);
      for (const resourceId of resourceIds) {
        const resource = resources.get(resourceId);
        if (resource === undefined || resource.isHinted) continue;
        subscription?.announced();
        resource.isHinted = true;
        // A source that fails is not asked more often because it calls.
        if (resource.failures === 0) resource.dueAtMs = Math.min(resource.dueAtMs, steady.nowMs() + hintDelayMs);
      }
      loop.nudge();
      return response;
    },
    report: () =>
      toSourceReport(all, {
        sourceId: source.id,
        unfollowedResources: unfollowed ?? [],
        ...(subscription !== undefined && { subscription: subscription.state }),
      }),
  };
}

function checkSource({ specificationVersion, id, resourceIds }: BookingSource): void {
  const problems = [];
  if (specificationVersion !== SOURCE_SPECIFICATION_VERSION)
    problems.push({ path: 'source.specificationVersion', message: `must be ${SOURCE_SPECIFICATION_VERSION}` });
  if (new Set(resourceIds).size !== resourceIds.length)
    problems.push({ path: 'source.resourceIds', message: 'names a resource twice' });
  if (id === '' || id.includes('/')) problems.push({ path: 'source.id', message: 'must be text without a slash' });
  if (problems.length > 0) throw new ConfigurationError({ subject: 'Options of followBookings', problems });
}
