import { type AccessProvider, createAccessControl, createInMemoryDirectory, systemClock } from '@acx/core';
import { createFakeProvider, createFakeVendor } from '@acx/core/testing';
import { test } from 'vitest';
import { type BenchLedger, openMemory, openPostgres, openSqlite } from './bench-ledgers';

const HOUR_MS = 3_600_000;
const LANES = 1_000;
const RIGHTS_PER_LANE = 10;
const ARRIVALS = 400;

const directory = createInMemoryDirectory({
  timeZone: 'Europe/Dublin',
  resources: Array.from({ length: 200 }, (_, index) => ({
    id: `r${index}`,
    places: [{ provider: 'fake', place: `door-${index}` }],
  })),
  holders: Array.from({ length: LANES }, (_, index) => ({
    id: `h${index}`,
    subjects: [{ provider: 'fake', subject: `subject-${index}` }],
  })),
});

// On a whole hour, the day after tomorrow: written ahead, and nothing opens meanwhile.
const startMs = (Math.floor(Date.now() / HOUR_MS) + 48) * HOUR_MS;
const bookingOf = (index: number, prefix = 'b') => {
  const slotMs = startMs + Math.floor(index / 200) * 2 * HOUR_MS;
  return {
    id: `${prefix}${index}`,
    resourceId: `r${index % 200}`,
    startsAt: new Date(slotMs),
    endsAt: new Date(slotMs + HOUR_MS),
    holders: [{ holderId: `h${index % LANES}` }],
  };
};

/** A vendor that answers at once, so that what is measured is ours; and when its calls leave. */
function createVendorAtHand() {
  const calls = new Map<string, () => void>();
  const vendor = createFakeVendor({ clock: systemClock });
  const real = createFakeProvider({
    vendor,
    laneBy: 'subject',
    concurrentLanes: 64,
    windowsPerGrant: 50,
    horizonMinutes: 525_600,
  });
  const provider: AccessProvider = {
    ...real,
    applyChanges(request, options) {
      for (const heard of calls.values()) heard();
      return real.applyChanges(request, options);
    },
  };
  return { provider, calls, vendor };
}

async function withWorkers(
  { connect, workers }: BenchLedger,
  provider: AccessProvider,
  work: (accesses: ReturnType<typeof createAccessControl>[]) => Promise<void>,
): Promise<void> {
  const accesses = [];
  for (let index = 0; index < workers; index += 1)
    accesses.push(createAccessControl({ providers: [provider], directory, ledger: await connect() }));
  await work(accesses);
  for (const access of accesses) await access.stop();
}

/** Wakes every lane `rounds` times and lets all workers look; the best round, in lanes per second. */
async function looksPerSecond(world: BenchLedger, accesses: ReturnType<typeof createAccessControl>[]) {
  const ledger = await world.connect();
  const rates: number[] = [];
  for (let round = 0; round < 3; round += 1) {
    const now = new Date().toISOString();
    await ledger.transaction(async ({ lanes }) => {
      for (const lane of await lanes.listOfProvider('fake')) await lanes.wake(lane, now);
    });
    const startedMs = performance.now();
    await Promise.all(accesses.map((access) => access.runDue()));
    rates.push((LANES / (performance.now() - startedMs)) * 1_000);
  }
  return rates.sort((a, b) => a - b)[1] ?? Number.NaN;
}

const goals = {
  memory: { looks: '≥ 5 000', arrival: '≤ 10' },
  SQLite: { looks: '≥ 2 000', arrival: '≤ 25' },
  PostgreSQL: { looks: '≥ 1 000', arrival: '≤ 50' },
} as const;

const print = (title: string, what: string, value: string, goal = '–'): void => {
  process.stdout.write(`${title.padEnd(12)} ${what.padEnd(62)} ${value.padStart(12)}   goal ${goal}\n`);
};

test.each([
  ['memory', openMemory],
  ['SQLite', openSqlite],
  ['PostgreSQL', openPostgres],
] as const)('%s', async (_title, open) => {
  const world = await open();
  const { title, workers } = world;
  const { provider, calls } = createVendorAtHand();
  await withWorkers(world, provider, async (accesses) => {
    const [first] = accesses;
    if (first === undefined) return;
    const sizeBefore = await world.size?.();
    const putMs = performance.now();
    for (let index = 0; index < LANES * RIGHTS_PER_LANE; index += 1) await first.putBooking(bookingOf(index));
    const eachMs = (performance.now() - putMs) / (LANES * RIGHTS_PER_LANE);
    print(title, 'putBooking, one after the other, each in ms', eachMs.toFixed(2));
    const writeMs = performance.now();
    await Promise.all(accesses.map((access) => access.runDue()));
    const writes = (LANES / (performance.now() - writeMs)) * 1_000;
    print(title, `lanes written per second, ${RIGHTS_PER_LANE} rights each, ${workers} worker(s)`, writes.toFixed(0));
    const sizeAfter = await world.size?.();
    if (sizeBefore !== undefined && sizeAfter !== undefined) {
      const bookings = LANES * RIGHTS_PER_LANE;
      const transactions = (sizeAfter.transactions - sizeBefore.transactions) / bookings;
      print(title, 'database transactions per booking', transactions.toFixed(2));
      print(
        title,
        'bytes on disk per booking, with indexes',
        ((sizeAfter.bytes - sizeBefore.bytes) / bookings).toFixed(0),
      );
    }
    const looks = await looksPerSecond(world, accesses);
    print(title, 'looks at an unchanged lane per second', looks.toFixed(0), goals[title].looks);
  });

  await withWorkers(world, provider, async (accesses) => {
    for (const access of accesses) await access.start();
    const [first] = accesses;
    const waits: number[] = [];
    for (let index = 0; index < ARRIVALS && first !== undefined; index += 1) {
      const sentMs = performance.now();
      const left = new Promise<void>((resolve) => calls.set('arrival', resolve));
      await first.putBooking({ ...bookingOf(index, 'arrival-'), resourceId: `r${(index + 1) % 200}` });
      await left;
      waits.push(performance.now() - sentMs);
    }
    waits.sort((a, b) => a - b);
    const of = (share: number): string => (waits[Math.floor(waits.length * share)] ?? Number.NaN).toFixed(1);
    print(title, 'putBooking until the first vendor call leaves, median in ms', of(0.5));
    print(title, 'the same, p99', of(0.99), goals[title].arrival);
  });
  await world.close();
});
