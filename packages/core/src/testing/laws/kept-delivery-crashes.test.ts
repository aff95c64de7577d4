import { describe, expect, it } from 'vitest';
import { createAccessControl } from '../../engine/create-access-control';
import { noTelemetry } from '../../ports/telemetry';
import { createFakeProvider } from '../fake/fake-provider';
import { breathe } from './law-bookings';
import { createLawWorld, type LawWorld } from './law-world';

const manifest = { eventsBy: 'push' } as const;
const MINUTE_MS = 60_000;
const LEASE_MS = 120_000;

const start = async ({ access }: LawWorld): Promise<void> => {
  await access.start();
  await breathe();
};

describe('a process that is gone while it keeps a vendor delivering', () => {
  it('delays it by its lease at most', async () => {
    const world = createLawWorld({ manifest });
    world.vendor.holdNext('subscribe');
    void world.access.runDue();
    await breathe();
    world.restart();
    await start(world);
    expect(world.vendor.subscriptions).toBe(0);
    await world.clock.advanceBy(LEASE_MS);
    expect(world.vendor.subscriptions).toBe(1);
    await world.access.stop();
  });

  it('does not take back what another has done since', async () => {
    const world = createLawWorld({ manifest });
    const sleeper = createAccessControl({
      providers: [createFakeProvider({ vendor: world.vendor, ...manifest })],
      directory: world.directory,
      ledger: world.ledger,
      clock: { nowMs: world.clock.nowMs, schedule: () => () => {} },
      telemetry: noTelemetry,
    });
    const wakeUp = world.vendor.holdNext('subscribe');
    const sleeping = sleeper.runDue();
    await breathe();
    await world.clock.advanceBy(LEASE_MS);
    await world.access.runDue();
    const read = () => world.ledger.transaction(({ storage }) => storage.read('fake', 'delivery'));
    const before = await read();
    await world.clock.advanceBy(MINUTE_MS);
    wakeUp();
    await sleeping;
    expect(await read()).toEqual(before);
  });

  it('by a stop leaves no timer, also when the vendor never answers', async () => {
    const world = createLawWorld({ manifest });
    world.vendor.holdNext('subscribe');
    await start(world);
    const stopped = world.access.stop({ timeoutMs: 1_000 });
    await breathe();
    await world.clock.advanceBy(1_000);
    await stopped;
    expect(world.clock.pendingTimers).toBe(0);
  });
});

describe('of installations that are made when they are needed', () => {
  it('those are kept delivering that are named; one that only sends is not asked for a feed', async () => {
    const world = createLawWorld();
    const failures: unknown[] = [];
    const play = async (providerIds?: string[]): Promise<number> => {
      const access = createAccessControl({
        providers: (id) => {
          if (id === 'pulled') return createFakeProvider({ vendor: world.vendor, id });
          return id === 'fake' ? createFakeProvider({ vendor: world.vendor, ...manifest }) : undefined;
        },
        directory: world.directory,
        ledger: world.ledger,
        clock: world.clock,
        telemetry: noTelemetry,
        onAccessEvent: () => {},
        eventFeeds: { providerIds },
      });
      access.on('engine.failed', ({ providerId, error }) => failures.push([providerId, error.name]));
      await access.runDue();
      return world.vendor.subscriptions;
    };
    expect(await play()).toBe(0);
    expect(await play(['pulled'])).toBe(0);
    expect(failures).toEqual([]);
    expect(await play(['fake', 'pulled'])).toBe(1);
    expect(failures).toEqual([]);
    await play(['typo']);
    expect(failures).toEqual([['typo', 'ConfigurationError']]);
  });
});
