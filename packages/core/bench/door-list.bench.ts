import { test } from 'vitest';
import { createDoorList } from '../src/doors/door-list';
import { createMemoryProviderStorage } from '../src/ledger/memory-storage';
import { createFixedClock } from '../src/testing/clock/fixed-clock';
import { medianMs, printResult } from './measure';

const START = Date.parse('2026-11-21T08:00:00.000Z');
const HOUR_MS = 3_600_000;
const DOORS = 100;
const CARDS = 10_000;
const DECISIONS = 20_000;
const instant = (hours: number): string => new Date(START + hours * HOUR_MS).toISOString();

/** Every card may pass every door in two windows. */
test('decisions at the doors', async () => {
  const doors = Array.from({ length: DOORS }, (_, index) => ({ place: `door-${index}` }));
  // Half of the questions are of now, so these are logged.
  const list = createDoorList({ id: 'doors', doors, clock: createFixedClock(instant(0.5)) });
  const storage = createMemoryProviderStorage();
  const windows = [0, 6].map((hours) => ({ startsAt: instant(hours), endsAt: instant(hours + 1) }));
  const startedAt = performance.now();
  for (const { place } of doors) {
    const changes = Array.from({ length: CARDS }, (_, index) => {
      const after = { place, card: `04A1B2${index}`, windows };
      return { kind: 'create', grantKey: `${place}/${index}`, after, reason: 'a bench' } as const;
    });
    await list.applyChanges({ lane: place, changes }, { storage });
  }
  printResult(
    `writing a door with ${CARDS.toLocaleString('en')} cards`,
    `${((performance.now() - startedAt) / DOORS).toFixed(0)} ms`,
    '–',
  );
  const requests = Array.from({ length: DECISIONS }, (_, index) => ({
    // One in ten is a stranger, one in two comes outside of the windows.
    credential: { kind: 'card' as const, value: `04:a1:b2:${(index * 7919) % (CARDS * 1.1)}` },
    place: `door-${(index * 31) % DOORS}`,
    at: instant(index % 2 === 0 ? 0.5 : 3),
  }));
  let allowed = 0;
  const all = await medianMs(21, () => {
    for (const request of requests) if (list.decideNow(request).verdict === 'allow') allowed += 1;
  });
  if (allowed === 0) throw new Error('Nobody was let in, so nothing was measured.');
  const eachUs = (all / DECISIONS) * 1_000;
  const what = `decideNow, ${CARDS.toLocaleString('en')} cards x ${DOORS} doors`;
  printResult(what, `${eachUs.toFixed(2)} µs`, '≤ 5 µs');
});
