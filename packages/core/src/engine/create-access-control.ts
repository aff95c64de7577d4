import { createEventHub } from '../events/event-hub';
import { instantFromMs } from '../model/instant';
import { parseOptions } from '../options/parse-options';
import { defaultRetryTiming } from '../policy/retry-delay';
import { systemClock } from '../ports/clock';
import { silentLogger } from '../ports/logger';
import { createTelemetry } from '../telemetry/open-telemetry';
import type { AccessControl } from './access-control';
import { type AccessControlOptions, settingsSchema } from './access-control-options';
import { awaitSettled } from './await-settled';
import { checkDrift } from './check-drift';
import { deliverNotices } from './deliver-notices';
import type { EngineContext } from './engine-context';
import { erasePerson } from './erase-person';
import { explainAccess } from './explain-access';
import { createLaneScheduler } from './lane-scheduler';
import { createPaceKeeper } from './pace-keeper';
import { planBooking } from './plan-booking';
import { createProviderRegistry } from './provider-registry';
import { cancelBooking, putBooking } from './store-booking';
import { syncBookings } from './sync-bookings';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const PRUNE_EVERY_MS = 3_600_000;
const NOTICE_RETRY_MS = 30_000;
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
  const context: EngineContext = {
    ledger: options.ledger,
    directory: options.directory,
    registry,
    pace: createPaceKeeper({ clock, random, timing: retryTiming }),
    clock,
    logger,
    telemetry: options.telemetry ?? createTelemetry(),
    events: createEventHub((type) => logger.error('An event handler of the host failed.', { event: type })),
    random,
    revocationLimits: settings.revocationLimits,
    retryTiming,
    leaseMs: settings.leaseSeconds * 1_000,
    noticeLeadMs: settings.noticeLeadMinutes * MINUTE_MS,
  };

  let prunedAtMs = clock.nowMs();
  const scheduler = createLaneScheduler(context, async () => {
    const isAllTaken = await deliverNotices(context, onNotice);
    const nowMs = clock.nowMs();
    if (nowMs - prunedAtMs >= PRUNE_EVERY_MS) {
      prunedAtMs = nowMs;
      const before = instantFromMs(nowMs - settings.retentionDays * DAY_MS);
      await context.ledger.transaction((transaction) => transaction.prune(before));
    }
    return isAllTaken ? undefined : NOTICE_RETRY_MS;
  });
  /** Whatever a call has stored may have made a lane due. */
  const thenNudge = async <T>(work: Promise<T>): Promise<T> => {
    try {
      return await work;
    } finally {
      scheduler.nudge();
    }
  };

  return {
    start: async () => scheduler.start(),
    async stop() {
      await scheduler.stop();
      await registry.closeAll();
    },
    putBooking: (booking) => thenNudge(putBooking(context, booking)),
    cancelBooking: (bookingId, { revision } = {}) => thenNudge(cancelBooking(context, bookingId, revision)),
    syncBookings: (feed) => thenNudge(syncBookings(context, feed)),
    settled: (bookingId, { timeoutMs = SETTLED_TIMEOUT_MS } = {}) => awaitSettled(context, bookingId, timeoutMs),
    plan: (booking) => planBooking(context, booking),
    check: (checkOptions) => thenNudge(checkDrift(context, checkOptions)),
    explain: (question) => explainAccess(context, question),
    erasePerson: ({ holderId }) => thenNudge(erasePerson(context, holderId)),
    runDue: () => scheduler.runDue(),
    forgetProvider: (providerId) => registry.forget(providerId),
    on: context.events.on,
  };
}
