import { ConnectionError, type ProviderStorage } from '@acx/core/provider';
import { describe, expect, it } from 'vitest';
import { createEventFeedWorld, type EventFeedInput, type EventFeedWorld } from './__fixtures__/event-feed-world';
import { goneError } from './__fixtures__/pretended-events';
import { readIpeviaSubscription } from './ipevia-subscription-record';

const MINUTE_MS = 60_000;
const failure = new ConnectionError({ providerId: 'p', operation: 'x', reason: 'timeout', effect: 'unknown' });

function createWorld({
  url = 'https://host.example/hooks/canary-url',
  ...input
}: EventFeedInput & { url?: string } = {}) {
  const authentication = { kind: 'basic', email: 'a', password: 'b' } as const;
  return createEventFeedWorld({ events: { kind: 'push', authentication, subscribe: { consumerUrl: url } }, ...input });
}

async function keep({ feed, callOptions }: EventFeedWorld): Promise<string> {
  const next = await feed.keepDelivering?.(callOptions);
  return next?.nextAt ?? '';
}

describe('a subscription', () => {
  it('is made once and looked at again after five minutes, because a controller that was restarted has forgotten it', async () => {
    const world = createWorld();
    expect(await keep(world)).toBe('2026-11-21T08:05:00.000Z');
    expect(await keep(world)).toBe('2026-11-21T08:05:00.000Z');
    await world.clock.advanceBy(4 * MINUTE_MS);
    expect(await keep(world)).toBe('2026-11-21T08:05:00.000Z');
    expect(world.service.calls).toEqual(['subscribe']);
    expect(await readIpeviaSubscription(world.storage)).toEqual({ terminationTime: '2026-11-21T09:00:00.000Z' });
  });

  it('is renewed again and again, without a gap', async () => {
    const world = createWorld();
    let nextAt = await keep(world);
    for (let round = 0; round < 20; round += 1) {
      await world.clock.advanceTo(nextAt);
      expect(world.service.alive()).toEqual(['/subscription/1']);
      nextAt = await keep(world);
    }
    expect(world.service.calls).toEqual(['subscribe', ...Array.from({ length: 20 }, () => 'renew')]);
    expect(nextAt).toBe('2026-11-21T09:45:00.000Z');
  });

  it('is made anew when the service no longer knows it, and when it has run out', async () => {
    const world = createWorld();
    await keep(world);
    await world.clock.advanceBy(31 * MINUTE_MS);
    world.service.forgetAll();
    expect(await keep(world)).toBe('2026-11-21T08:36:00.000Z');
    expect(world.service.calls).toEqual(['subscribe', 'renew', 'subscribe']);
    await world.clock.advanceBy(120 * MINUTE_MS);
    await keep(world);
    expect(world.service.calls.slice(3)).toEqual(['subscribe']);
    expect(world.service.alive()).toEqual(['/subscription/3']);
  });

  it.each([0, -86_400_000, 86_400_000])(
    'lasts as long as granted when the clock of iPevia is ahead by %i ms',
    async (aheadMs) => {
      const world = createWorld({ service: { aheadMs } });
      expect(await keep(world)).toBe('2026-11-21T08:05:00.000Z');
      await world.clock.advanceBy(30 * MINUTE_MS);
      expect(await keep(world)).toBe('2026-11-21T08:35:00.000Z');
      expect(world.service.calls).toEqual(['subscribe', 'renew']);
    },
  );

  it.each([-3_600_000, 3_600_000])(
    'is never missed nor made again and again by a clock that is %i ms ahead and not told',
    async (aheadMs) => {
      const world = createWorld({ service: { aheadMs, tellsClock: false } });
      expect(await keep(world)).toBe('2026-11-21T08:05:00.000Z');
    },
  );

  it('is looked at before its term is over, however short that is', async () => {
    const world = createWorld({ service: { longestMs: 30_000 } });
    expect(await keep(world)).toBe('2026-11-21T08:00:15.000Z');
    const longer = createWorld({ service: { longestMs: 6 * MINUTE_MS } });
    expect(await keep(longer)).toBe('2026-11-21T08:03:00.000Z');
  });

  it('follows the address, and the former one is taken back', async () => {
    const world = createWorld();
    await keep(world);
    await keep(createWorld({ url: 'https://host.example/other', beside: world }));
    expect(world.service.calls).toEqual(['subscribe', 'subscribe', 'unsubscribe']);
    expect(world.service.alive()).toEqual(['/subscription/2']);
  });

  it('follows the address also when the former one cannot be taken back', async () => {
    const world = createWorld();
    await keep(world);
    world.service.failNext('unsubscribe', failure);
    expect(await keep(createWorld({ url: 'https://host.example/other', beside: world }))).toBe(
      '2026-11-21T08:05:00.000Z',
    );
  });

  it('is left as it was when iPevia does not answer, and made at the next look', async () => {
    const world = createWorld();
    world.service.failNext('subscribe', failure);
    await expect(keep(world)).rejects.toBe(failure);
    expect(await readIpeviaSubscription(world.storage)).toBeUndefined();
    await keep(world);
    await world.clock.advanceBy(30 * MINUTE_MS);
    world.service.failNext('renew', failure);
    await expect(keep(world)).rejects.toBe(failure);
    expect(await readIpeviaSubscription(world.storage)).toEqual({ terminationTime: '2026-11-21T09:00:00.000Z' });
    await keep(world);
    expect(world.service.alive()).toEqual(['/subscription/1']);
  });

  it('is one, also when two processes make it at once', async () => {
    const world = createWorld();
    const [one, two] = await Promise.all([keep(world), keep(createWorld({ beside: world }))]);
    expect([one, two]).toEqual(['2026-11-21T08:05:00.000Z', '2026-11-21T08:05:00.000Z']);
    expect(world.service.calls).toEqual(['subscribe', 'subscribe', 'unsubscribe']);
    expect(world.service.alive()).toHaveLength(1);
    await world.clock.advanceBy(30 * MINUTE_MS);
    await Promise.all([keep(world), keep(createWorld({ beside: world }))]);
    expect(world.service.calls.slice(3)).toEqual(['renew', 'renew']);
    expect(world.service.alive()).toHaveLength(1);
  });

  it('is the one of the faster process, where another has made it meanwhile', async () => {
    const world = createWorld();
    let isFirst = true;
    const storage: ProviderStorage = {
      ...world.storage,
      async read(key) {
        const found = await world.storage.read(key);
        if (isFirst) {
          isFirst = false;
          await keep(createWorld({ beside: world }));
        }
        return found;
      },
    };
    expect(await world.feed.keepDelivering?.({ storage })).toEqual({ nextAt: '2026-11-21T08:05:00.000Z' });
    expect(world.service.alive()).toEqual(['/subscription/1']);
    expect(await world.storage.read('subscription')).toMatchObject({ value: { address: '/subscription/1' } });
  });

  it('is kept in a record without the address, which may hold a secret', async () => {
    const world = createWorld();
    await keep(world);
    expect(JSON.stringify(await world.storage.read('subscription'))).not.toContain('canary-url');
  });

  it('is made anew where the record cannot be read', async () => {
    const world = createWorld();
    await world.storage.compareAndSet('subscription', { expectedVersion: undefined, value: { address: 7 } });
    await keep(world);
    expect(await readIpeviaSubscription(world.storage)).toEqual({ terminationTime: '2026-11-21T09:00:00.000Z' });
  });

  it('needs a storage', async () => {
    const { feed } = createWorld();
    await expect(feed.keepDelivering?.({})).rejects.toMatchObject({ code: 'configuration' });
  });

  it('passes on that it could not be stored', async () => {
    const world = createWorld();
    const storage: ProviderStorage = { ...world.storage, compareAndSet: () => Promise.reject(failure) };
    await expect(world.feed.keepDelivering?.({ storage })).rejects.toBe(failure);
  });

  it('is made anew for a fault about the address alone', async () => {
    const world = createWorld();
    await keep(world);
    await world.clock.advanceBy(30 * MINUTE_MS);
    world.service.failNext('renew', goneError('renew'));
    await keep(world);
    expect(world.service.calls).toEqual(['subscribe', 'renew', 'subscribe']);
  });
});
