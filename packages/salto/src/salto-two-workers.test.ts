import { describe, expect, it } from 'vitest';
import { createRandom, createTwoWorkers, type TwoWorkers } from './__fixtures__/two-workers';

const MINUTE_MS = 60_000;
const HALF_HOUR_MS = 30 * MINUTE_MS;
const PAIRS = ['501', '502', '503'].flatMap((apartment) => ['GYM', 'POOL'].map((zone) => ({ apartment, zone })));

interface Booked {
  readonly apartment: string;
  readonly zone: string;
  readonly startMs: number;
  readonly endMs: number;
}

/** Bookings on the three days after today, at full hours, so that timetables are often shared. */
function createDeeds(random: () => number) {
  const pick = <Item>(items: readonly Item[]): Item | undefined => items[Math.floor(random() * items.length)];
  return {
    pick,
    booked(): Booked {
      const { apartment, zone } = pick(PAIRS) ?? { apartment: '501', zone: 'GYM' };
      const day = 2 + Math.floor(random() * 3);
      const startMs = Date.parse(`2026-06-0${day}T${pick(['09', '11', '13'])}:00:00.000Z`);
      return { apartment, zone, startMs, endMs: startMs + (1 + Math.floor(random() * 2)) * 60 * MINUTE_MS };
    },
  };
}

const put = ({ workers }: TwoWorkers, worker: number, id: string, { apartment, zone, startMs, endMs }: Booked) =>
  workers[worker === 0 ? 0 : 1].putBooking({
    id,
    resourceId: zone.toLowerCase(),
    startsAt: new Date(startMs).toISOString(),
    endsAt: new Date(endMs).toISOString(),
    holders: [{ holderId: apartment }],
  });

/** Lets the workers go on until nothing is due for a while. */
async function drain(world: TwoWorkers): Promise<void> {
  const endMs = world.clock.nowMs() + 60 * MINUTE_MS;
  for (let round = 0; round < 60; round += 1) {
    await world.run(false);
    const dueAt = await world.ledger.transaction(({ lanes }) => lanes.nextDueAt({ except: new Set() }));
    if (dueAt === undefined || Date.parse(dueAt) > endMs) return;
    await world.clock.advanceTo(new Date(Math.max(Date.parse(dueAt), world.clock.nowMs() + 1000)));
  }
  throw new Error('The workers do not come to rest.');
}

/** What is wrong at the doors, asked every half hour of the four days. */
function wrongDoors({ simulator }: TwoWorkers, booked: ReadonlyMap<string, Booked>): string[] {
  const wrong: string[] = [];
  for (const { apartment, zone } of PAIRS) {
    const wanted = [...booked.values()].filter((booking) => booking.apartment === apartment && booking.zone === zone);
    for (let ms = Date.parse('2026-06-02T00:00:00Z'); ms < Date.parse('2026-06-06T00:00:00Z'); ms += HALF_HOUR_MS) {
      const isOpen = simulator.levelOpensZone({ accessLevel: `APT-${apartment}`, zone, at: new Date(ms) });
      const isWanted = wanted.some(({ startMs, endMs }) => startMs <= ms && ms < endMs);
      if (isOpen !== isWanted)
        wrong.push(`${apartment} ${zone} ${new Date(ms).toISOString()} ${isOpen ? 'open' : 'closed'}`);
    }
  }
  return wrong;
}

/** Some rounds of bookings, moves and cancellations, each carried out by both at once. */
async function play(seed: number, stalls: boolean): Promise<number> {
  const random = createRandom(seed);
  const { pick, booked: newBooking } = createDeeds(random);
  const world = createTwoWorkers({ random, slots: 7 + Math.floor(random() * 4) });
  const booked = new Map<string, Booked>();
  const failed = (what: readonly string[]): string => `seed ${seed}: ${what.slice(0, 3).join('; ')}`;
  for (let round = 0; round < 5; round += 1) {
    const untouched = new Map(booked);
    const deeds = Array.from({ length: 1 + Math.floor(random() * 4) }, (_, index) => async () => {
      const id = random() < 0.4 ? (pick([...booked.keys()]) ?? `b${round}-${index}`) : `b${round}-${index}`;
      untouched.delete(id);
      if (booked.has(id) && random() < 0.5) {
        booked.delete(id);
        await world.workers[random() < 0.5 ? 0 : 1].cancelBooking(id);
        return;
      }
      const booking = newBooking();
      booked.set(id, booking);
      await put(world, Math.floor(random() * 2), id, booking);
    });
    for (const deed of deeds) await deed();
    world.keep(new Set([...untouched.values()].map(({ apartment, zone }) => `APT-${apartment} ${zone}`)));
    await world.run(stalls && random() < 0.7);
    await world.clock.advanceBy((5 + Math.floor(random() * 10)) * MINUTE_MS);
  }
  await drain(world);
  if (world.seen.length > 0) throw new Error(failed(world.seen));
  const wrong = wrongDoors(world, booked);
  if (wrong.length > 0) throw new Error(failed(wrong));
  return world.givenUp();
}

const first = Number(process.env.ACX_SEED ?? 1);
const runs = 150 * Number(process.env.ACX_RUNS ?? 1);

describe('two processes on one ledger, whose calls to Space overtake each other', () => {
  it(`lose no right, change no timetable under one, and end with the right doors (seeds ${first} to ${first + runs - 1})`, async () => {
    for (let seed = first; seed < first + runs; seed += 1) await play(seed, false);
  });

  it(`do so too when a worker stalls until another one takes over (seeds ${first} to ${first + runs - 1})`, async () => {
    let givenUp = 0;
    for (let seed = first; seed < first + runs; seed += 1) givenUp += await play(seed, true);
    expect(givenUp).toBeGreaterThan(0);
  });
});
