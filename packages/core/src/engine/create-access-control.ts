import { setMaxListeners } from 'node:events';
import { createEventHub } from '../events/event-hub';
import { parseOptions } from '../options/parse-options';
import { defaultRetryTiming } from '../policy/retry-delay';
import type { AccessEventFeed } from '../ports/access-event-feed';
import type { HealthReport } from '../ports/access-provider';
import { systemClock } from '../ports/clock';
import { silentLogger } from '../ports/logger';
import { createTelemetry } from '../telemetry/open-telemetry';
import type { AccessControl } from './access-control';
import { type AccessControlOptions, settingsSchema } from './access-control-options';
import { awaitSettled } from './await-settled';
import type { BackgroundLoop } from './background-loop';
import { checkDrift } from './check-drift';
import { checkHealth } from './check-health';
import { decideAccess } from './decide-access';
import { deliverEvents } from './deliver-events';
import type { EngineContext } from './engine-context';
import { type EngineHealth, engineHealth } from './engine-health';
import { erasePerson } from './erase-person';
import { createEventFeeds } from './event-feeds';
import { explainAccess } from './explain-access';
import { findProvider } from './find-provider';
import { createHousekeeping } from './housekeeping';
import { createInOrder } from './in-order';
import { joinLedger } from './join-ledger';
import { createLaneScheduler } from './lane-scheduler';
import { createPaceKeeper } from './pace-keeper';
import { planBooking } from './plan-booking';
import { createProviderRegistry } from './provider-registry';
import { receiveEvents } from './receive-events';
import { remapUpcoming } from './remap-upcoming';
import { cancelBooking, putBooking } from './store-booking';
import { syncBookings } from './sync-bookings';
import { createTurnTaker } from './turn-taker';

const FEED_SECONDS = 15;
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const STOP_TIMEOUT_MS = 30_000;
const SETTLED_TIMEOUT_MS = 10_000;

/**
 * Puts the parts together. Nothing happens before `start` (or `runDue`) is called.
 * @throws ConfigurationError that lists every wrong option.
 * @throws SpecificationVersionError for a provider of another port version.
 */
