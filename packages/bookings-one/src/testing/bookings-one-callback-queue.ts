import { type Clock, instantFromMs } from '@acx/core/provider';
import type { BookingsOneCallback, CallbackDelivery, PendingCallback } from './bookings-one-callback';
import type { BookingsOneSwitches } from './bookings-one-switches';

/** How the callbacks that are due are sent this time, besides what the switches do. */
export interface DeliverOptions {
  /** The ones to send, in this order. What is left out stays pending. Default: by due time, then by number. */
  readonly order?: (due: readonly PendingCallback[]) => readonly PendingCallback[];
  /** Whether it is lost. */
  readonly drop?: (callback: BookingsOneCallback) => boolean;
  /** Whether it is sent twice. */
  readonly duplicate?: (callback: BookingsOneCallback) => boolean;
}

/** Who is called, and what waits for being sent. */
export interface BookingsOneCallbackQueue {
  /** Subscribed addresses, in the order of the subscriptions. */
  readonly subscriptions: readonly string[];
  /** What became of the callbacks, oldest first. */
  readonly deliveries: readonly CallbackDelivery[];
  pending(): readonly PendingCallback[];
  subscribe(url: string): void;
  add(news: { resource: string; booking: string; body: string }): void;
  deliver(options?: DeliverOptions): Promise<readonly CallbackDelivery[]>;
  /** Forgets subscriptions and what is pending. */
  clear(): void;
}

/** Sends one after the other, and never again. */
export function createBookingsOneCallbackQueue(options: {
  clock: Clock;
  switches: BookingsOneSwitches;
  deliver: (request: Request) => Promise<Response>;
}): BookingsOneCallbackQueue {
  const { clock, switches, deliver } = options;
  const subscriptions: string[] = [];
  const deliveries: CallbackDelivery[] = [];
  let queue: PendingCallback[] = [];
  let cancelTimers: (() => void)[] = [];
  let count = 0;

  const send = async (callback: BookingsOneCallback): Promise<CallbackDelivery> => {
    const headers = { 'content-type': 'application/json; charset=utf-8' };
    try {
      const response = await deliver(new Request(callback.url, { method: 'POST', headers, body: callback.body }));
      return { callback, outcome: 'answered', status: response.status };
    } catch {
      return { callback, outcome: 'failed' };
    }
  };
  const deliverThese = async (
    callbacks: readonly PendingCallback[],
    { drop, duplicate }: DeliverOptions,
  ): Promise<readonly CallbackDelivery[]> => {
    queue = queue.filter((pending) => !callbacks.includes(pending));
    const made: CallbackDelivery[] = [];
    for (const { dueAt: _dueAt, ...callback } of callbacks) {
      const isLost = switches.callbacks.isLost(callback) || drop?.(callback) === true;
      const isRepeated = switches.callbacks.isRepeated(callback) || duplicate?.(callback) === true;
      const once = async (): Promise<CallbackDelivery> => (isLost ? { callback, outcome: 'lost' } : send(callback));
      made.push(await once());
      if (isRepeated && !isLost) made.push(await once());
    }
    deliveries.push(...made);
    return made;
  };

  return {
    subscriptions,
    deliveries,
    pending: () => [...queue],
    subscribe(url) {
      if (switches.sameUrlTwice === 'twice' || !subscriptions.includes(url)) subscriptions.push(url);
    },
    add(news) {
      for (const url of subscriptions) {
        count += 1;
        const nowMs = clock.nowMs();
        const callback: BookingsOneCallback = { number: count, url, ...news, queuedAt: instantFromMs(nowMs) };
        const delayMs = switches.callbacks.delayMs(callback);
        const pending: PendingCallback = { ...callback, dueAt: instantFromMs(nowMs + delayMs) };
        queue.push(pending);
        if (switches.callbacks.delivery === 'automatic')
          cancelTimers.push(
            clock.schedule(delayMs, async () => {
              if (queue.includes(pending)) await deliverThese([pending], {});
            }),
          );
      }
    },
    async deliver(deliverOptions = {}) {
      const now = instantFromMs(clock.nowMs());
      const due = queue
        .filter(({ dueAt }) => dueAt <= now)
        .sort((a, b) => (a.dueAt < b.dueAt ? -1 : a.dueAt > b.dueAt ? 1 : a.number - b.number));
      return deliverThese(deliverOptions.order?.(due) ?? due, deliverOptions);
    },
    clear() {
      for (const cancel of cancelTimers) cancel();
      cancelTimers = [];
      subscriptions.length = 0;
      queue = [];
    },
  };
}
