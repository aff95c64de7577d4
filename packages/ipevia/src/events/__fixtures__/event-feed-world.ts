import { type CallOptions, createMemoryProviderStorage, type ProviderStorage } from '@acx/core/provider';
import { createFixedClock, type FixedClock } from '@acx/core/testing';
import { ipeviaHexToCard } from '../../card/ipevia-card-number';
import type { IpeviaNotification } from '../../wire/ipevia-notification';
import { ipeviaProfile } from '../../wire/ipevia-profile';
import { createIpeviaEventFeed, type IpeviaEventFeedOptions } from '../ipevia-event-feed';
import { type IpeviaEventOptions, ipeviaEventOptionsSchema } from '../ipevia-event-options';
import { createPretendedEvents, type PretendedEvents, type PretendedEventsOptions } from './pretended-events';

/** E-mail and password of the webhook, as the operator has entered them. */
export const EMAIL = 'canary-mail@example.org';
export const PASSWORD = 'canary-pässword:1';
/** A secret address. */
export const SECRET = 'canary-secret-0123456789/ü';

/** A feed over a pretended service. */
export interface EventFeedWorld {
  readonly feed: ReturnType<typeof createIpeviaEventFeed>;
  readonly clock: FixedClock;
  readonly service: PretendedEvents;
  readonly storage: ProviderStorage;
  readonly callOptions: CallOptions;
  /** Tokens that were looked up. */
  readonly lookedUp: string[];
}

/** What differs from world to world. */
export interface EventFeedInput extends IpeviaEventOptions {
  readonly service?: Partial<PretendedEventsOptions>;
  readonly cardsOfTokens?: IpeviaEventFeedOptions['cardsOfTokens'];
  /** The same storage and service for two processes. */
  readonly beside?: EventFeedWorld;
}

/** The token `token-<card>` is the credential of that card, every other one is unknown. */
export function createEventFeedWorld({ service: behaviour, cardsOfTokens, beside, ...given }: EventFeedInput) {
  const clock = beside?.clock ?? createFixedClock('2026-11-21T08:00:00.000Z');
  const service = beside?.service ?? createPretendedEvents({ clock, ...behaviour });
  const storage = beside?.storage ?? createMemoryProviderStorage();
  const lookedUp: string[] = [];
  const feed = createIpeviaEventFeed({
    providerId: 'car-park',
    site: 'north',
    client: { events: service },
    profile: ipeviaProfile,
    clock,
    options: ipeviaEventOptionsSchema.parse(given),
    cardOf: (hex) => ipeviaHexToCard(hex, { layout: 'H10302', rendering: 'number', text: 'decimal' }),
    async cardsOfTokens(tokens, options) {
      const asked = [...new Set(tokens)];
      lookedUp.push(...asked);
      if (cardsOfTokens !== undefined) return cardsOfTokens(asked, options);
      return new Map(asked.flatMap((token) => (token.startsWith('token-') ? [[token, token.slice(6)] as const] : [])));
    },
  });
  const world: EventFeedWorld = { feed, clock, service, storage, callOptions: { storage }, lookedUp };
  return world;
}

/** Pushed events with HTTP Basic. */
export const pushed: Pick<EventFeedInput, 'events'> = {
  events: { kind: 'push', authentication: { kind: 'basic', email: EMAIL, password: PASSWORD } },
};

/** The header of who knows e-mail and password. */
export function basic(email = EMAIL, password = PASSWORD, encoding: BufferEncoding = 'utf8'): string {
  return `Basic ${Buffer.from(`${email}:${password}`, encoding).toString('base64')}`;
}

/** A delivery as iPevia sends it, of JSON unless a content type says otherwise. */
export function delivery(
  body: unknown,
  { headers = {}, url = 'https://host.example/hooks/ipevia', method = 'POST' }: DeliveryInput = {},
): Request {
  const isBare = method === 'GET' || method === 'HEAD';
  const sent = typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body);
  return new Request(url, {
    method,
    headers: { authorization: basic(), 'content-type': 'application/json', ...headers },
    ...(isBare ? {} : { body: sent }),
  });
}

interface DeliveryInput {
  readonly headers?: Readonly<Record<string, string>>;
  readonly url?: string;
  readonly method?: string;
}

/** A body in chunks without a declared length, that tells how many bytes were taken out of it. */
export function chunked(chunks: Iterable<Uint8Array>, request: Partial<RequestInit> = {}) {
  const taken = { bytes: 0, isCancelled: false };
  const iterator = chunks[Symbol.iterator]();
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        const next = iterator.next();
        if (next.done === true) return controller.close();
        taken.bytes += next.value.byteLength;
        controller.enqueue(next.value);
      },
      cancel() {
        taken.isCancelled = true;
      },
    },
    { highWaterMark: 0 },
  );
  const headers = { authorization: basic(), 'content-type': 'application/json' };
  // The platform wants `duplex` with a stream; its types do not know it everywhere.
  const init: RequestInit & { duplex: 'half' } = { method: 'POST', headers, body, duplex: 'half', ...request };
  return { request: new Request('https://host.example/hooks/ipevia', init), taken };
}

/** A notification as the client reads it. */
export function notification(kind: string, items: Partial<Record<string, string>>, at = '2026-11-21T08:00:00.000Z') {
  const { AccessPointToken = 'entry', ...rest } = items;
  const data: Record<string, string> = {};
  for (const [name, value] of Object.entries(rest)) if (value !== undefined) data[name] = value;
  const made: IpeviaNotification = { topic: `AccessControl/${kind}`, at, source: { AccessPointToken }, data };
  return made;
}

/** A `Notify` as the pretended service reads it. */
export function notify(...notifications: readonly IpeviaNotification[]): Request {
  return delivery(JSON.stringify(notifications), {
    headers: { 'content-type': 'application/soap+xml; charset=utf-8' },
  });
}