export function createAccessControl(options: AccessControlOptions): AccessControl {
  const settings = parseOptions('Options of createAccessControl', settingsSchema, options);
  const { clock = systemClock, logger = silentLogger, random = Math.random, onNotice = () => {} } = options;
  const retryTiming = defaultRetryTiming;
  const registry = createProviderRegistry({
    providers: options.providers,
    clock,
    idleMs: settings.idleProviderMinutes * MINUTE_MS,
  });
  const stopController = new AbortController();
  // Every lane that is worked on listens to it.
  setMaxListeners(0, stopController.signal);
  const context: EngineContext = {
    ledger: options.ledger,
    directory: options.directory,
    registry,
    pace: createPaceKeeper({ clock, random, timing: retryTiming }),
    turns: createTurnTaker({ ledger: options.ledger, clock, logger, limitOf: registry.callLimitOf }),
    clock,
    logger,
    telemetry: options.telemetry ?? createTelemetry(),
    events: createEventHub((type) => logger.error('An event handler of the host failed.', { event: type })),
    inOrder: createInOrder(),
    random,
    revocationLimits: settings.revocationLimits,
    retryTiming,
    stopping: stopController.signal,
    leaseMs: settings.leaseSeconds * 1_000,
    noticeLeadMs: settings.noticeLeadMinutes * MINUTE_MS,
    doubleBookingNotices: settings.doubleBookingNotices,
  };

  const scheduler = createLaneScheduler(context, () => housekeeping.nudge());
  const housekeeping: BackgroundLoop = createHousekeeping(context, {
    onNotice,
    retentionMs: settings.retentionDays * DAY_MS,
    onWoken: () => scheduler.nudge(),
  });
  const { onAccessEvent, onCheckIn } = options;
  const doorHandlers = { onAccessEvent: onAccessEvent ?? (() => {}), onCheckIn: onCheckIn ?? (() => {}) };
  const { eventFeeds } = settings;
  // Nobody to tell: nobody is asked.
  const isPulling = onAccessEvent !== undefined || onCheckIn !== undefined || eventFeeds !== undefined;
  const feeds = createEventFeeds(context, {
    pulledIds: isPulling ? (eventFeeds?.providerIds ?? listFeeds(options.providers, 'pull')) : [],
    keptIds:
      typeof options.providers === 'function'
        ? (eventFeeds?.providerIds ?? [])
        : listFeeds(options.providers, 'keepDelivering'),
    everyMs: (eventFeeds?.everySeconds ?? FEED_SECONDS) * 1_000,
    deliver: () => deliverEvents(context, doorHandlers),
  });
  function health(options: { providerId: string }): Promise<HealthReport>;
  function health(): Promise<EngineHealth>;
  function health(options?: { providerId: string }): Promise<HealthReport | EngineHealth> {
    return options === undefined ? engineHealth(context) : checkHealth(context, options.providerId);
  }
  let stopListening: (() => void) | undefined;
  /** Whatever a call has stored may have made a lane due. */
  const thenNudge = async <T>(work: Promise<T>): Promise<T> => {
    try {
      return await work;
    } finally {
      scheduler.nudge();
      housekeeping.nudge();
    }
  };

  return {
    async start() {
      stopListening ??= options.ledger.onWake?.(() => {
        scheduler.nudge();
        housekeeping.nudge();
      });
      scheduler.start();
      housekeeping.start();
      feeds.start();
    },
    async stop({ timeoutMs = STOP_TIMEOUT_MS } = {}) {
      stopListening?.();
      stopListening = undefined;
      const cancelTimer = clock.schedule(timeoutMs, () => stopController.abort());
      await scheduler.stop();
      await housekeeping.stop();
      await feeds.stop();
      cancelTimer();
      // Whoever still waits for something to settle is answered now.
      stopController.abort();
      await registry.closeAll();
    },
    putBooking: (booking, hostOptions = {}) =>
      thenNudge((async () => putBooking(joinLedger(context, hostOptions), booking))()),
    cancelBooking: (bookingId, { revision, ...hostOptions } = {}) =>
      thenNudge((async () => cancelBooking(joinLedger(context, hostOptions), bookingId, { revision }))()),
    syncBookings: (feed) => thenNudge(syncBookings(context, feed)),
    settled: (bookingId, { timeoutMs = SETTLED_TIMEOUT_MS } = {}) => awaitSettled(context, bookingId, timeoutMs),
    plan: (booking) => planBooking(context, booking),
    remap: (remapOptions = {}) => thenNudge(remapUpcoming(context, remapOptions)),
    check: (checkOptions) => thenNudge(checkDrift(context, checkOptions)),
    health,
    explain: (question) => explainAccess(context, question),
    decide: (question) => decideAccess(context, question),
    erasePerson: ({ holderId }) => thenNudge(erasePerson(context, holderId)),
    async runDue() {
      await scheduler.runDue();
      await housekeeping.run();
      await feeds.run();
    },
    webhook: (providerId) => (request) => receiveEvents(context, { providerId, request, onStored: feeds.nudge }),
    takeTurn: (providerId) => async (request) => {
      // Only an installation that was made tells its limit.
      await findProvider(context, providerId);
      await context.turns.forCalls({ providerId, signal: context.stopping })(request);
    },
    async forgetProvider(providerId) {
      await registry.forget(providerId);
      feeds.renew(providerId);
    },
    on: context.events.on,
  };
}

/** A resolver's installations are known by name only. */
function listFeeds(providers: AccessControlOptions['providers'], by: keyof AccessEventFeed): string[] {
  if (typeof providers === 'function') return [];
  return providers.flatMap(({ id, events }) => (events?.[by] === undefined ? [] : [id]));
}
