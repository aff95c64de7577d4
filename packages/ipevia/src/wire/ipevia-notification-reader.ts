import { parseWithMessages } from '@acx/core/provider';
import * as z from 'zod/mini';
import { attributesOf, eachOf, instantField, tokenField } from './ipevia-field';
import type { IpeviaNotification } from './ipevia-notification';
import type { IpeviaProfile } from './ipevia-profile';
import { childrenOf, onlyChildOf, type XmlElement } from './ipevia-xml-element';

/** Items by name. A name that comes twice is refused: of two values none is believed. */
const itemsSchema = z.pipe(
  z
    .array(z.object({ name: tokenField, value: z.string() }))
    .check(z.refine((items) => new Set(items.map(({ name }) => name)).size === items.length, 'holds an item twice')),
  z.transform((items) => Object.fromEntries(items.map(({ name, value }) => [name, value]))),
);

/** Reads the fields of {@link notificationFields}. */
export const notificationSchema: z.ZodMiniType<IpeviaNotification> = z.object({
  topic: tokenField,
  at: instantField,
  operation: z.optional(z.string()),
  source: itemsSchema,
  data: itemsSchema,
});

/** A notification, by our names. */
export function notificationFields(names: IpeviaProfile['notification'], element: XmlElement) {
  const topic = onlyChildOf(element, names.topic)?.text;
  const wrapper = onlyChildOf(element, names.message);
  const message = wrapper === undefined ? undefined : onlyChildOf(wrapper, names.message);
  return {
    topic: topic === undefined ? undefined : topicPath(topic),
    ...(message === undefined
      ? {}
      : {
          ...attributesOf(message, { at: names.utcTime, operation: names.propertyOperation }),
          source: itemsOf(names, message, names.source),
          data: itemsOf(names, message, names.data),
        }),
  };
}

/** The notifications of a list that can be read, and how many cannot. */
export function readNotifications(
  names: IpeviaProfile['notification'],
  parent: XmlElement,
): { readonly notifications: IpeviaNotification[]; readonly unreadable: number } {
  const results = eachOf(parent, names.item, (element) =>
    parseWithMessages(notificationSchema, notificationFields(names, element)),
  );
  const notifications = results.flatMap((result) => (result.success ? [result.data] : []));
  return { notifications, unreadable: results.length - notifications.length };
}

/** A part that is missing holds nothing; one that comes twice is something that no field takes. */
function itemsOf(names: IpeviaProfile['notification'], message: XmlElement, name: string) {
  const parts = childrenOf(message, name);
  const [part] = parts;
  if (parts.length > 1) return undefined;
  if (part === undefined) return [];
  return eachOf(part, names.simpleItem, (item) => attributesOf(item, { name: names.itemName, value: names.itemValue }));
}

/** Each step of a topic may have a prefix. */
function topicPath(topic: string): string {
  return topic
    .split('/')
    .map((step) => step.slice(step.lastIndexOf(':') + 1))
    .join('/');
}
