import { type AccessEventType, canonicalJson } from '@acx/core/provider';
import type { IpeviaNotification } from '../wire/ipevia-notification';
import type { IpeviaProfile } from '../wire/ipevia-profile';
import { toDenyReason, UNKNOWN_CARD } from './ipevia-deny-reason';
import type { IpeviaDoorEvent } from './ipevia-door-event';

/** A notification as a door event; `undefined` for all that is neither a decision nor a passage. */
export function notificationToDoorEvent(
  profile: Pick<IpeviaProfile, 'topics' | 'items' | 'identifier'>,
  notification: IpeviaNotification,
): IpeviaDoorEvent | undefined {
  const { topics, items } = profile;
  const { topic, at, operation, source, data } = notification;
  const type = typeOf(topics, topic);
  if (type === undefined) return undefined;
  const item = (name: string): string | undefined => itemOf(source, name) ?? itemOf(data, name);
  const accessPoint = item(items.accessPoint);
  const cardHex = isOurFormat(profile, item(items.formatType)) ? item(items.identifierValue)?.toUpperCase() : undefined;
  const credential = item(items.credential);
  const reason =
    type === 'denied' ? (toDenyReason(item(items.reason) ?? '') ?? reasonOfTopic(topics, topic)) : undefined;
  return {
    sameness: canonicalJson([topic, at, source, data]),
    type,
    at,
    ...(accessPoint === undefined ? {} : { accessPoint }),
    ...(cardHex === undefined ? {} : { cardHex }),
    ...(credential === undefined ? {} : { credential }),
    ...(reason === undefined ? {} : { reason }),
    raw: { topic, at, ...(operation === undefined ? {} : { operation }), source, data },
  };
}

function typeOf(topics: IpeviaProfile['topics'], topic: string): AccessEventType | undefined {
  const isBelow = (kind: string): boolean => `${topic}/`.startsWith(`${topics.accessControl}/${kind}/`);
  if (isBelow(topics.granted)) return 'granted';
  if (isBelow(topics.taken)) return 'taken';
  return isBelow(topics.denied) ? 'denied' : undefined;
}

function reasonOfTopic(topics: IpeviaProfile['topics'], topic: string): string | undefined {
  return topic.endsWith(`/${topics.credentialNotFound}`) ? UNKNOWN_CARD : undefined;
}

/** The same digits in another format are another card. A format that is not told is ours; prefix and case do not matter. */
function isOurFormat({ identifier }: Pick<IpeviaProfile, 'identifier'>, told: string | undefined): boolean {
  const plain = (name: string): string => name.replace(/^.*:/, '').toUpperCase();
  if (told === undefined) return true;
  return [identifier.formatType, identifier.facilityFormatType].some((ours) => plain(ours) === plain(told));
}

/** An item that says nothing counts as absent. */
function itemOf(record: Readonly<Record<string, string>>, name: string): string | undefined {
  const value = Object.hasOwn(record, name) ? record[name]?.trim() : undefined;
  return value === '' ? undefined : value;
}
