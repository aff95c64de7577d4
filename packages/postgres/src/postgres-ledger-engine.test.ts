import {
  type AccessControl,
  createAccessControl,
  createInMemoryDirectory,
  createMemoryLedger,
  type Ledger,
} from '@acx/core';
import { createFakeProvider, createFakeVendor, createFixedClock, seeded } from '@acx/core/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTestSchema, type TestSchema } from './__fixtures__/test-schema';

const START = '2026-11-21T08:00:00.000Z';
const MINUTE_MS = 60_000;
const HOLDERS = ['ada', 'ben'];
const ROOMS = ['gym', 'pool'];

let test: TestSchema;
beforeEach(() => {
  test = createTestSchema();
});
afterEach(() => test.drop());

const at = (minutes: number): string => new Date(Date.parse(START) + minutes * MINUTE_MS).toISOString();

/** Two processes of a host, a vendor that opens only when it is told to, and the doors. */
function createBuilding(ledgers: readonly [Ledger, Ledger]) {
  const clock = createFixedClock(START);
  const vendor = createFakeVendor({ clock });
  const directory = createInMemoryDirectory({
    timeZone: 'Europe/Dublin',
    resources: ROOMS.map((id) => ({ id, places: [{ provider: 'fake', place: `${id}-door`, earlyMinutes: 5 }] })),
    holders: HOLDERS.map((id) => ({ id, subjects: [{ provider: 'fake', subject: `card-${id}` }] })),
  });
  const start = (ledger: Ledger): AccessControl =>
    createAccessControl({
      ...{ directory, ledger, clock, random: () => 0.5, onNotice: () => {} },
      providers: [createFakeProvider({ vendor, nativeValidity: false })],
    });
  const processes = [start(ledgers[0]), start(ledgers[1])] as const;
  const doors = () =>
    ROOMS.flatMap((room) =>
      HOLDERS.map((holder) => [room, holder, vendor.opens({ subject: `card-${holder}`, place: `${room}-door` })]),
    );
  return { clock, vendor, processes, doors };
}
type Building = ReturnType<typeof createBuilding>;

/** What both buildings do next, and what can be seen of it. */
type Step = (building: Building, access: AccessControl) => Promise<unknown>;

function randomSteps(seed: number, count: number): Step[] {
  let state = seed;
  const below = (limit: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
  let minute = 0;
  return Array.from({ length: count }, () => {
    const id = `b${below(6)}`;
    const kind = below(10);
    if (kind < 4) {
      const from = minute + below(60);
      const booking = {
        ...{ id, resourceId: ROOMS[below(2)] ?? 'gym', startsAt: at(from), endsAt: at(from + 5 + below(60)) },
        holders: HOLDERS.slice(0, 1 + below(2)).map((holderId) => ({ holderId })),
      };
      return async (_building, access) => (await access.putBooking(booking)).result;
    }
    if (kind < 5) return async (_building, access) => (await access.cancelBooking(id)).result;
    if (kind < 6) return async ({ vendor }) => vendor.dropNextAnswer({ when: 'put' });
    minute += 1 + below(20);
    const instant = at(minute);
    return ({ clock }) => clock.advanceTo(instant);
  });
}

async function play(building: Building, steps: readonly Step[]): Promise<unknown[]> {
  const seen: unknown[] = [];
  for (const [index, step] of steps.entries()) {
    seen.push(await step(building, building.processes[index % 2 === 0 ? 0 : 1]));
    for (const access of building.processes) await access.runDue();
    seen.push(building.doors());
  }
  await building.clock.advanceBy(30 * MINUTE_MS);
  for (const access of building.processes) await access.runDue();
  const [access] = building.processes;
  for (let number = 0; number < 6; number += 1) {
    const { permissions } = await access.settled(`b${number}`, { timeoutMs: 0 });
    seen.push(permissions.map(({ place, status }) => `${place} ${status.state}`).sort());
  }
  seen.push(building.doors(), (await access.check({ providerId: 'fake', mode: 'report' })).drift);
  for (const each of building.processes) await each.stop();
  return seen;
}

const { seed } = seeded(1);

describe('two processes of a host on PostgreSQL', () => {
  it(`open and close the same doors as in memory, through any history (ACX_SEED=${seed})`, async () => {
    for (let round = 0; round < 3; round += 1) {
      const steps = randomSteps(seed + round, 40);
      const memory = createMemoryLedger();
      const expected = await play(createBuilding([memory, memory]), steps);
      const ledgers = [await test.open(), await test.open({ pool: test.otherPool() })] as const;
      expect(await play(createBuilding(ledgers), steps)).toEqual(expected);
      expect(JSON.stringify(expected)).toContain('true');
      await test.clear();
    }
  });

  it('take over from each other at once: what one stores, the other writes when it hears of it', async () => {
    const ledgers = [await test.open(), await test.open({ pool: test.otherPool() })] as const;
    const { processes, vendor } = createBuilding(ledgers);
    const [storing, working] = processes;
    await working.start();
    await new Promise<void>((resolve) => ledgers[1].onWake(resolve));
    const live = new Promise<unknown>((resolve) => working.on('permission.live', resolve));
    const [resourceId, startsAt, endsAt] = ['gym', at(-1), at(60)];
    await storing.putBooking({ id: 'b1', resourceId, startsAt, endsAt, holders: [{ holderId: 'ada' }] });
    // The clock stands still: nobody looks by themselves.
    await live;
    expect(vendor.opens({ subject: 'card-ada', place: 'gym-door' })).toBe(true);
    for (const access of processes) await access.stop();
  });
});
