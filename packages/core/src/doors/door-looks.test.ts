import { describe, expect, it } from 'vitest';
import { createMemoryProviderStorage } from '../ledger/memory-storage';
import { atMinute, createTestDoorList, writeMinutes } from './__fixtures__/door-test-list';
import { createWatchedStorage } from './__fixtures__/watched-storage';

const request = { credential: { kind: 'card', value: '4711' }, place: 'north', at: atMinute(30) } as const;
const hour = [0, 60] as const;

/** A process that decides, and another one that writes into the same storage. */
function createPair(sharedBy: 'one_process' | 'many_processes') {
  const inner = createMemoryProviderStorage();
  const storage = createWatchedStorage(inner);
  const { list, clock, lines } = createTestDoorList({ sharedBy });
  const writer = createTestDoorList({ clock }).list;
  const write = (minutes?: readonly [number, number]) => writeMinutes(writer, inner, { card: '4711', minutes });
  return { list, clock, lines, storage, write, ask: async () => (await list.decide(request, { storage })).reason };
}

describe('with many processes', () => {
  it('a decision looks at the storage when the last look is older than a second', async () => {
    const { ask, write, clock, storage } = createPair('many_processes');
    expect(await ask()).toBe('unknown_credential');
    await write(hour);
    await clock.advanceBy(1_000);
    const { reads } = storage;
    expect(await ask()).toBe('unknown_credential');
    expect(storage.reads).toBe(reads + 1); // of door events alone
    await clock.advanceBy(1);
    expect(await ask()).toBe('booked');
    await write();
    await clock.advanceBy(1_001);
    expect(await ask()).toBe('unknown_credential');
  });

  it('waits half a second at most, goes on by what is known, and says so once a minute', async () => {
    const { ask, write, clock, storage, lines } = createPair('many_processes');
    await write(hour);
    expect(await ask()).toBe('booked');
    await write();
    for (let round = 0; round < 3; round += 1) {
      await clock.advanceBy(2_000);
      storage.setHanging(true);
      let answer: string | undefined;
      const asked = ask().then((reason) => {
        answer = reason;
      });
      await clock.advanceBy(499);
      expect(answer).toBeUndefined();
      await clock.advanceBy(1);
      await asked;
      expect(answer).toBe('booked');
      // Whoever comes in the second after it does not wait.
      expect(await ask()).toBe('booked');
    }
    expect(lines.filter((line) => line.includes('could not be read in time'))).toHaveLength(1);
    expect(clock.pendingTimers).toBe(0);
    storage.setHanging(false);
    await clock.advanceBy(1_001);
    expect(await ask()).toBe('unknown_credential');
    await clock.advanceBy(60_000);
    storage.setOutage(true);
    expect(await ask()).toBe('unknown_credential');
    expect(lines.filter((line) => line.includes('could not be read in time'))).toHaveLength(2);
  });

  it('one look serves everybody who waits for it', async () => {
    const { list, storage } = createPair('many_processes');
    await Promise.all(Array.from({ length: 50 }, () => list.decide(request, { storage })));
    // The rows once; the rest are door events on their way to the storage, which are gathered.
    expect(storage.reads).toBeLessThan(10);
  });
});

describe('with one process', () => {
  it('a decision looks at the storage once, and then never again', async () => {
    const { ask, write, clock, storage } = createPair('one_process');
    await write(hour);
    expect(await ask()).toBe('booked');
    await write();
    await clock.advanceBy(3_600_000);
    expect(await ask()).toBe('booked');
    expect(storage.reads).toBe(1);
  });
});
