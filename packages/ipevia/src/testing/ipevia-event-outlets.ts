import type { IpeviaContext } from './ipevia-context';
import type { IpeviaEventArrangements } from './ipevia-event-levers';
import { hasJsonForm, writeJsonEvent } from './ipevia-json-events';
import { writeNotify } from './ipevia-notification-output';
import type { SimulatedEvent, SimulatedSubscription, SimulatedWebhook } from './ipevia-records';
import type { IpeviaSubscriptions } from './ipevia-subscriptions';
import { isTopicMeant, topicOf } from './ipevia-topic-filter';

/** Sends one request of the controller to the outside. */
export type IpeviaDeliver = (request: Request) => Promise<Response>;

/** The ways on which events leave. Whoever is there when an event happens is told of it, later ones are not. */
export interface IpeviaEventOutlets {
  publish(event: SimulatedEvent): void;
  /** The oldest events that wait at a pull point; they are taken away. */
  take(subscription: string, limit: number): SimulatedEvent[];
  /** Pushes everything that waits. The statuses in order, 0 where there was no answer. */
  flush(): Promise<number[]>;
  /** What waits for this subscription is thrown away. */
  close(subscription: string): void;
  closeAll(): void;
}

/** Somebody who is told. */
interface Consumer {
  readonly key: SimulatedWebhook | string;
  readonly isMeant: (event: SimulatedEvent) => boolean;
}

interface Push {
  readonly url: string;
  readonly headers: Record<string, string>;
  readonly form: SimulatedWebhook['form'];
}

export function createIpeviaEventOutlets(options: {
  context: IpeviaContext;
  subscriptions: IpeviaSubscriptions;
  levers: IpeviaEventArrangements;
  deliver: IpeviaDeliver;
}): IpeviaEventOutlets {
  const { context, subscriptions, levers, deliver } = options;
  const { store, switches } = context;
  const queues = new Map<Consumer['key'], SimulatedEvent[]>();
  let lastFlush: Promise<unknown> = Promise.resolve();

  const consumers = (): Consumer[] => {
    const { eventTransport } = switches;
    const kind = eventTransport === 'pull' ? 'pull' : 'push';
    const asked = eventTransport === 'json' ? [] : subscriptions.live().filter((item) => item.kind === kind);
    const hooks = store.webhooks.filter(({ form }) => form === eventTransport);
    const isTold = eventTransport === 'json' ? hasJsonForm : () => true;
    return [
      ...hooks.map((key) => ({ key, isMeant: isTold })),
      ...asked.map(({ id, topics }) => ({
        key: id,
        isMeant: (event: SimulatedEvent) => isTopicMeant(topics, topicOf(context, event)),
      })),
    ];
  };
  const enqueue = (events: readonly SimulatedEvent[]): void => {
    for (const { key, isMeant } of consumers())
      queues.set(key, [...(queues.get(key) ?? []), ...events.filter(isMeant)]);
  };
  const send = async ({ url, headers }: Push, body: string): Promise<number> => {
    try {
      const response = await deliver(new Request(url, { method: 'POST', headers, body }));
      await response.arrayBuffer();
      return response.status;
    } catch {
      return 0;
    }
  };
  const sendAll = async (key: Consumer['key'], push: Push, isReversed: boolean): Promise<number[]> => {
    const waiting = queues.get(key) ?? [];
    if (waiting.length === 0) return [];
    queues.set(key, []);
    const ordered = isReversed ? waiting.toReversed() : waiting;
    const isSingle = push.form === 'json' && switches.jsonShape === 'single';
    const batches = isSingle ? ordered.map((event) => [event]) : [ordered];
    const statuses: number[] = [];
    const refused: SimulatedEvent[] = [];
    for (const batch of batches) {
      const status = await send(push, bodyOf(context, batch, push.form));
      statuses.push(status);
      if (switches.redelivers && !(status >= 200 && status < 300)) refused.push(...batch);
    }
    // what happened meanwhile comes after them
    queues.set(key, [...refused, ...(queues.get(key) ?? [])]);
    return statuses;
  };
  const flushNow = async (): Promise<number[]> => {
    const { isReversed, delayed } = levers.turn();
    const statuses: number[] = [];
    const pushes = subscriptions.live().filter(({ kind }) => kind === 'push');
    for (const hook of store.webhooks) statuses.push(...(await sendAll(hook, pushToWebhook(hook), isReversed)));
    for (const item of pushes) statuses.push(...(await sendAll(item.id, pushToSubscriber(item), isReversed)));
    enqueue(delayed);
    return statuses;
  };
  const flush = (): Promise<number[]> => {
    const flushed = lastFlush.then(flushNow);
    lastFlush = flushed;
    return flushed;
  };

  return {
    flush,
    publish(event) {
      store.events.push(event);
      enqueue(levers.pass(event));
      if (switches.deliversAtOnce && switches.eventTransport !== 'pull') void flush();
    },
    take(subscription, limit) {
      const { isReversed, delayed } = levers.turn();
      const waiting = queues.get(subscription) ?? [];
      const ordered = isReversed ? waiting.toReversed() : waiting;
      queues.set(subscription, ordered.slice(limit));
      enqueue(delayed);
      return ordered.slice(0, limit);
    },
    close: (subscription) => void queues.delete(subscription),
    closeAll: () => queues.clear(),
  };
}

function bodyOf(context: IpeviaContext, events: readonly SimulatedEvent[], form: Push['form']): string {
  if (form === 'notify') return writeNotify(context, events);
  const written = events.map((event) => writeJsonEvent(event, context.switches));
  return JSON.stringify(context.switches.jsonShape === 'single' ? written[0] : { events: written });
}

const contentTypes = { notify: 'application/soap+xml; charset=utf-8', json: 'application/json' };

function pushToWebhook({ url, email, password, form }: SimulatedWebhook): Push {
  const pair = Buffer.from(`${email}:${password}`, 'utf8').toString('base64');
  return { url, form, headers: { 'content-type': contentTypes[form], authorization: `Basic ${pair}` } };
}

/** Nobody logs in at a consumer that subscribed: whoever knows its address may call it. */
function pushToSubscriber({ consumer }: SimulatedSubscription): Push {
  return { url: consumer ?? '', form: 'notify', headers: { 'content-type': contentTypes.notify } };
}
