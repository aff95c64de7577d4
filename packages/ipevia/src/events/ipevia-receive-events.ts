import { type AccessEventDelivery, type AccessEventFeed, AcxError } from '@acx/core/provider';
import type { IpeviaEvents } from '../wire/ipevia-events';
import type { IpeviaProfile } from '../wire/ipevia-profile';
import type { IpeviaAccessEvents } from './ipevia-access-events';
import { readBoundedBody } from './ipevia-bounded-body';
import type { IpeviaDoorEvent } from './ipevia-door-event';
import type { IpeviaEventTransportSettings } from './ipevia-event-options';
import { readJsonEvents } from './ipevia-json-events';
import { notificationToDoorEvent } from './ipevia-notification-event';
import { createIpeviaSender } from './ipevia-sender';

/** What deliveries are read with. */
export interface IpeviaReceiveOptions {
  readonly push: Extract<IpeviaEventTransportSettings, { kind: 'push' }>;
  readonly profile: IpeviaProfile;
  readonly source: Pick<IpeviaEvents, 'readNotify'>;
  readonly accessEvents: IpeviaAccessEvents;
}

/** More events in one delivery are refused. */
const MOST_EVENTS = 1000;

type Media = 'xml' | 'json';
const mediaTypes: ReadonlyMap<string, Media> = new Map<string, Media>([
  ['application/soap+xml', 'xml'],
  ['application/xml', 'xml'],
  ['text/xml', 'xml'],
  ['application/json', 'json'],
]);
const CHARSET = /;\s*charset\s*=\s*"?([^";\s]*)/i;

type Read = { readonly events: readonly IpeviaDoorEvent[] } | { readonly problem: string };

/**
 * Reads what iPevia sends. In this order: who sends it (401), the method (405), the declared length (413), the kind of content (415), the
 * real length (413), the content (400; more than a thousand events 413). Answers 204 to all else, also when nothing in it is of this site.
 * A delivery counts as a whole: one event that cannot be read refuses all, so that the sender keeps them.
 *
 * A credential is looked up at the vendor only where an event names no card number and the credential is none of ours. When that fails, the event
 * is told without its subject.
 */
export function createIpeviaReceive(options: IpeviaReceiveOptions): NonNullable<AccessEventFeed['receive']> {
  const { push, accessEvents } = options;
  const sender = createIpeviaSender(push.authentication);
  return async (request, callOptions) => {
    if (!sender.isGenuine(request)) return refusal(401, 'The sender could not be verified.', sender.challenge);
    if (request.method !== 'POST') return refusal(405, 'Events are delivered with POST.', { Allow: 'POST' });
    const tooLong = refusal(413, `A delivery may have at most ${push.maximumBytes} bytes.`);
    if (Number(request.headers.get('content-length') ?? 0) > push.maximumBytes) return tooLong;
    const media = mediaOf(request.headers);
    if (media === undefined) return refusal(415, 'A delivery is application/soap+xml or application/json in UTF-8.');
    const body = await readBoundedBody(request, push.maximumBytes, callOptions.signal);
    if ('problem' in body) return body.problem === 'too_long' ? tooLong : unreadable('it is cut off or not in UTF-8');
    const read = media === 'json' ? readJsonEvents(body.text) : readNotify(options, body.text);
    if ('problem' in read) return unreadable(read.problem);
    if (read.events.length > MOST_EVENTS) return refusal(413, `A delivery may have at most ${MOST_EVENTS} events.`);
    const events = await accessEvents.of(read.events, callOptions);
    return { events, response: new Response(null, { status: 204 }) };
  };
}

function readNotify({ profile, source }: IpeviaReceiveOptions, document: string): Read {
  try {
    const notifications = source.readNotify(document);
    return { events: notifications.flatMap((notification) => notificationToDoorEvent(profile, notification) ?? []) };
  } catch (failure) {
    if (!AcxError.isInstance(failure)) throw failure;
    return { problem: 'it is no notification' };
  }
}

function mediaOf(headers: Headers): Media | undefined {
  const contentType = headers.get('content-type') ?? '';
  const charset = CHARSET.exec(contentType)?.[1]?.toLowerCase() ?? 'utf-8';
  const encoding = headers.get('content-encoding')?.toLowerCase() ?? 'identity';
  if (!['utf-8', 'utf8'].includes(charset) || encoding !== 'identity') return undefined;
  return mediaTypes.get(contentType.split(';', 1)[0]?.trim().toLowerCase() ?? '');
}

function unreadable(problem: string): AccessEventDelivery {
  return refusal(400, `The delivery could not be read: ${problem}.`);
}

function refusal(status: number, text: string, headers: Readonly<Record<string, string>> = {}): AccessEventDelivery {
  const all = { ...headers, 'Content-Type': 'text/plain; charset=utf-8' };
  return { events: [], response: new Response(`${text}\n`, { status, headers: all }) };
}
