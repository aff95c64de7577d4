import { describe, expect, it } from 'vitest';
import type { Ledger } from '../ports/ledger';
import { noTelemetry } from '../ports/telemetry';
import { createPacedWorld } from './__fixtures__/paced-world';
import type { AccessControl } from './access-control';

const SECOND_MS = 1_000;

const statesOf = async (access: AccessControl, bookingId: string): Promise<Record<string, number>> => {
  const { permissions } = await access.settled(bookingId, { timeoutMs: 0 });
  const counts: Record<string, number> = {};
  for (const { status } of permissions) counts[status.state] = (counts[status.state] ?? 0) + 1;
  return counts;
};

describe('a vendor that takes one call in a minute', () => {
  it('gets its rights all the same where each lane is read before its first write', async () => {
    const { vendor, pass, start, book } = createPacedWorld({ callLimit: { perSecond: 1 / 60 }, isDoubling: true });
    const access = start();
    for (const door of ['hall', 'gym', 'pool']) await book(access, door, 1);
    await access.start();
    for (let minute = 0; minute < 30; minute += 1) await pass(60 * SECOND_MS);
    expect([vendor.writes, vendor.held().length, vendor.callsTooMany]).toEqual([3, 3, 0]);
    const stopped = access.stop({ timeoutMs: 0 });
    await pass(SECOND_MS);
    await stopped;
  });
});

describe('a vendor that takes five calls in any second', () => {
  it('is given at least 95 % of them by two processes together, and never one too many', async () => {
    const { vendor, pass, doors, start, book } = createPacedWorld();
    const processes = [start(), start()];
    const [first] = processes;
    if (first === undefined) throw new Error('no process');
    for (const door of doors) await book(first, door, 30);
    for (const access of processes) await access.start();
    await pass(20 * SECOND_MS);
    expect(vendor.callsTooMany).toBe(0);
    expect(vendor.calls).toBeGreaterThanOrEqual(0.95 * 5 * 20);
    await pass(60 * SECOND_MS);
    expect([vendor.callsTooMany, vendor.held().length]).toEqual([0, 30 * doors.length]);
    for (const access of processes) await access.stop();
  });

  it('is overrun where nobody has declared the limit: so the test above means something', async () => {
    const { vendor, pass, start, book } = createPacedWorld({ callLimit: { perSecond: 10_000 } });
    const access = start();
    await book(access, 'hall', 30);
    await access.start();
    await pass(SECOND_MS);
    expect(vendor.callsTooMany).toBeGreaterThan(0);
    await access.stop();
  });

  it('gets what a lane has for many leases in parts: nothing twice, nothing read, no pause, no failed right', async () => {
    const { vendor, pass, start, book } = createPacedWorld({ leaseSeconds: 5 });
    const access = start();
    const states: Record<string, number>[] = [];
    await book(access, 'hall', 60);
    await access.start();
    for (let second = 0; second < 14; second += 1) {
      await pass(SECOND_MS);
      states.push(await statesOf(access, 'booking-hall'));
      expect((await access.health()).paused).toEqual([]);
    }
    expect([vendor.writes, vendor.reads, vendor.callsTooMany, vendor.held().length]).toEqual([60, 0, 0, 60]);
    expect(states.at(-1)).toEqual({ scheduled: 60 });
    // Part by part, as each lease ended.
    expect(states[5]?.scheduled).toBeGreaterThan(10);
    expect(states[5]?.scheduled).toBeLessThan(40);
    await access.stop();
  });

  it('counts as changes only what was sent', async () => {
    const counts: Record<string, number> = {};
    const { pass, start, book } = createPacedWorld({
      leaseSeconds: 5,
      telemetry: {
        ...noTelemetry,
        count(_name, value, { effect }) {
          counts[String(effect)] = (counts[String(effect)] ?? 0) + value;
        },
      },
    });
    const access = start();
    await book(access, 'hall', 60);
    await access.start();
    await pass(20 * SECOND_MS);
    expect(counts).toEqual({ applied: 60 });
    await access.stop();
  });

  it('is asked later and later by a lane that never gets a turn, and gets everything once there are some', async () => {
    let isOut = true;
    let asked = 0;
    const failing = (ledger: Ledger): Ledger => ({
      ...ledger,
      async takeTurns(request) {
        asked += 1;
        if (isOut) throw new Error('the ledger has lost its table');
        return (await ledger.takeTurns?.(request)) ?? [];
      },
    });
    const { vendor, pass, start, book } = createPacedWorld({ wrap: failing });
    const access = start();
    await book(access, 'hall', 3);
    await access.start();
    await pass(600 * SECOND_MS);
    expect([vendor.calls, await statesOf(access, 'booking-hall')]).toEqual([0, { retrying: 3 }]);
    expect(asked).toBeGreaterThan(3);
    expect(asked).toBeLessThan(20);
    const { permissions } = await access.settled('booking-hall', { timeoutMs: 0 });
    expect(permissions[0]?.status.error).toMatchObject({ code: 'connection', reason: 'no_turn', effect: 'none' });
    isOut = false;
    await pass(400 * SECOND_MS);
    expect([vendor.writes, await statesOf(access, 'booking-hall')]).toEqual([3, { scheduled: 3 }]);
    await access.stop();
  });

  it('is kept from one too many also by calls that the host makes by itself', async () => {
    const { vendor, pass, start, book } = createPacedWorld();
    const access = start();
    const takeTurn = access.takeTurn('fake');
    const own = Array.from({ length: 10 }, async () => {
      await takeTurn({ operation: 'listPersons' });
      await vendor.wire.ping();
    });
    await book(access, 'hall', 20);
    await access.start();
    await pass(10 * SECOND_MS);
    await Promise.all(own);
    expect([vendor.callsTooMany, vendor.calls]).toEqual([0, 30]);
    await expect(access.takeTurn('unknown')({ operation: 'x' })).rejects.toMatchObject({ code: 'configuration' });
    await access.stop();
    await expect(takeTurn({ operation: 'x' })).rejects.toMatchObject({ reason: 'aborted', effect: 'none' });
  });

  it('leaves no timer behind when a stop gives up calls that wait for their turn, and nothing is sent after it', async () => {
    const { clock, vendor, pass, start, book } = createPacedWorld({ callLimit: { perSecond: 0.01 } });
    const access = start();
    await book(access, 'hall', 5);
    await access.start();
    await pass(SECOND_MS);
    const stopped = access.stop({ timeoutMs: 100 });
    await pass(SECOND_MS);
    await stopped;
    expect([vendor.calls, clock.pendingTimers]).toEqual([1, 0]);
    await pass(300 * SECOND_MS);
    expect(vendor.calls).toBe(1);
  });
});
