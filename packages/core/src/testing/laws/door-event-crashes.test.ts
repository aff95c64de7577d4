import { describe, expect, it } from 'vitest';
import { createAccessControl } from '../../engine/create-access-control';
import type { BackgroundFailure } from '../../events/event-hub';
import type { AccessEvent } from '../../model/access-event';
import { noTelemetry } from '../../ports/telemetry';
import { createFakeProvider } from '../fake/fake-provider';
import { createCrashPoints } from './crash-points';
import { createDoorWorld, inSmallPages } from './door-world';
import { breathe } from './law-bookings';
import type { ProcessParts } from './law-world';

const LEASE_MS = 120_000;
const knocks = ['a', 'b', 'c', 'd', 'e'];

describe('a process that dies while door events come in', () => {
  /** Knocks come, one run is cut off at the given moment, another process goes on. */
  const playWithCrash = async (crashAt: number) => {
    const points = createCrashPoints(crashAt);
    const world = await createDoorWorld({ wrap: (parts) => points.wrap(inSmallPages(parts)) });
    world.knock(...knocks);
    await world.access.runDue().catch(() => {});
    const { isCrashed } = points;
    world.restart();
    world.knock('later');
    await world.clock.advanceBy(LEASE_MS);
    await world.access.runDue();
    return { world, isCrashed };
  };

  it('loses none and stores none twice, whatever moment it dies at', async () => {
    let crashAt = 1;
    for (; ; crashAt += 1) {
      const { world, isCrashed } = await playWithCrash(crashAt);
      const context = `crash at moment ${crashAt}`;
      const told = world.toldSubjects();
      expect([...new Set(told)], context).toEqual([...knocks, 'later']);
      // Only the one that was in the host's hands when the process died comes twice.
      expect(told.length, context).toBeLessThanOrEqual(knocks.length + (isCrashed ? 2 : 1));
      expect(await world.waiting(), context).toEqual([]);
      if (!isCrashed) break;
    }
    expect(crashAt).toBeGreaterThan(60);
  });

  it('never sends its successor back: not one event is asked for again that was stored', async () => {
    for (let crashAt = 1; ; crashAt += 1) {
      const stored: unknown[] = [];
      const points = createCrashPoints(crashAt);
      const watch = (parts: ProcessParts): ProcessParts => {
        const { ledger, provider } = parts;
        return {
          provider,
          ledger: {
            transaction: async (work) => {
              const added: unknown[] = [];
              const result = await ledger.transaction((transaction) => {
                added.length = 0;
                const { events } = transaction;
                const add = async (event: AccessEvent): Promise<void> => {
                  added.push(event.subject);
                  await events.add(event);
                };
                return work({ ...transaction, events: { ...events, add } });
              });
              stored.push(...added);
              return result;
            },
            close: () => ledger.close(),
          },
        };
      };
      const world = await createDoorWorld({ wrap: (parts) => points.wrap(watch(inSmallPages(parts))) });
      world.knock(...knocks);
      await world.access.runDue().catch(() => {});
      const { isCrashed } = points;
      world.restart();
      await world.clock.advanceBy(LEASE_MS);
      await world.access.runDue();
      expect(stored, `crash at moment ${crashAt}`).toEqual(knocks);
      if (!isCrashed) break;
    }
  });
});

describe('two processes on one ledger', () => {
  it('pull a feed one at a time, and the other takes over when the first is gone', async () => {
    const world = await createDoorWorld();
    const first = world.access;
    world.vendor.holdNext('events');
    world.knock('a');
    const hanging = first.runDue();
    await breathe();
    world.restart();
    const { reads } = world.vendor;
    await world.access.runDue();
    expect(world.vendor.reads).toBe(reads);
    // The first gives up before its lease ends, and says so.
    await world.clock.advanceBy(LEASE_MS);
    await hanging;
    await world.access.runDue();
    expect(world.toldSubjects()).toEqual(['a']);
  });

  it('that are both started ask the vendor no more often than one', async () => {
    const world = await createDoorWorld();
    await world.clock.advanceBy(60_000);
    const { reads } = world.vendor;
    const first = world.access;
    await first.start();
    await breathe();
    world.restart();
    await world.access.start();
    await breathe();
    await world.clock.advanceBy(60_000);
    expect(world.vendor.reads - reads).toBe(5);
    await first.stop();
    world.knock('a');
    await world.clock.advanceBy(30_000);
    expect(world.toldSubjects()).toEqual(['a']);
    await world.access.stop();
  });

  it('do not set the feed back when one has slept through its lease', async () => {
    const world = await createDoorWorld();
    const told: AccessEvent[] = [];
    const sleeper = createAccessControl({
      providers: [createFakeProvider({ vendor: world.vendor })],
      directory: world.directory,
      ledger: world.ledger,
      clock: { nowMs: world.clock.nowMs, schedule: () => () => {} },
      telemetry: noTelemetry,
      onAccessEvent: (event) => void told.push(event),
    });
    const failures: BackgroundFailure[] = [];
    sleeper.on('engine.failed', (failure) => failures.push(failure));
    world.knock('a');
    const wakeUp = world.vendor.holdNext('events');
    const sleeping = sleeper.runDue();
    await breathe();
    await world.clock.advanceBy(LEASE_MS);
    await world.access.runDue();
    world.knock('b');
    await world.access.runDue();
    wakeUp();
    await sleeping;
    await world.access.runDue();
    expect([world.toldSubjects(), told]).toEqual([['a', 'b'], []]);
    expect(failures).toMatchObject([{ work: 'events', error: { code: 'conflict', what: 'feed' } }]);
  });
});
