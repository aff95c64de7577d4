import { ledgerStorage } from '../engine/ledger-storage';
import type { AcxErrorJson } from '../errors/acx-error';
import { type Instant, instantFromMs } from '../model/instant';
import { defaultRetryTiming, retryDelayMs } from '../policy/retry-delay';
import type { BookingSource } from '../ports/booking-source';
import type { CallOptions } from '../ports/call-options';
import type { Clock } from '../ports/clock';
import type { Ledger } from '../ports/ledger';
import { describeFailure } from './describe-failure';

/** So many changes that came unannounced in a row mean that nothing is announced any more. */
const UNANNOUNCED_LIMIT = 3;
const RENEW_AT_MOST_EVERY_MS = 3_600_000;
const LOOK_EVERY_MS = 60_000;
const KEY = 'subscription';

/** Sees to it that a source announces its changes. */
export interface SubscriptionKeeper {
  /** When to look again, on the steady clock. */
  readonly dueAtMs: number;
  /** Subscribes when it has to be done. Never rejects. */
  keep(): Promise<void>;
  /** Changes were found that nobody had announced. */
  unannounced(count: number): void;
  /** A hint has come, so hints come. */
  announced(): void;
  /** For the report. */
  readonly state: { readonly subscribedAt?: Instant; readonly failure?: AcxErrorJson };
}

/**
 * Subscribes once and remembers it in the ledger, so that a restart does not subscribe again; a source may well call as often as it was asked to.
 * Subscribes anew for another address, and when changes come without being announced, at most once an hour.
 */
export function createSubscriptionKeeper(options: {
  readonly hints: NonNullable<BookingSource['hints']>;
  readonly sourceId: string;
  readonly ledger: Ledger;
  /** Tells the instants that are remembered. */
  readonly clock: Clock;
  /** Measures how long to wait. */
  readonly steady: Clock;
  readonly random: () => number;
  /** Makes a call to the source within its limits. */
  readonly call: (work: (options: CallOptions) => Promise<void>) => Promise<void>;
}): SubscriptionKeeper {
  const { hints, sourceId, ledger, clock, steady, random, call } = options;
  const storage = ledgerStorage(ledger, sourceId);
  let dueAtMs = Number.NEGATIVE_INFINITY;
  let unannounced = 0;
  let failures = 0;
  let failure: AcxErrorJson | undefined;
  let subscribedAt: Instant | undefined;

  const keepNow = async (): Promise<void> => {
    const stored = await storage.read(KEY);
    const known = readSubscription(stored?.value);
    subscribedAt = known?.at;
    const nowMs = clock.nowMs();
    const isOurs = known?.subscription === hints.subscription;
    const isQuiet = unannounced >= UNANNOUNCED_LIMIT;
    const isFresh = known !== undefined && nowMs - Date.parse(known.at) < RENEW_AT_MOST_EVERY_MS;
    if (isOurs && (!isQuiet || isFresh)) return;
    await call((callOptions) => hints.subscribe(callOptions));
    const value = { subscription: hints.subscription, at: instantFromMs(nowMs) };
    // Somebody else may have subscribed meanwhile; one of the two is remembered.
    await storage.compareAndSet(KEY, { expectedVersion: stored?.version, value });
    subscribedAt = value.at;
    unannounced = 0;
  };

  return {
    get dueAtMs() {
      return dueAtMs;
    },
    async keep() {
      dueAtMs = Number.POSITIVE_INFINITY;
      try {
        await keepNow();
        failures = 0;
        failure = undefined;
        dueAtMs = steady.nowMs() + LOOK_EVERY_MS;
      } catch (thrown) {
        failures += 1;
        failure = describeFailure(thrown);
        const { retryAfterMs } = failure;
        dueAtMs =
          steady.nowMs() +
          retryDelayMs({
            failures,
            random: random(),
            ...(typeof retryAfterMs === 'number' && { retryAfterMs }),
            timing: defaultRetryTiming,
          });
      }
    },
    unannounced(count) {
      unannounced += count;
    },
    announced() {
      unannounced = 0;
    },
    get state() {
      return { ...(subscribedAt !== undefined && { subscribedAt }), ...(failure !== undefined && { failure }) };
    },
  };
}

function readSubscription(value: unknown): { subscription: string; at: Instant } | undefined {
  if (typeof value !== 'object' || value === null || !('subscription' in value) || !('at' in value)) return undefined;
  const { subscription, at } = value;
  return typeof subscription === 'string' && typeof at === 'string' ? { subscription, at } : undefined;
}
