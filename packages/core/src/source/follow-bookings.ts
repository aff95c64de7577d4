import { type BackgroundLoop, createBackgroundLoop } from '../engine/background-loop';
import { callWithin } from '../engine/bounded-calls';
import { AcxError, type AcxErrorJson } from '../errors/acx-error';
import { ConfigurationError } from '../errors/configuration-error';
import { instantFromMs } from '../model/instant';
import { parseOptions } from '../options/parse-options';
import { defaultRetryTiming, retryDelayMs } from '../policy/retry-delay';
import { type BookingSource, SOURCE_SPECIFICATION_VERSION } from '../ports/booking-source';
import type { CallOptions } from '../ports/call-options';
import { systemClock } from '../ports/clock';
import { silentLogger } from '../ports/logger';
import { believeReadings, type FreshReading } from './believe-readings';
import { createCallBudget } from './call-budget';
import { type FollowOptions, followSettingsSchema } from './follow-options';
import { createFollowedResource, type FollowedResource } from './followed-resource';
import { createSubscriptionKeeper, type SubscriptionKeeper } from './keep-subscribed';
import { type SourceReport, toSourceReport } from './source-report';

/** Keeps bookings the same as a source has them. */
export interface BookingFollower {
  /** From now on works by itself: reads everything again and again, and what was announced at once. Safe to call twice. */
  start(): void;
  /** Gives up the reading at hand and leaves no timer behind. The source is closed, the access control is not. */
  stop(): Promise<void>;
  /** Reads what is due now, for hosts that run without `start`: in a scheduled job, or in tests. */
  runDue(): Promise<void>;
  /**
   * Reads everything now.
   * @param options.allowMassRevocation Believes it even when most rights go. Default false.
   */
  readAll(options?: { allowMassRevocation?: boolean }): Promise<void>;
  /** The inlet for what the source announces: mount it at the address that it was told. Never rejects. A hint is never believed, only looked after. */
  receive(request: Request): Promise<Response>;
  /** For an administrator: what was read, and what is in the way. */
  report(): SourceReport;
}

const READ_TIMEOUT_MS = 60_000;

/**
 * Follows a booking source: its readings become bookings of the access control. Run it in one process: two would read everything twice.
 *
 * Truth is what the source lists, read again and again; hints only make it sooner. What is missing in a reading is looked for once more before it
 * is cancelled; what the source says is over goes at once. A reading that fails changes nothing. A run that would take away too much, by the limits
 * of the access control, takes away nothing and tells an administrator; new bookings are stored all the same.
 * @throws ConfigurationError that lists every wrong option.
 */
