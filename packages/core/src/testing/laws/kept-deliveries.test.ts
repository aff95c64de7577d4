import { describe, expect, it } from 'vitest';
import type { AccessEventFeed } from '../../ports/access-event-feed';
import { createDoorWorld } from './door-world';
import { breathe, gym } from './law-bookings';
import { createLawWorld, type LawWorld, type ProcessParts } from './law-world';

const manifest = { eventsBy: 'push' } as const;
const MINUTE_MS = 60_000;

/** Counts what processes ask of `keepDelivering`, and may answer in its place. */
const watch = (keepDelivering?: AccessEventFeed['keepDelivering']) => {
  const calls: number[] = [];
  const wrap = ({ ledger, provider }: ProcessParts): ProcessParts => ({
    ledger,
    provider: {
      ...provider,
      events: {
        ...provider.events,
        keepDelivering(options) {
          calls.push(calls.length + 1);
          return (keepDelivering ?? provider.events?.keepDelivering)?.(options) ?? Promise.reject();
        },
      },
    },
  });
  return { calls, wrap };
};

const start = async ({ access }: LawWorld): Promise<void> => {
  await access.start();
  await breathe();
};

describe('a vendor that has to be kept delivering', () => {
  it('is asked at the start and at the instants that it names, and never stops delivering', async () => {
    const { calls, wrap } = watch();
    const world = createLawWorld({ manifest, wrap });
    expect(calls).toEqual([]);
    await start(world);
    for (let minute = 0; minute < 300; minute += 10) {
      expect(world.vendor.subscriptions).toBe(1);
      await world.clock.advanceBy(10 * MINUTE_MS);
    }
    expect(calls).toHaveLength(11);
    await world.access.stop();
    expect(world.clock.pendingTimers).toBe(0);
    await world.clock.advanceBy(300 * MINUTE_MS);
    expect(calls).toHaveLength(11);
  });

  it('is asked by a run only when it is due, in whichever process', async () => {
    const { calls, wrap } = watch();
    const world = createLawWorld({ manifest, wrap });
    await world.access.runDue();
    await world.access.runDue();
    world.restart();
    await world.clock.advanceBy(29 * MINUTE_MS);
    await world.access.runDue();
    expect(calls).toHaveLength(1);
    await world.clock.advanceBy(MINUTE_MS);
    await world.access.runDue();
    expect([calls.length, world.vendor.subscriptions]).toEqual([2, 1]);
  });

  it('is asked once by each process that starts, and after that by one for all', async () => {
    const { calls, wrap } = watch();
    const world = createLawWorld({ manifest, wrap });
    const first = world.access;
    await start(world);
    await world.clock.advanceBy(10 * MINUTE_MS);
    world.restart();
    await start(world);
    expect(calls).toHaveLength(2);
    await world.clock.advanceBy(5 * 30 * MINUTE_MS + MINUTE_MS);
    expect([calls.length, world.vendor.subscriptions]).toEqual([7, 1]);
    await first.stop();
    await world.clock.advanceBy(2 * 30 * MINUTE_MS);
    expect([calls.length, world.vendor.subscriptions]).toEqual([9, 1]);
    await world.access.stop();
  });

  it('is asked by a process that failed at its start, also when another has succeeded since', async () => {
    const { calls, wrap } = watch();
    const world = createLawWorld({ manifest, wrap });
    world.vendor.failNext({ kind: 'unavailable', when: 'subscribe' });
    const first = world.access;
    await start(world);
    world.restart();
    await start(world);
    expect(calls).toHaveLength(2);
    await world.clock.advanceBy(1_000);
    expect([calls.length, world.vendor.subscriptions]).toEqual([3, 1]);
    await Promise.all([first.stop(), world.access.stop()]);
  });

  it('that cannot be asked is asked again less and less often, which is told; then it delivers again', async () => {
    const { calls, wrap } = watch();
    const world = await createDoorWorld({ manifest, wrap });
    await start(world);
    world.vendor.setOutage(true);
    await world.clock.advanceBy(4 * 60 * MINUTE_MS);
    expect(world.vendor.subscriptions).toBe(0);
    const tries = calls.length - 1;
    expect(tries).toBeGreaterThan(30);
    expect(tries).toBeLessThan(90);
    expect(world.failures).toHaveLength(tries);
    expect(world.failures[0]).toMatchObject({ work: 'events', providerId: 'fake', error: { code: 'connection' } });
    world.vendor.setOutage(false);
    await world.clock.advanceBy(5 * MINUTE_MS);
    expect(world.vendor.subscriptions).toBe(1);
    await world.access.stop();
  });

  it('has the time that it asks for', async () => {
    const { calls, wrap } = watch();
    const world = createLawWorld({ manifest, wrap });
    world.vendor.failNext({ kind: 'rate_limited', when: 'subscribe', retryAfterMs: 20 * MINUTE_MS });
    await start(world);
    await world.clock.advanceBy(20 * MINUTE_MS - 1);
    expect(calls).toHaveLength(1);
    await world.clock.advanceBy(1);
    expect([calls.length, world.vendor.subscriptions]).toEqual([2, 1]);
    await world.access.stop();
  });

  it('is left alone while its installation is paused', async () => {
    const { calls, wrap } = watch();
    const world = createLawWorld({ manifest, wrap });
    world.vendor.failNext({ kind: 'rate_limited', when: 'put', retryAfterMs: 10 * MINUTE_MS });
    await world.access.putBooking(gym('b1', 60, 90));
    await world.access.runDue();
    expect(calls).toEqual([]);
    await world.clock.advanceBy(10 * MINUTE_MS);
    await world.access.runDue();
    expect(calls).toHaveLength(1);
  });

  it.each(['never', '', '2020-01-01T00:00:00.000Z', '2026-11-21T08:00:00.000Z'])(
    'is not asked over and over when it names %j',
    async (nextAt) => {
      const { calls, wrap } = watch(async () => ({ nextAt }));
      const world = createLawWorld({ manifest, wrap });
      await start(world);
      await world.clock.advanceBy(5 * MINUTE_MS);
      expect(calls.length).toBeGreaterThan(1);
      expect(calls.length).toBeLessThanOrEqual(31);
      await world.access.stop();
    },
  );

  it('is asked anew when its provider is made anew, because its options may be others now', async () => {
    const { calls, wrap } = watch();
    const world = createLawWorld({ manifest, wrap });
    await start(world);
    await world.access.forgetProvider('fake');
    await breathe();
    expect([calls.length, world.vendor.subscriptions]).toEqual([2, 1]);
    await world.access.stop();
  });

  it('is asked anew also when that happens while it is being asked', async () => {
    const { calls, wrap } = watch();
    const world = createLawWorld({ manifest, wrap });
    const release = world.vendor.holdNext('subscribe');
    await start(world);
    await world.access.forgetProvider('fake');
    release();
    await breathe();
    expect([calls.length, world.vendor.subscriptions]).toEqual([2, 1]);
    await world.access.stop();
  });

  it('is left to the process that was faster', async () => {
    const { calls, wrap } = watch();
    let isFaster = true;
    const world = createLawWorld({
      manifest,
      wrap: (parts) => {
        const { ledger, provider } = wrap(parts);
        return {
          provider,
          ledger: {
            close: () => ledger.close(),
            transaction: (work) =>
              ledger.transaction((transaction) => {
                const { storage } = transaction;
                const compareAndSet: typeof storage.compareAndSet = async (id, key, change) =>
                  !isFaster && storage.compareAndSet(id, key, change);
                return work({ ...transaction, storage: { ...storage, compareAndSet } });
              }),
          },
        };
      },
    });
    await start(world);
    expect(calls).toEqual([]);
    isFaster = false;
    await world.clock.advanceBy(10_000);
    expect(calls).toHaveLength(1);
    await world.access.stop();
  });

  it('has keys of its own: a provider that uses the same name keeps what it has stored', async () => {
    const { wrap } = watch(async ({ storage }) => {
      const stored = await storage?.read('delivery');
      await storage?.compareAndSet('delivery', { expectedVersion: stored?.version, value: 'mine' });
      return { nextAt: '2026-11-21T09:00:00.000Z' };
    });
    const world = createLawWorld({ manifest, wrap });
    await world.access.runDue();
    await world.access.runDue();
    const read = (key: string) => world.ledger.transaction(({ storage }) => storage.read('fake', key));
    expect((await read('provider/delivery'))?.value).toBe('mine');
    expect((await read('delivery'))?.value).toEqual([Date.parse('2026-11-21T09:00:00.000Z'), false]);
  });
});
