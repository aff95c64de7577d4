import { describe, expect, it } from 'vitest';
import { createMemoryProviderStorage } from '../../ledger/memory-storage';
import { createFixedClock } from '../clock/fixed-clock';
import { createFakeProvider } from './fake-provider';
import { createFakeVendor } from './fake-vendor';

function setUp(deliverySecret?: string) {
  const clock = createFixedClock('2026-11-21T08:00:00.000Z');
  const vendor = createFakeVendor({ clock });
  const { events } = createFakeProvider({ vendor, eventsBy: 'push', deliverySecret });
  const storage = createMemoryProviderStorage();
  const { receive, keepDelivering } = events ?? {};
  if (receive === undefined || keepDelivering === undefined) throw new Error('The fake provider takes no deliveries.');
  const keep = async () => (await keepDelivering({ storage })).nextAt;
  return { clock, vendor, keep, receive: (request: Request) => receive(request, { storage }) };
}

describe('what the fake vendor sends by itself', () => {
  it('tells what happened at its doors, all of it or what came after an event', async () => {
    const { vendor, receive } = setUp();
    vendor.addForeign({ place: 'door', subject: 'badge-1', windows: 'always' });
    vendor.presentSubject({ place: 'door', subject: 'badge-1' });
    vendor.presentSubject({ place: 'door', subject: 'badge-2' });
    const { events, response } = await receive(vendor.delivery());
    expect(response.status).toBe(204);
    expect(events.map(({ id, type, isEntry }) => [id, type, isEntry])).toEqual([
      ['door-event-1', 'granted', true],
      ['door-event-2', 'denied', undefined],
    ]);
    const later = await receive(vendor.delivery({ afterNumber: 1 }));
    expect(later.events.map(({ id }) => id)).toEqual(['door-event-2']);
  });

  it('is refused without the secret, when it is too large and when it cannot be read', async () => {
    const { vendor, receive } = setUp('another secret');
    const statusOf = async (body?: string): Promise<number> => {
      const { headers } = vendor.delivery({ secret: 'another secret' });
      const { events, response } = await receive(
        new Request('https://host.example', { method: 'POST', headers, body }),
      );
      expect(events).toEqual([]);
      return response.status;
    };
    expect((await receive(vendor.delivery())).response.status).toBe(401);
    expect(await statusOf(' '.repeat(1_000_001))).toBe(413);
    for (const body of [undefined, '', '{"events":', '[]', '{"events":[{}]}']) expect(await statusOf(body)).toBe(400);
    expect(await statusOf('{"events":[]}')).toBe(204);
  });

  it('is sent for an hour after each look, and no longer', async () => {
    const { clock, vendor, keep } = setUp();
    expect(await keep()).toBe('2026-11-21T08:30:00.000Z');
    await clock.advanceTo('2026-11-21T08:30:00.000Z');
    expect(await keep()).toBe('2026-11-21T09:00:00.000Z');
    await clock.advanceTo('2026-11-21T09:29:59.999Z');
    expect(vendor.subscriptions).toBe(1);
    await clock.advanceBy(1);
    expect(vendor.subscriptions).toBe(0);
    await keep();
    expect(vendor.subscriptions).toBe(1);
  });

  it('is subscribed to by a call like any other: counted, and hit by levers', async () => {
    const { vendor, keep } = setUp();
    for (const [kind, isRetryable] of [
      ['unavailable', true],
      ['refused', false],
    ] as const) {
      vendor.failNext({ kind, when: 'subscribe' });
      await expect(keep()).rejects.toMatchObject({ code: 'provider_call', isRetryable });
    }
    expect([vendor.calls, vendor.reads, vendor.writes, vendor.subscriptions]).toEqual([2, 0, 0, 0]);
  });
});
