import type { IpeviaContext } from './ipevia-context';
import type { IpeviaEventOutlets } from './ipevia-event-outlets';
import { wrongRequest } from './ipevia-fault';
import { readInteger } from './ipevia-lexical';
import { writeNotification } from './ipevia-notification-output';
import type { IpeviaArrival, IpeviaOperation } from './ipevia-operation';
import type { SimulatedSubscription } from './ipevia-records';
import type { IpeviaField, IpeviaShape } from './ipevia-shape';
import type { IpeviaSubscriptions } from './ipevia-subscriptions';
import { readTopics } from './ipevia-topic-filter';
import { writeInstant } from './ipevia-wire-values';
import { element, type IpeviaElement } from './ipevia-xml-element';
import { childOf, type IpeviaNode, textOf } from './ipevia-xml-node';

/** Asking for events, by push and by pull. */
export function ipeviaSubscriptionOperations(
  context: IpeviaContext,
  subscriptions: IpeviaSubscriptions,
  outlets: IpeviaEventOutlets,
): IpeviaOperation[] {
  const { store, switches, profile, clock } = context;
  const { subscription: words, namespaces, operations, actions } = profile;
  const { events, notification, addressing } = namespaces;
  const request = (namespace: string, fields: readonly IpeviaField[]): IpeviaShape => ({
    namespace,
    fields,
    isOpen: true,
  });
  const isPush = (): boolean => switches.eventTransport === 'notify';
  const isPull = (): boolean => switches.eventTransport === 'pull';

  const reference: IpeviaShape = {
    namespace: addressing,
    fields: [
      { name: words.address, content: 'text' },
      { name: 'ReferenceParameters', content: 'anything', occurs: 'optional' },
      { name: 'Metadata', content: 'anything', occurs: 'optional' },
    ],
    isOpen: true,
  };
  const filterAndEnd: IpeviaField[] = [
    { name: words.filter, content: 'anything', occurs: 'optional' },
    { name: words.initialTermination, content: 'end', occurs: 'optional' },
    { name: 'SubscriptionPolicy', content: 'anything', occurs: 'optional' },
  ];
  const endIn = (node: IpeviaNode, name: string): string | undefined => textOf(node, name) || undefined;
  const now = (namespace: string): IpeviaElement =>
    element(namespace, words.currentTime, writeInstant(clock.nowMs(), switches));
  const end = (namespace: string, { terminatesAt }: SimulatedSubscription): IpeviaElement =>
    element(namespace, words.termination, writeInstant(Date.parse(terminatesAt), switches));
  const opened = (namespace: string, item: SimulatedSubscription, { origin }: IpeviaArrival): IpeviaElement[] => [
    element(namespace, words.reference, [element(addressing, words.address, subscriptions.addressOf(item, origin))]),
    now(notification),
    end(notification, item),
  ];

  return [
    {
      name: operations.subscribe,
      place: 'events',
      action: actions.subscribe,
      namespace: notification,
      isWrite: false,
      isOffered: isPush,
      shape: request(notification, [{ name: words.consumer, content: reference }, ...filterAndEnd]),
      answer(node, arrival) {
        const consumer = childOf(node, words.consumer);
        const address = consumer && childOf(consumer, words.address, addressing)?.text.trim();
        if (address === undefined || !/^https?:/.test(address) || !URL.canParse(address))
          throw wrongRequest(context, 'The consumer has no address that can be called.');
        const topics = readTopics(context, childOf(node, words.filter));
        const push = { kind: 'push', consumer: address, topics } as const;
        return opened(notification, subscriptions.open(push, endIn(node, words.initialTermination)), arrival);
      },
    },
    {
      name: operations.createPullPoint,
      place: 'events',
      action: actions.createPullPoint,
      namespace: events,
      isWrite: false,
      isOffered: isPull,
      shape: request(events, filterAndEnd),
      answer(node, arrival) {
        const topics = readTopics(context, childOf(node, words.filter));
        const pull = { kind: 'pull', consumer: null, topics } as const;
        return opened(events, subscriptions.open(pull, endIn(node, words.initialTermination)), arrival);
      },
    },
    {
      name: operations.renew,
      place: 'subscription',
      action: actions.renew,
      namespace: notification,
      isWrite: false,
      isOffered: () => isPush() || isPull(),
      shape: request(notification, [{ name: words.termination, content: 'end' }]),
      answer(node, { subscription }) {
        const renewed = subscriptions.renew(subscriptions.find(subscription), endIn(node, words.termination));
        return [end(notification, renewed), now(notification)];
      },
    },
    {
      name: operations.unsubscribe,
      place: 'subscription',
      action: actions.unsubscribe,
      namespace: notification,
      isWrite: false,
      isOffered: () => isPush() || isPull(),
      shape: request(notification, []),
      answer(_node, { subscription }) {
        store.subscriptions.delete(subscriptions.find(subscription).id);
        outlets.close(subscription);
        return [];
      },
    },
    {
      name: operations.pullMessages,
      place: 'subscription',
      action: actions.pullMessages,
      namespace: events,
      isWrite: false,
      isOffered: isPull,
      shape: request(events, [
        { name: words.timeout, content: 'duration' },
        { name: words.messageLimit, content: 'integer' },
      ]),
      answer(node, { subscription }) {
        const point = subscriptions.find(subscription);
        const limit = readInteger(textOf(node, words.messageLimit) ?? '') ?? 0;
        if (limit < 1) throw wrongRequest(context, 'No message could be answered.');
        if (point.kind !== 'pull') throw wrongRequest(context, 'Nothing is to be pulled here.', 'resourceUnknown');
        const messages = outlets.take(point.id, limit).map((event) => writeNotification(context, event));
        return [now(events), end(events, point), ...messages];
      },
    },
  ];
}
