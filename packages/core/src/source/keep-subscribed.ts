import { ledgerStorage } from '../engine/ledger-storage';
import { AcxError, type AcxErrorJson } from '../errors/acx-error';
import { type Instant, instantFromMs } from '../model/instant';
import { defaultRetryTiming, retryDelayMs } from '../policy/retry-delay';
import type { BookingSource } from '../ports/booking-source';
import type { CallOptions } from '../ports/call-options';
import type { Ledger } from '../ports/ledger';

/** So many changes that came unannounced in a row mean that nothing is announced any more. */
const UNANNOUNCED_LIMIT = 3;
const RENEW_AT_MOST_EVERY_MS = 3_600_000;
const KEY = 'subscription';

/** Sees to it that a source announces its changes. */
export interface SubscriptionKeeper {
  /** Subscribes when it has to be done. Returns when to look again, in milliseconds since the epoch. */
  keep(nowMs: number): Promise<number>;
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
  readonly random: () => number;
  /** Makes a call to the source within its limits. */
  readonly call: (operation: string, work: (options: CallOptions) => Promise<void>) => Promise<void>;
}): SubscriptionKeeper {
  const { hints, sourceId, ledger, random, call } = options;
  const storage = ledgerStorage(ledger, sourceId);
  let unannounced = 0;
  let failures = 0;
  let tryAgainAtMs = Number.NEGATIVE_INFINITY;
  let failure: AcxErrorJson | undefined;
  let subscribedAt: Instant | undefined;

  const subscribe = async (nowMs: number, version: number | undefined): Promise<void> => {
    await call('subscribe', (callOptions) => hints.subscribe(callOptions));
    const value = { subscription: hints.subscription, at: instantFromMs(nowMs) };
    // Somebody else may have subscribed meanwhile; one of the two is remembered.
    await storage.compareAndSet(KEY, { expectedVersion: version, value });
    subscribedAt = value.at;
    unannounced = 0;
  };

  return {
    async keep(nowMs) {
      if (nowMs < tryAgainAtMs) return tryAgainAtMs;
      const stored = await storage.read(KEY);
      const known = readSubscription(stored?.value);
      subscribedAt = known?.at;
      const isOurs = known?.subscription === hints.subscription;
      const isQuiet = unannounced >= UNANNOUNCED_LIMIT;
      const isFresh = known !== undefined && nowMs - Date.parse(known.at) < RENEW_AT_MOST_EVERY_MS;
      if (isOurs && (!isQuiet || isFresh)) return Number.POSITIVE_INFINITY;
      try {
        await subscribe(nowMs, stored?.version);
        failures = 0;
        failure = undefined;
        tryAgainAtMs = Number.NEGATIVE_INFINITY;
        return Number.POSITIVE_INFINITY;
      } catch (thrown) {
        if (!AcxError.isInstance(thrown)) throw thrown;
        failures += 1;
        failure = thrown.toJSON();
        tryAgainAtMs = nowMs + retryDelayMs({ failures, random: random(), timing: defaultRetryTiming });
        return tryAgainAtMs;
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
