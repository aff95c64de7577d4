import { test } from 'vitest';
import { createAccessControl } from '../src/engine/create-access-control';
import { evaluateLane } from '../src/engine/evaluate-lane';
import { createMemoryLedger } from '../src/ledger/memory-ledger';
import { createInMemoryDirectory } from '../src/mapping/in-memory-directory';
import { mapBooking } from '../src/mapping/map-booking';
import { parseBooking } from '../src/model/parse-booking';
import { pendingStatus } from '../src/model/permission-status';
import { noTelemetry } from '../src/ports/telemetry';
import { createFixedClock } from '../src/testing/clock/fixed-clock';
import { createFakeProvider } from '../src/testing/fake/fake-provider';
import { createFakeVendor } from '../src/testing/fake/fake-vendor';
import { medianMs, printResult } from './measure';

const START = Date.parse('2026-11-21T08:00:00.000Z');
const HOUR_MS = 3_600_000;
const BOOKINGS = 10_000;
const PLACES = 200;

const directory = createInMemoryDirectory({
  timeZone: 'Europe/Dublin',
  resources: Array.from({ length: PLACES }, (_, index) => ({
    id: `r${index}`,
    places: [{ provider: 'fake', place: `door-${index}`, earlyMinutes: 10 }],
  })),
  holders: Array.from({ length: 1000 }, (_, index) => ({
    id: `h${index}`,
    subjects: [{ provider: 'fake', subject: `subject-${index}` }],
  })),
});
const inputs = Array.from({ length: BOOKINGS }, (_, index) => ({
  id: `b${index}`,
  resourceId: `r${index % PLACES}`,
  startsAt: new Date(START + (1 + Math.floor(index / PLACES)) * 2 * HOUR_MS),
  endsAt: new Date(START + (1 + Math.floor(index / PLACES)) * 2 * HOUR_MS + HOUR_MS),
  holders: [{ holderId: `h${index % 1000}` }],
}));

test('mapping, composing and comparing', async () => {
  const clock = createFixedClock(new Date(START));
  const provider = createFakeProvider({
    vendor: createFakeVendor({ clock }),
    windowsPerGrant: 50,
    horizonMinutes: 525_600,
  });
  const bookings = inputs.map((input) => ({ ...parseBooking(input), revision: 0 }));
  const now = new Date(START).toISOString();
  const reconcile = (some: typeof bookings): number => {
    const lanes = new Map<string, ReturnType<typeof toRecord>[]>();
    for (const booking of some) {
      const holderIds = booking.holders.map(({ holderId }) => holderId);
      const directoryAnswer = directory.lookUp({ resourceId: booking.resourceId, holderIds });
      for (const permission of mapBooking({ booking, directoryAnswer, neighbours: [] }).permissions) {
        const record = toRecord(permission);
        const lane = lanes.get(record.lane);
        if (lane === undefined) lanes.set(record.lane, [record]);
        else lane.push(record);
      }
    }
    let changes = 0;
    for (const permissions of lanes.values())
      changes += evaluateLane({ provider, permissions, grants: [], now }).changes.length;
    return changes;
  };
  const toRecord = (permission: ReturnType<typeof mapBooking>['permissions'][number]) => ({
    providerId: 'fake',
    lane: provider.laneOf(permission),
    grantKey: provider.grantKeyOf(permission),
    permission,
    status: pendingStatus,
  });
  const all = await medianMs(7, () => reconcile(bookings));
  printResult(`map + compose + compare ${BOOKINGS} bookings on ${PLACES} places`, `${all.toFixed(0)} ms`, '≤ 250 ms');
  const one = await medianMs(101, () => reconcile(bookings.slice(0, 1)));
  printResult('the same for one changed booking', `${one.toFixed(3)} ms`, '≤ 1 ms');
});

test('lanes per second and memory', async () => {
  const clock = createFixedClock(new Date(START));
  const vendor = createFakeVendor({ clock });
  const ledger = createMemoryLedger();
  const access = createAccessControl({
    providers: [createFakeProvider({ vendor, laneBy: 'subject', concurrentLanes: 64, windowsPerGrant: 50 })],
    directory,
    ledger,
    clock,
    telemetry: noTelemetry,
  });
  const rss = (): number => {
    globalThis.gc?.();
    return process.memoryUsage().heapUsed;
  };
  const before = rss();
  const startedPut = performance.now();
  for (const input of inputs) await access.putBooking(input);
  printResult('putBooking, each', `${((performance.now() - startedPut) / BOOKINGS).toFixed(3)} ms`, '–');
  const perPermission = (rss() - before) / BOOKINGS;
  printResult('memory ledger per held permission', `${(perPermission / 1024).toFixed(2)} KiB`, '≤ 1 KiB');

  const lanes = 1000;
  const started = performance.now();
  await access.runDue();
  const firstRun = performance.now() - started;
  printResult(
    'first write of 1 000 lanes with 10 000 rights, lanes per second',
    ((lanes / firstRun) * 1000).toFixed(0),
    '–',
  );
  const rates: number[] = [];
  for (let round = 0; round < 5; round += 1) {
    const now = new Date(clock.nowMs()).toISOString();
    await ledger.transaction(async ({ lanes: store }) => {
      for (const lane of await store.listOfProvider('fake')) await store.wake(lane, now);
    });
    const roundStarted = performance.now();
    await access.runDue();
    rates.push((lanes / (performance.now() - roundStarted)) * 1000);
  }
  rates.sort((a, b) => a - b);
  printResult('looks at an unchanged lane per second, 10 rights each', (rates[2] ?? 0).toFixed(0), '≥ 5 000');
});
