import { AcxError } from '../errors/acx-error';
import { instantToMs } from '../model/instant';
import { retryDelayMs } from '../policy/retry-delay';
import { retryAfterOf } from '../policy/worth-trying';
import { type BackgroundLoop, createBackgroundLoop } from './background-loop';
import { callWithin } from './bounded-calls';
import type { EngineContext } from './engine-context';
import { reportFailure } from './report-failure';

/** What the ledger holds of it: until when all processes leave it alone, and whether that is because one of them is at it now. */
type DeliveryState = readonly [untilMs: number, isBusy: boolean];

/** Apart from the provider's own keys, and from the one of its feed. */
const KEY = 'delivery';
/** A provider that names the present, or no instant at all, is asked no more often than this. */
const SHORTEST_WAIT_MS = 10_000;
/** How soon it is noticed that a provider has something to keep up after it was made anew. */
const LOOK_AGAIN_MS = 60_000;

/**
 * Sees to it that a vendor goes on delivering: calls `keepDelivering` when this process starts, and then when the instant has come that the
 * call before has named, whichever process made it. One process at a time; one that dies meanwhile delays it by a lease at most. What fails
 * is tried again, waiting longer and longer, and waits while the installation is paused. `run` calls it only when it is due.
 */
export function createDeliveryKeeper(context: EngineContext, providerId: string): BackgroundLoop {
  const { ledger, clock, pace } = context;
  // The last fifth of the lease is kept for storing.
  const call = { providerId, operation: 'keepDelivering', timeoutMs: context.leaseMs * 0.8 };
  let failures = 0;
  let blockedUntilMs = 0;
  /** Once after a start and a nudge, whatever the ledger says: the options may be others now. */
  let isOwed = false;

  /** The version of our own state, or until when to leave it alone. */
  const take = (): Promise<{ version: number | undefined } | { untilMs: number }> =>
    ledger.transaction(async ({ storage }) => {
      const stored = await storage.read(providerId, KEY);
      const [untilMs, isBusy] = (stored?.value ?? [0, false]) as DeliveryState;
      const nowMs = clock.nowMs();
      if (untilMs > nowMs && (isBusy || !isOwed)) return { untilMs };
      const value: DeliveryState = [nowMs + context.leaseMs, true];
      const isOurs = await storage.compareAndSet(providerId, KEY, { expectedVersion: stored?.version, value });
      return isOurs
        ? { version: (await storage.read(providerId, KEY))?.version }
        : { untilMs: nowMs + SHORTEST_WAIT_MS };
    });

  /** Only while nobody else has taken it since. */
  const letGo = (expectedVersion: number | undefined, untilMs: number): Promise<boolean> => {
    const value: DeliveryState = [untilMs, false];
    return ledger.transaction(({ storage }) => storage.compareAndSet(providerId, KEY, { expectedVersion, value }));
  };

  /** Resolves with when to look next. */
  const keep = async (): Promise<number> => {
    const waitUntilMs = Math.max(blockedUntilMs, pace.paused().get(providerId) ?? 0);
    if (waitUntilMs > clock.nowMs()) return waitUntilMs;
    let lease: { version: number | undefined } | undefined;
    let wasOwed = false;
    try {
      const events = await callWithin(context, call, async () => (await context.registry.find(providerId))?.events);
      if (events?.keepDelivering === undefined) return clock.nowMs() + LOOK_AGAIN_MS;
      const taken = await take();
      if ('untilMs' in taken) return taken.untilMs;
      lease = taken;
      // Taken back before the call, so that what is asked for meanwhile is not forgotten.
      wasOwed = isOwed;
      isOwed = false;
      const { nextAt } = await callWithin(context, call, events.keepDelivering.bind(events));
      const nextMs = Math.max(instantToMs(nextAt) || 0, clock.nowMs() + SHORTEST_WAIT_MS);
      failures = 0;
      await letGo(lease.version, nextMs);
      return nextMs;
    } catch (failure) {
      isOwed ||= wasOwed;
      failures += 1;
      const retryAfterMs = AcxError.isInstance(failure) ? retryAfterOf(failure.toJSON()) : undefined;
      const delay = { failures, random: context.random(), retryAfterMs, timing: context.retryTiming };
      blockedUntilMs = clock.nowMs() + retryDelayMs(delay);
      reportFailure(context, { work: 'events', providerId }, failure);
      // Where this fails too, the lease runs out.
      if (lease !== undefined) await letGo(lease.version, blockedUntilMs).catch(() => {});
      return blockedUntilMs;
    }
  };

  const loop = createBackgroundLoop(clock, keep);
  return {
    ...loop,
    start() {
      isOwed = true;
      loop.start();
    },
    nudge() {
      isOwed = true;
      loop.nudge();
    },
  };
}
