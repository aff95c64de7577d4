import {
  type AccessEventFeed,
  type CallOptions,
  type Clock,
  type DeliverySubscription,
  fingerprint,
  instantFromMs,
  instantToMs,
  requireStorage,
} from '@acx/core/provider';
import type { IpeviaEvents } from '../wire/ipevia-events';
import { type IpeviaHeldSubscription, parseHeldSubscription, SUBSCRIPTION_KEY } from './ipevia-subscription-record';
import { type IpeviaHeldTerm, isSubscriptionGone, termLeftMs, toHeldTerm } from './ipevia-term';

/** What is subscribed. */
export interface IpeviaKeepDeliveringOptions {
  readonly providerId: string;
  readonly source: Pick<IpeviaEvents, 'subscribe' | 'renew' | 'unsubscribe'>;
  readonly clock: Clock;
  readonly consumerUrl: string;
  readonly minutes: number;
}

/** A controller that was restarted tells nobody until this has passed: nothing but a call finds that out. */
const LONGEST_WAIT_MS = 300_000;
/** Never sooner than this again, however short the term is. */
const SHORTEST_WAIT_MS = 10_000;

/**
 * Keeps one subscription alive. It is renewed every five minutes, sooner when half of its term has passed, and made anew when the service
 * no longer knows it, when it has run out, or when events are to go to another address; between, no call is made.
 *
 * When the answer to a new subscription is lost, or when it cannot be stored, it stays at the vendor until it ends by itself: for its term
 * events come twice, with the same ids. Where two processes subscribe at once, the slower one takes its own back.
 * @throws ConfigurationError without storage.
 */
export function createIpeviaKeepDelivering(
  options: IpeviaKeepDeliveringOptions,
): NonNullable<AccessEventFeed['keepDelivering']> {
  const { providerId, source, clock, consumerUrl, minutes } = options;
  const consumer = fingerprint(consumerUrl);
  const seconds = minutes * 60;
  const askedMs = seconds * 1000;

  const nextOf = (held: IpeviaHeldTerm | undefined): DeliverySubscription => {
    const soonestMs = clock.nowMs() + SHORTEST_WAIT_MS;
    return { nextAt: instantFromMs(Math.max(soonestMs, held === undefined ? 0 : renewalMsOf(held))) };
  };

  const renewalMsOf = ({ terminationTime, termMs }: IpeviaHeldTerm): number =>
    instantToMs(terminationTime) - termMs + Math.min(termMs / 2, LONGEST_WAIT_MS);

  /** `undefined` when it is gone. */
  const renew = async ({ address }: IpeviaHeldTerm, callOptions: CallOptions): Promise<IpeviaHeldTerm | undefined> => {
    const nowMs = clock.nowMs();
    try {
      return toHeldTerm(address, await source.renew({ address, seconds }, callOptions), { nowMs, askedMs });
    } catch (failure) {
      if (isSubscriptionGone(failure)) return undefined;
      throw failure;
    }
  };

  const subscribe = async (callOptions: CallOptions): Promise<IpeviaHeldTerm> => {
    const nowMs = clock.nowMs();
    const made = await source.subscribe({ consumerUrl, seconds }, callOptions);
    return toHeldTerm(made.address, made, { nowMs, askedMs });
  };

  /** As well as it can be done: what is not taken back ends by itself. */
  const takeBack = ({ address }: IpeviaHeldTerm, callOptions: CallOptions): Promise<void> =>
    source.unsubscribe({ address }, callOptions).catch(() => {});

  return async (callOptions) => {
    const storage = requireStorage(providerId, callOptions);
    const stored = await storage.read(SUBSCRIPTION_KEY);
    const former = parseHeldSubscription(stored?.value);
    const isAlive = former !== undefined && termLeftMs(former, clock.nowMs()) > 0;
    const current = isAlive && former.consumer === consumer ? former : undefined;
    if (current !== undefined && clock.nowMs() < renewalMsOf(current)) return nextOf(current);
    const renewed = current === undefined ? undefined : await renew(current, callOptions);
    const held = renewed ?? (await subscribe(callOptions));
    const value: IpeviaHeldSubscription = { ...held, consumer };
    if (await storage.compareAndSet(SUBSCRIPTION_KEY, { expectedVersion: stored?.version, value })) {
      if (isAlive && former.consumer !== consumer) await takeBack(former, callOptions);
      return nextOf(held);
    }
    if (renewed === undefined) await takeBack(held, callOptions);
    return nextOf(parseHeldSubscription((await storage.read(SUBSCRIPTION_KEY))?.value));
  };
}