export function followBookings(options: FollowOptions): BookingFollower {
  const settings = parseOptions('Options of followBookings', followSettingsSchema, options);
  const { source, access, ledger, onRead = () => {} } = options;
  const { clock = systemClock, random = Math.random, logger = silentLogger } = options;
  checkSource(source);
  const [everyMs, confirmAfterMs] = [settings.everySeconds * 1_000, settings.confirmAfterSeconds * 1_000];
  const hintDelayMs = settings.hintDelaySeconds * 1_000;
  const budget = createCallBudget(clock, settings.callsPerMinute);
  const stopController = new AbortController();
  const stopping = stopController.signal;
  const resources = new Map(source.resourceIds.map((id) => [id, createFollowedResource(id)]));
  const all = [...resources.values()];
  let nextSweepMs = Number.NEGATIVE_INFINITY;
  let isMassRevocationAllowed = false;
  let stopped: AcxErrorJson | undefined;

  const call = async <T>(operation: string, calls: number, work: (o: CallOptions) => Promise<T>): Promise<T> => {
    await budget.spend(calls, stopping);
    const bounds = { providerId: source.id, operation, timeoutMs: READ_TIMEOUT_MS };
    return callWithin({ clock, ledger, stopping }, bounds, work);
  };
  const subscription: SubscriptionKeeper | undefined =
    source.hints &&
    createSubscriptionKeeper({
      ...{ hints: source.hints, sourceId: source.id, ledger, random },
      call: (operation, work) => call(operation, 1, work),
    });

  const fail = (resource: FollowedResource, failure: unknown): void => {
    const nowMs = clock.nowMs();
    resource.failures += 1;
    resource.failure = toJson(failure);
    resource.believed = undefined;
    const delayMs = retryDelayMs({ failures: resource.failures, random: random(), timing: defaultRetryTiming });
    resource.dueAtMs = nowMs + Math.min(delayMs, everyMs);
    const { resourceId, failures } = resource;
    const fields = { sourceId: source.id, resourceId, failures, error: resource.failure.name };
    logger.warn('A resource could not be read; its bookings stay as they were.', fields);
  };

  /** Reads one resource. Nothing when it cannot be read. */
  const read = async (resource: FollowedResource): Promise<FreshReading | undefined> => {
    const { resourceId } = resource;
    resource.isHinted = false;
    const atMs = clock.nowMs();
    try {
      const request = { resourceId, at: instantFromMs(atMs) };
      const reading = await call('read', source.callsPerRead, (callOptions) => source.read(request, callOptions));
      resource.lastReadMs = atMs;
      return { resource, reading };
    } catch (failure) {
      fail(resource, failure);
      return undefined;
    }
  };

  /** Reads these resources and believes the readings together, so that the brake sees all that they would take away. */
  const readTogether = async (due: readonly FollowedResource[], isAnnounced: boolean): Promise<void> => {
    const fresh: (FreshReading & { readonly atMs: number })[] = [];
    for (const resource of due) {
      if (stopping.aborted) return;
      // What is announced meanwhile does not wait for the end of a long round.
      const urgent = isAnnounced ? [] : all.filter((one) => one.isHinted && one.dueAtMs <= clock.nowMs());
      if (urgent.length > 0) await readTogether(urgent, true);
      const one = await read(resource);
      if (one !== undefined) fresh.push({ ...one, atMs: resource.lastReadMs });
    }
    // Of two readings the later one counts.
    const current = fresh.filter(({ resource, atMs }) => resource.lastReadMs === atMs);
    const isFirst = new Set(current.filter(({ resource }) => resource.readAt === undefined));
    try {
      const moment = { nowMs: clock.nowMs(), confirmAfterMs, allowMassRevocation: isMassRevocationAllowed };
      const believed = await believeReadings({ access, ledger, source }, current, moment);
      if (!isAnnounced || believed.stopped !== undefined) stopped = believed.stopped;
      for (const one of current) settleDue(one, believed.stopped);
      const known = current.filter((one) => !isFirst.has(one)).flatMap(({ reading }) => reading.bookings);
      const changed = new Set(believed.changed);
      if (!isAnnounced) subscription?.unannounced(known.filter(({ id }) => changed.has(id)).length);
    } catch (failure) {
      for (const { resource } of current) fail(resource, failure);
    }
  };

  const settleDue = (
    { resource, atMs }: FreshReading & { readonly atMs: number },
    failure: AcxErrorJson | undefined,
  ): void => {
    const { resourceId, suspects } = resource;
    resource.failures = 0;
    resource.failure = failure;
    // A hint that has come meanwhile keeps its time.
    const soonMs = Math.min(...[...suspects.values()].map((sinceMs) => sinceMs + confirmAfterMs));
    const laterMs = failure === undefined ? soonMs : Number.POSITIVE_INFINITY;
    resource.dueAtMs = resource.isHinted ? Math.min(resource.dueAtMs, laterMs) : laterMs;
    if (failure !== undefined) return;
    const at = instantFromMs(atMs);
    resource.readAt = at;
    onRead({ resourceId, at });
  };

  const runOnce = async (): Promise<number> => {
    const subscribeAtMs = (await subscription?.keep(clock.nowMs())) ?? Number.POSITIVE_INFINITY;
    if (nextSweepMs <= clock.nowMs()) {
      nextSweepMs = clock.nowMs() + Math.round(everyMs * (0.9 + 0.2 * random()));
      for (const resource of all) resource.dueAtMs = Number.NEGATIVE_INFINITY;
    }
    const due = all.filter(({ dueAtMs }) => dueAtMs <= clock.nowMs());
    const isAnnounced = due.length < all.length && due.every(({ isHinted }) => isHinted);
    if (due.length > 0) await readTogether(due, isAnnounced);
    isMassRevocationAllowed = false;
    return Math.min(nextSweepMs, subscribeAtMs, ...all.map(({ dueAtMs }) => dueAtMs));
  };
  const loop: BackgroundLoop = createBackgroundLoop(clock, async () => {
    try {
      return await runOnce();
    } catch (failure) {
      // The ledger does not answer: nothing is lost, because everything is read again.
      logger.error('A round of reading failed and is begun anew.', {
        sourceId: source.id,
        error: toJson(failure).name,
      });
      return clock.nowMs() + defaultRetryTiming.baseMs * 30;
    }
  });

  return {
    start: () => loop.start(),
    async stop() {
      stopController.abort();
      await loop.stop();
      await source.close();
    },
    runDue: () => loop.run(),
    readAll({ allowMassRevocation = false } = {}) {
      isMassRevocationAllowed = allowMassRevocation;
      nextSweepMs = Number.NEGATIVE_INFINITY;
      return loop.run();
    },
    async receive(request) {
      if (source.hints === undefined) return new Response(null, { status: 404 });
      const { resourceIds, response } = await source.hints.receive(request);
      for (const resourceId of resourceIds) {
        const resource = resources.get(resourceId);
        if (resource === undefined || resource.isHinted) continue;
        subscription?.announced();
        resource.isHinted = true;
        resource.dueAtMs = Math.min(resource.dueAtMs, clock.nowMs() + hintDelayMs);
      }
      loop.nudge();
      return response;
    },
    report: () =>
      toSourceReport(all, {
        sourceId: source.id,
        ...(stopped !== undefined && { stopped }),
        ...(subscription !== undefined && { subscription: subscription.state }),
      }),
  };
}

/** Of a foreign error only the class is told: its text could hold anything. */
function toJson(failure: unknown): AcxErrorJson {
  if (AcxError.isInstance(failure)) return failure.toJSON();
  const name = failure instanceof Error ? failure.name : 'Error';
  const message = 'The bookings could not be read or stored; see the logs of the source, the directory and the ledger.';
  return { name, code: 'connection', message, isRetryable: true, effect: 'none' };
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
