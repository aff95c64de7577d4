import { describe, expect, it } from 'vitest';
import { createAccessControl } from '../../engine/create-access-control';
import { noTelemetry } from '../../ports/telemetry';
import { createFakeProvider } from '../fake/fake-provider';
import { atMinute, createLawWorld } from './law-world';

const car = (id: string, holderId: string) => ({
  id,
  resourceId: 'car-park',
  startsAt: atMinute(60),
  endsAt: atMinute(120),
  holders: [{ holderId }],
});

describe('law 6: one writer per lane', () => {
  it('two workers on one ledger never have two calls of one lane in flight', async () => {
    let inFlight = 0;
    let most = 0;
    const world = createLawWorld({
      wrap: ({ ledger, provider }) => ({
        ledger,
        provider: {
          ...provider,
          async applyChanges(request, options) {
            inFlight += 1;
            most = Math.max(most, inFlight);
            const outcomes = await provider.applyChanges(request, options);
            inFlight -= 1;
            return outcomes;
          },
        },
      }),
    });
    const first = world.access;
    world.restart();
    const second = world.access;
    for (let index = 0; index < 20; index += 1) {
      await first.putBooking(car(`b${index}`, index % 2 === 0 ? 'ada' : 'ben'));
      await Promise.all([first.runDue(), second.runDue()]);
    }
    expect(most).toBe(1);
    expect(world.vendor.held()).toHaveLength(2);
  });

  it('a worker whose lease ran out cannot write its result down, and the lane is right in the end', async () => {
    const world = createLawWorld({ access: { leaseSeconds: 60 } });
    const release = world.vendor.holdNext('put');
    await world.access.putBooking(car('b1', 'ada'));
    const slow = world.access.runDue();
    while (world.vendor.writes === 0) await Promise.resolve();
    // The slow worker is given up after its lease; another one reads the vendor and goes on.
    await world.clock.advanceBy(61_000);
    const other = createAccessControl({
      providers: [createFakeProvider({ vendor: world.vendor })],
      directory: world.directory,
      ledger: world.ledger,
      clock: world.clock,
      telemetry: noTelemetry,
    });
    await other.runDue();
    release();
    await slow;
    await world.clock.advanceBy(5_000);
    await other.runDue();
    expect(world.vendor.held()).toHaveLength(1);
    expect(world.vendor.opens({ subject: 'subject-ada', place: 'barrier', at: atMinute(60) })).toBe(true);
    expect((await other.settled('b1', { timeoutMs: 0 })).isSettled).toBe(true);
  });
});
