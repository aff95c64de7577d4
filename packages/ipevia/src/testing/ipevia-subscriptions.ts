import type { IpeviaContext } from './ipevia-context';
import { wrongRequest } from './ipevia-fault';
import { readDurationMs, readInstantMs } from './ipevia-lexical';
import type { SimulatedSubscription } from './ipevia-records';

const MINUTE_MS = 60_000;
const INTERNAL_ORIGIN = 'http://10.0.0.5';

/** Who wants to be told, and how long. Time is the clock's alone. */
export interface IpeviaSubscriptions {
  /** `end` is a duration, an instant, or nothing for as long as possible. @throws IpeviaFault for an end that is not to come. */
  open(
    subscription: Pick<SimulatedSubscription, 'kind' | 'consumer' | 'topics'>,
    end: string | undefined,
  ): SimulatedSubscription;
  /** @throws IpeviaFault for one that is not there or has ended. */
  find(id: string): SimulatedSubscription;
  renew(subscription: SimulatedSubscription, end: string | undefined): SimulatedSubscription;
  /** Those that have not ended. */
  live(): SimulatedSubscription[];
  /** Where it is renewed, ended and pulled, seen from `origin`. */
  addressOf(subscription: SimulatedSubscription, origin: string): string;
}

/** What is below the address of the events. */
export function subscriptionPath(eventsPath: string): string {
  return `${eventsPath}/subscriptions/`;
}

export function createIpeviaSubscriptions(context: IpeviaContext): IpeviaSubscriptions {
  const { store, switches, profile, clock, newId } = context;
  const isLive = ({ terminatesAt }: SimulatedSubscription): boolean => Date.parse(terminatesAt) > clock.nowMs();
  const endOf = (end: string | undefined): string => {
    const nowMs = clock.nowMs();
    const latestMs = nowMs + switches.maximumSubscriptionMinutes * MINUTE_MS;
    const wantedMs = end === undefined ? latestMs : (readInstantMs(end) ?? nowMs + (readDurationMs(end) ?? 0));
    if (wantedMs <= nowMs) throw wrongRequest(context, 'It would end before it begins.', 'unableToRenew');
    return new Date(Math.min(wantedMs, latestMs)).toISOString();
  };
  const put = (subscription: SimulatedSubscription): SimulatedSubscription => {
    store.subscriptions.set(subscription.id, subscription);
    return subscription;
  };
  return {
    open: (subscription, end) => put({ ...subscription, terminatesAt: endOf(end), id: newId() }),
    renew: (subscription, end) => put({ ...subscription, terminatesAt: endOf(end) }),
    find(id) {
      const found = store.subscriptions.get(id);
      if (found !== undefined && isLive(found)) return found;
      store.subscriptions.delete(id);
      throw wrongRequest(context, 'There is no such subscription.', 'resourceUnknown');
    },
    live: () => [...store.subscriptions.values()].filter(isLive),
    addressOf: ({ id }, origin) =>
      (switches.referenceHost === 'same' ? origin : INTERNAL_ORIGIN) + subscriptionPath(profile.paths.events) + id,
  };
}
