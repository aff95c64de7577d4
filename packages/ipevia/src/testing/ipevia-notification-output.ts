import type { IpeviaContext } from './ipevia-context';
import { writeEnvelope } from './ipevia-envelope-output';
import type { SimulatedEvent } from './ipevia-records';
import { topicOf } from './ipevia-topic-filter';
import { unknownExtension } from './ipevia-unknown-parts';
import { writeHex, writeInstant } from './ipevia-wire-values';
import { element, type IpeviaElement } from './ipevia-xml-element';

type OutputContext = Pick<IpeviaContext, 'profile' | 'switches'>;

/** One event, as pushed and as pulled. */
export function writeNotification(context: OutputContext, event: SimulatedEvent): IpeviaElement {
  const { profile, switches } = context;
  const { notification, namespaces, items } = profile;
  const list = (name: string, pairs: readonly (readonly [string, string])[]): IpeviaElement =>
    element(
      namespaces.schema,
      name,
      pairs.map(([key, value]) =>
        element(namespaces.schema, notification.simpleItem, [], {
          [notification.itemName]: key,
          [notification.itemValue]: value,
        }),
      ),
    );
  const message = element(
    namespaces.schema,
    notification.message,
    [
      list(notification.source, [[items.accessPoint, event.accessPoint]]),
      list(notification.data, dataOf(context, event)),
      ...unknownExtension(context, namespaces.schema),
    ],
    { [notification.utcTime]: writeInstant(Date.parse(event.at), switches) },
  );
  const topic = { namespace: namespaces.topics, text: topicOf(context, event) };
  return element(namespaces.notification, notification.item, [
    element(namespaces.notification, notification.topic, topic, { Dialect: profile.subscription.topicDialect }),
    element(namespaces.notification, notification.message, [message]),
  ]);
}

/** The one-way message that is pushed. */
export function writeNotify(context: OutputContext, events: readonly SimulatedEvent[]): string {
  const { namespaces, notification } = context.profile;
  const messages = events.map((event) => writeNotification(context, event));
  return writeEnvelope(context, element(namespaces.notification, notification.root, messages));
}

function dataOf({ profile: { items }, switches }: OutputContext, event: SimulatedEvent): [string, string][] {
  const pairs: [string, string][] = [];
  if (event.credential === null) {
    pairs.push([items.identifierType, event.identifier.typeName], [items.formatType, event.identifier.formatType]);
    pairs.push([items.identifierValue, writeHex(event.identifier.value, switches)]);
  } else {
    pairs.push([items.credential, event.credential]);
    if (switches.namesHolders && event.holder !== null) pairs.push([items.holder, event.holder]);
  }
  if (event.reason !== null) pairs.push([items.reason, event.reason]);
  return pairs;
}
