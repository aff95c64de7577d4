import * as z from 'zod/mini';
import type { FakeDoorEvent } from './fake-door-log';

/** What the fake vendor and its provider agree on when nothing else is said. */
export const FAKE_DELIVERY_SECRET = 'fake-delivery-secret';
/** Where the fake vendor puts it. */
export const FAKE_SECRET_HEADER = 'x-fake-secret';

/** What a delivery says. */
export const fakeDeliverySchema = z.object({
  events: z.array(
    z.object({
      number: z.number(),
      type: z.enum(['granted', 'denied', 'taken']),
      place: z.string(),
      subject: z.string(),
      at: z.iso.datetime({ precision: 3 }),
    }),
  ),
});

/** A delivery as the fake vendor sends it. */
export function createFakeDelivery(events: readonly FakeDoorEvent[], secret: string): Request {
  const headers = { 'content-type': 'application/json', [FAKE_SECRET_HEADER]: secret };
  return new Request('https://host.example/doors', { method: 'POST', headers, body: JSON.stringify({ events }) });
}
