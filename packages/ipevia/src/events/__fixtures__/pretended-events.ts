import { type Clock, instantFromMs, ProviderCallError } from '@acx/core/provider';
import type { IpeviaEvents } from '../../wire/ipevia-events';
import type { IpeviaNotification } from '../../wire/ipevia-notification';
import { readIpeviaNotify } from '../../wire/ipevia-notify';
import { ipeviaProfile } from '../../wire/ipevia-profile';
import type { IpeviaSubscription, IpeviaTerm } from '../../wire/ipevia-subscription';

/** A pretended event service: it grants terms by its own clock and forgets what has run out. */
export interface PretendedEvents extends IpeviaEvents {
  /** Every call in order, for example `renew`. */
  readonly calls: string[];
  /** Addresses of the subscriptions and pull points that are alive. */
  alive(): readonly string[];
  /** As after a restart of the controller. */
  forgetAll(): void;
  /** Into every pull point that is alive. */
  happen(...notifications: readonly IpeviaNotification[]): void;
  /** Thrown by the next call of this name instead of doing it. */
  failNext(call: string, failure: Error): void;
}

/** How far its clock is ahead, whether it tells it, and the longest term that it grants. */
export interface PretendedEventsOptions {
  readonly clock: Clock;
  readonly aheadMs?: number;
  readonly tellsClock?: boolean;
  readonly longestMs?: number;
}

/** See {@link PretendedEvents}. `readNotify` reads a list of notifications as JSON too. */
export function createPretendedEvents(options: PretendedEventsOptions): PretendedEvents {
  const { clock, aheadMs = 0, tellsClock = true, longestMs = Number.POSITIVE_INFINITY } = options;
  const calls: string[] = [];
  const ends = new Map<string, number>();
  const waiting = new Map<string, IpeviaNotification[]>();
  const failures: [call: string, failure: Error][] = [];
  let made = 0;

  const nowMs = (): number => clock.nowMs() + aheadMs;
  const begin = (call: string): void => {
    calls.push(call);
    const index = failures.findIndex(([name]) => name === call);
    if (index !== -1) throw failures.splice(index, 1)[0]?.[1];
  };
  const isAlive = (address: string): boolean => (ends.get(address) ?? 0) > nowMs();
  const check = (operation: string, address: string): void => {
    if (!isAlive(address)) throw goneError(operation);
  };
  const term = (address: string, seconds: number): IpeviaTerm => {
    ends.set(address, nowMs() + Math.min(seconds * 1000, longestMs));
    return told(address);
  };
  const told = (address: string): { currentTime: string; terminationTime: string } | { terminationTime: string } => ({
    ...(tellsClock ? { currentTime: instantFromMs(nowMs()) } : {}),
    terminationTime: instantFromMs(ends.get(address) ?? 0),
  });
  const make = (kind: string, seconds: number): IpeviaSubscription => {
    made += 1;
    const address = `/${kind}/${made}`;
    return { address, ...term(address, seconds) };
  };

  return {
    calls,
    alive: () => [...ends.keys()].filter(isAlive),
    forgetAll: () => ends.clear(),
    happen(...notifications) {
      for (const [address, queue] of waiting) if (isAlive(address)) queue.push(...notifications);
    },
    failNext: (call, failure) => void failures.push([call, failure]),
    async subscribe({ seconds }) {
      begin('subscribe');
      return make('subscription', seconds);
    },
    async createPullPoint({ seconds }) {
      begin('createPullPoint');
      const point = make('point', seconds);
      waiting.set(point.address, []);
      return point;
    },
    async renew({ address, seconds }) {
      begin('renew');
      check('renew', address);
      return term(address, seconds);
    },
    async unsubscribe({ address }) {
      begin('unsubscribe');
      check('unsubscribe', address);
      ends.delete(address);
    },
    async pull({ address, limit }) {
      begin('pull');
      check('pull', address);
      const notifications = waiting.get(address)?.splice(0, limit) ?? [];
      return { currentTime: instantFromMs(nowMs()), ...told(address), notifications };
    },
    readNotify(document) {
      if (document.startsWith('[')) return JSON.parse(document);
      return readIpeviaNotify(ipeviaProfile, document);
    },
  };
}

/** What the client throws for a subscription that is gone. */
export function goneError(operation: string): ProviderCallError {
  return new ProviderCallError({ providerId: 'p', operation, message: 'gone', vendorCode: 'resourceUnknown' });
}
