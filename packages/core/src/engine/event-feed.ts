import { AcxError } from '../errors/acx-error';
import { ConflictError } from '../errors/conflict-error';
import { UnsupportedCapabilityError } from '../errors/unsupported-capability-error';
import type { JsonValue } from '../model/json';
import { retryDelayMs } from '../policy/retry-delay';
import { retryAfterOf } from '../policy/worth-trying';
import type { AccessEventPage } from '../ports/access-event-feed';
import type { StorageStore } from '../ports/ledger';
import { type BackgroundLoop, createBackgroundLoop } from './background-loop';
import { callWithin } from './bounded-calls';
import type { EngineContext } from './engine-context';
import { findProvider } from './find-provider';
import { normaliseEvents } from './normalise-subjects';
import { reportFailure } from './report-failure';

/**
 * What the ledger holds of a feed: until when the others leave it alone, whether because somebody pulls it now or because it has been
 * pulled just now, and the cursor, `null` before the first pull.
 */
type FeedState = readonly [untilMs: number, isPulling: boolean, cursor: JsonValue];

/** The right to pull a feed, until somebody else changes what is stored of it. */
interface FeedLease {
  readonly version: number | undefined;
  readonly cursor: JsonValue;
}

const LIMIT = 200;
/** Most pages of one round, so that other processes and a stop get their turn. */
const PAGES = 20;
const KEY = 'feed';

/**
 * Pulls the door events of one installation into the ledger, again and again. One worker at a time, among all processes on the ledger;
 * events and cursor are stored together, and only while nobody else has taken the feed. So whatever dies in between, nothing is lost and
 * nothing comes twice. A feed that fails waits longer and longer. It never pauses the work on rights, and waits while that is paused. `run`
 * pulls also when another process has pulled just now.
 */
export function createEventFeed(
  context: EngineContext,
  options: { providerId: string; everyMs: number; onStored: () => void },
): BackgroundLoop {
  const { ledger, clock, pace } = context;
  const { providerId, everyMs, onStored } = options;
  let failures = 0;
  let blockedUntilMs = 0;
  let isForced = false;

  const save = async (
    storage: StorageStore,
    { version: expectedVersion }: Pick<FeedLease, 'version'>,
    value: FeedState,
  ): Promise<FeedLease | undefined> => {
    if (!(await storage.compareAndSet(providerId, KEY, { expectedVersion, value }))) return undefined;
    return { version: (await storage.read(providerId, KEY))?.version, cursor: value[2] };
  };

  /** Nothing when somebody else has the feed. */
  const take = (isWantedNow: boolean): Promise<FeedLease | undefined> =>
    ledger.transaction(async ({ storage }) => {
      const stored = await storage.read(providerId, KEY);
      const [untilMs, isPulling, cursor] = (stored?.value ?? [0, false, null]) as FeedState;
      const nowMs = clock.nowMs();
      if (untilMs > nowMs && (isPulling || !isWantedNow)) return undefined;
      return save(storage, { version: stored?.version }, [nowMs + context.leaseMs, true, cursor]);
    });

  const pullPage = ({ cursor }: FeedLease): Promise<AccessEventPage> => {
    // The last fifth of the lease is kept for storing.
    const call = { providerId, operation: 'events', timeoutMs: context.leaseMs * 0.8 };
    return callWithin(context, call, async (callOptions) => {
      const provider = await findProvider(context, providerId);
      const page = await provider.events?.pull?.({ cursor: cursor ?? undefined, limit: LIMIT }, callOptions);
      if (page !== undefined) return { ...page, events: normaliseEvents(provider, page.events) };
      throw new UnsupportedCapabilityError({ providerId, capability: 'events', reason: 'it has no feed to pull' });
    });
  };

  /** A vendor that sends its events by itself is not asked for them. */
  const isOnlyPushed = async (): Promise<boolean> => {
    const call = { providerId, operation: 'events', timeoutMs: context.leaseMs };
    const provider = await callWithin(context, call, () => context.registry.find(providerId));
    return provider?.events?.receive !== undefined && provider.events.pull === undefined;
  };

  const storePage = (lease: FeedLease, page: AccessEventPage, isLast: boolean): Promise<FeedLease> =>
    ledger.transaction(async ({ events, storage }) => {
      const untilMs = clock.nowMs() + (isLast ? everyMs : context.leaseMs);
      const next = await save(storage, lease, [untilMs, !isLast, page.cursor]);
      if (next === undefined) {
        const message = `Somebody else pulls the door events of ${providerId} now; what came too late was not stored.`;
        throw new ConflictError({ what: 'feed', message, isRetryable: true });
      }
      for (const event of page.events) await events.add(event);
      return next;
    });

  /** Resolves with when to pull next. */
  const pull = async (isWantedNow: boolean): Promise<number> => {
    const waitUntilMs = Math.max(blockedUntilMs, pace.paused().get(providerId) ?? 0);
    if (waitUntilMs > clock.nowMs()) return waitUntilMs;
    let lease: FeedLease | undefined;
    try {
      if (await isOnlyPushed()) return clock.nowMs() + everyMs;
      lease = await take(isWantedNow);
      for (let left = PAGES; lease !== undefined && left > 0; left -= 1) {
        const page = await pullPage(lease);
        if (!page.isMore) left = 1;
        lease = await storePage(lease, page, left === 1);
        if (page.events.length > 0) onStored();
      }
      failures = 0;
    } catch (failure) {
      failures += 1;
      const retryAfterMs = AcxError.isInstance(failure) ? retryAfterOf(failure.toJSON()) : undefined;
      const delay = { failures, random: context.random(), retryAfterMs, timing: context.retryTiming };
      blockedUntilMs = clock.nowMs() + retryDelayMs(delay);
      reportFailure(context, { work: 'events', providerId }, failure);
      if (lease !== undefined) await letGo(lease);
    }
    return Math.max(blockedUntilMs, clock.nowMs() + everyMs);
  };

  /** Nobody has to wait for the lease to run out. Where this fails too, it does run out. */
  const letGo = async (lease: FeedLease): Promise<void> => {
    const state: FeedState = [blockedUntilMs, false, lease.cursor];
    await ledger.transaction(({ storage }) => save(storage, lease, state)).catch(() => {});
  };

  const loop = createBackgroundLoop(clock, () => {
    const isWantedNow = isForced;
    isForced = false;
    return pull(isWantedNow);
  });
  return {
    ...loop,
    run() {
      isForced = true;
      return loop.run();
    },
  };
}
