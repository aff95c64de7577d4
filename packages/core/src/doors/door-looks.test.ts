import { describe, expect, it } from 'vitest';
import { createMemoryProviderStorage } from '../ledger/memory-storage';
import { atMinute, createTestDoorList, writeMinutes } from './__fixtures__/door-test-list';
import { createSteppingClock } from './__fixtures__/stepping-clock';
import { createWatchedStorage } from './__fixtures__/watched-storage';

const request = { credential: { kind: 'card', value: '4711' }, place: 'north', at: atMinute(30) } as const;
const hour = [0, 60] as const;

/** A process that decides, and another one that writes into the same storage. */
function createPair(sharedBy: 'one_process' | 'many_processes') {
  const inner = createMemoryProviderStorage();
  const storage = createWatchedStorage(inner);
  const clock = createSteppingClock();
  const { list, lines } = createTestDoorList({ sharedBy, clock });
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
    expect(storage.reads).toBe(reads);
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
    expect(storage.reads).toBe(1);
  });
});

describe('a look', () => {
  it('leaves no timer, and one that finds nothing new counts as the last one', async () => {
    const { ask, list, clock, storage } = createPair('many_processes');
    await list.load(storage);
    await clock.advanceBy(5_000);
    await list.load(storage);
    const { reads } = storage;
    await clock.advanceBy(500);
    await ask();
    expect(storage.reads).toBe(reads);
    await clock.advanceBy(501);
    await ask();
    expect([storage.reads, clock.pendingTimers]).toEqual([reads + 1, 0]);
  });

  it('is made as before after the clock was set back by an hour', async () => {
    const { ask, write, clock, storage, lines } = createPair('many_processes');
    const isTold = (): number => lines.filter((line) => line.includes('could not be read in time')).length;
    await write(hour);
    expect(await ask()).toBe('booked');
    await clock.advanceBy(2_000);
    storage.setOutage(true);
    await ask();
    expect(isTold()).toBe(1);
    storage.setOutage(false);
    clock.setOff(-3_600_000);
    await write();
    expect(await ask()).toBe('unknown_credential');
    const { reads } = storage;
    await clock.advanceBy(900);
    await ask();
    expect(storage.reads).toBe(reads);
    await clock.advanceBy(2_000);
    storage.setOutage(true);
    await ask();
    expect(isTold()).toBe(2);
  });

  it('is made as before after the clock was set back over an unchanged door', async () => {
    const { ask, list, write, clock, storage } = createPair('many_processes');
    await write(hour);
    await ask();
    clock.setOff(-3_600_000);
    await list.load(storage);
    const { reads } = storage;
    await clock.advanceBy(900);
    await ask();
    expect(storage.reads).toBe(reads);
    await write();
    await clock.advanceBy(1_001);
    expect(await ask()).toBe('unknown_credential');
  });
});

describe('where it matters how fresh a door is', () => {
  const limit = (afterwards: 'keep' | 'deny') => ({ freshness: { limitMinutes: 10, afterwards } }) as const;

  it.each([
    ['keep', true],
    ['keep', false],
    ['deny', true],
  ] as const)(
    'with %s, marked: %s, nobody waits for a storage that hangs while the answer is known',
    async (afterwards, isMarked) => {
      const { list, clock } = createTestDoorList(limit(afterwards));
      const storage = createWatchedStorage();
      await writeMinutes(list, storage, { card: '4711', minutes: hour });
      if (isMarked) await list.markFresh({ at: atMinute(0) });
      storage.setHanging(true);
      for (let person = 0; person < 3; person += 1)
        expect((await list.decide(request, { storage })).reason).toBe('booked');
      expect(clock.pendingTimers).toBe(0);
    },
  );

  it('with deny and no mark one person waits half a second for it, and the next not at all', async () => {
    const { list, clock } = createTestDoorList(limit('deny'));
    const storage = createWatchedStorage();
    await writeMinutes(list, storage, { card: '4711', minutes: hour });
    storage.setHanging(true);
    const asked = list.decide(request, { storage });
    await clock.advanceBy(500);
    expect((await asked).reason).toBe('stale');
    expect((await list.decide(request, { storage })).reason).toBe('stale');
  });

  it('with deny and many processes a decision takes over what another one was told', async () => {
    const inner = createMemoryProviderStorage();
    const options = { ...limit('deny'), sharedBy: 'many_processes' } as const;
    const { list: one, clock } = createTestDoorList(options);
    const { list: other } = createTestDoorList({ ...options, clock });
    await writeMinutes(one, inner, { card: '4711', minutes: hour });
    const ask = async () => (await other.decide(request, { storage: inner })).reason;
    expect(await ask()).toBe('stale');
    await one.markFresh({ at: atMinute(0) });
    await clock.advanceBy(1_001);
    expect(await ask()).toBe('booked');
    await clock.advanceTo(atMinute(9));
    await one.markFresh({ at: atMinute(9) });
    await clock.advanceTo(atMinute(15));
    expect(await ask()).toBe('booked');
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
