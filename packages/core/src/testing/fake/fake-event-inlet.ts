import { createHash, timingSafeEqual } from 'node:crypto';
import * as z from 'zod/mini';
import { parseWithMessages } from '../../errors/parse-with-messages';
import { instantFromMs, instantToMs } from '../../model/instant';
import type { AccessEventDelivery, AccessEventFeed, DeliverySubscription } from '../../ports/access-event-feed';
import type { CallOptions } from '../../ports/call-options';
import { toFakeAccessEvent } from './fake-access-event';
import { callFakeVendor } from './fake-call';
import { FAKE_SECRET_HEADER, fakeDeliverySchema } from './fake-delivery';
import type { FakeSubscription } from './fake-subscriptions';
import type { FakeWire } from './fake-wire';

const MAXIMUM_CHARACTERS = 1_000_000;
const KEY = 'subscription';
const storedSchema = z.object({ id: z.string() });

/** Takes what the fake vendor sends by itself, and keeps it sending. */
export function createFakeEventInlet(options: {
  wire: FakeWire;
  providerId: string;
  secret: string;
}): Required<Pick<AccessEventFeed, 'receive' | 'keepDelivering'>> {
  const { wire, providerId, secret } = options;

  const subscribe = (
    id: string | undefined,
    { signal, takeTurn }: CallOptions,
  ): Promise<FakeSubscription | undefined> =>
    callFakeVendor({ providerId, operation: 'subscribe', signal, takeTurn }, () => wire.subscribe({ id }));

  return {
    async receive(request: Request): Promise<AccessEventDelivery> {
      if (!isEqualText(request.headers.get(FAKE_SECRET_HEADER) ?? '', secret)) return refusal(401);
      const text = await request.text();
      if (text.length > MAXIMUM_CHARACTERS) return refusal(413);
      const result = parseWithMessages(fakeDeliverySchema, parseJson(text));
      if (!result.success) return refusal(400);
      const events = result.data.events.map((event) => toFakeAccessEvent(providerId, event));
      return { events, response: new Response(null, { status: 204 }) };
    },
    async keepDelivering(callOptions: CallOptions): Promise<DeliverySubscription> {
      const { storage } = callOptions;
      const stored = await storage?.read(KEY);
      const known = parseWithMessages(storedSchema, stored?.value);
      const renewed = known.success ? await subscribe(known.data.id, callOptions) : undefined;
      const held = renewed ?? (await subscribe(undefined, callOptions));
      if (held === undefined) throw new TypeError('The fake vendor made no subscription.');
      if (renewed === undefined)
        await storage?.compareAndSet(KEY, { expectedVersion: stored?.version, value: { id: held.id } });
      return { nextAt: instantFromMs((instantToMs(held.now) + instantToMs(held.expiresAt)) / 2) };
    },
  };
}

function refusal(status: number): AccessEventDelivery {
  return { events: [], response: new Response(null, { status }) };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** In constant time, whatever the lengths. */
function isEqualText(one: string, other: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text, 'utf8').digest();
  return timingSafeEqual(digest(one), digest(other));
}
