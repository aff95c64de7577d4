import { describe, expect, it } from 'vitest';
import { createMemoryProviderStorage } from '../ledger/memory-storage';
import type { ProviderStorage } from '../ports/provider-storage';
import { createFixedClock } from '../testing/clock/fixed-clock';
import {
  atMinute,
  createTestDoorList,
  DOOR_TEST_START,
  presentCard,
  writeMinutes,
} from './__fixtures__/door-test-list';
import { createWatchedStorage } from './__fixtures__/watched-storage';

const at = atMinute(30);
const hour = [0, 60] as const;

describe('the stored list of a door', () => {
  it('loses no card when two processes write at once', async () => {
    const inner = createMemoryProviderStorage();
    const [one, other] = [createTestDoorList().list, createTestDoorList().list];
    const storage = createWatchedStorage(inner);
    storage.beforeWrite(async () => void (await writeMinutes(other, inner, { card: '4712', minutes: hour })));
    expect(await writeMinutes(one, storage, { card: '4711', minutes: hour })).toMatchObject({ effect: 'applied' });
    const reader = createTestDoorList().list;
    await reader.load(inner);
    for (const card of ['4711', '4712']) {
      expect(presentCard(reader, { card, at })).toBe('booked');
      expect(presentCard(one, { card, at })).toBe('booked');
    }
  });

  it('is not written by a worker that stood still while somebody else has changed the same card', async () => {
    const inner = createMemoryProviderStorage();
    const [late, other] = [createTestDoorList().list, createTestDoorList().list];
    await writeMinutes(other, inner, { card: '4711', minutes: hour });
    const storage = createWatchedStorage(inner);
    storage.beforeWrite(async () => void (await writeMinutes(other, inner, { card: '4711' })));
    const outcome = await writeMinutes(late, storage, { card: '4711', minutes: [0, 90] });
    expect(outcome).toMatchObject({ effect: 'none', error: { code: 'conflict', isRetryable: true } });
    await late.load(inner);
    expect(presentCard(late, { card: '4711', at })).toBe('unknown_credential');
  });

  it('is not written when the call was given up while the storage was being read', async () => {
    const storage = createWatchedStorage();
    const { list } = createTestDoorList();
    const controller = new AbortController();
    storage.setHanging(true);
    const state = { place: 'north', card: '4711', windows: [{ startsAt: atMinute(0), endsAt: atMinute(60) }] };
    const changes = [{ kind: 'create', grantKey: 'north/1', after: state, reason: 'a test' }] as const;
    const outcomes = list.applyChanges({ lane: 'north', changes }, { storage, signal: controller.signal });
    controller.abort();
    storage.setHanging(false);
    expect(await outcomes).toMatchObject([{ effect: 'none', error: { reason: 'aborted' } }]);
    expect(storage.writes).toBe(0);
  });

  it('is on the shelf as it is stored, also when a look ends after a write that it did not see', async () => {
    const inner = createMemoryProviderStorage();
    const { list } = createTestDoorList();
    await writeMinutes(list, inner, { card: '4711', minutes: hour });
    const answers: (() => void)[] = [];
    // Reads the storage at once, and tells what it has read when it is let go.
    const slow: ProviderStorage = {
      ...inner,
      async read(key) {
        const stored = await inner.read(key);
        if (answers.length === 0 && key.startsWith('door/'))
          await new Promise<void>((resolve) => {
            answers.push(resolve);
          });
        return stored;
      },
    };
    const look = list.load(slow);
    await new Promise(setImmediate);
    await writeMinutes(list, inner, { card: '4711' });
    answers[0]?.();
    await look;
    expect(presentCard(list, { card: '4711', at })).toBe('unknown_credential');
  });

  it('is looked at again before the next decision when nobody knows whether a write took place', async () => {
    const storage = createWatchedStorage();
    const { list } = createTestDoorList();
    await list.load(storage);
    storage.dropNextAnswer();
    const outcome = await writeMinutes(list, storage, { card: '4711', minutes: hour });
    expect(outcome).toMatchObject({ effect: 'unknown', error: { effect: 'unknown', isRetryable: true } });
    expect(presentCard(list, { card: '4711', at })).toBe('unknown_credential');
    const request = { credential: { kind: 'card', value: '4711' }, place: 'north', at } as const;
    expect((await list.decide(request, { storage })).reason).toBe('booked');
    const { reads } = storage;
    await list.decide(request, { storage });
    expect(storage.reads).toBe(reads);
  });

  it('loses what is over when it is written, and is empty without its last card', async () => {
    const storage = createWatchedStorage();
    const clock = createFixedClock(DOOR_TEST_START);
    const { list } = createTestDoorList({ clock });
    await writeMinutes(list, storage, { card: 'EARLY1', minutes: [0, 10] });
    await writeMinutes(list, storage, { card: 'LATER1', minutes: [0, 60] });
    expect(await storage.text()).toContain('EARLY1');
    await clock.advanceBy(10 * 60_000);
    await writeMinutes(list, storage, { card: 'OTHER1', minutes: [20, 60] });
    expect(await storage.text()).not.toContain('EARLY1');
    expect(presentCard(list, { card: 'LATER1', at })).toBe('booked');
    for (const card of ['LATER1', 'OTHER1']) await writeMinutes(list, storage, { card });
    expect(await storage.text()).toMatch(/^\[\["door\/[0-9a-f]{20}",\{"rows":\[\]\}\]\]$/);
  });

  it('is written once by a change that changes nothing, and by a read of grants in doubt; else by nobody', async () => {
    const storage = createWatchedStorage();
    const { list } = createTestDoorList();
    const writesOf = async (act: () => Promise<unknown>): Promise<number> => {
      const { writes } = storage;
      await act();
      return storage.writes - writes;
    };
    const read = (keys: readonly string[]) => async () =>
      list.readGrants?.({ lane: 'north', grants: keys.map((grantKey) => ({ grantKey })) }, { storage });
    expect(await writesOf(() => writeMinutes(list, storage, { card: '4711', minutes: hour }))).toBe(1);
    expect(await writesOf(() => writeMinutes(list, storage, { card: '4711', minutes: hour }))).toBe(1);
    expect(await writesOf(() => writeMinutes(list, storage, { card: '4712' }))).toBe(1);
    expect(await writesOf(read(['absent', 'absent too']))).toBe(1);
    expect(await writesOf(read([]))).toBe(0);
    expect(await writesOf(() => list.load(storage))).toBe(0);
    expect(await writesOf(() => list.checkHealth({ storage }))).toBe(0);
    expect(await writesOf(() => writeMinutes(list, storage, { card: '4711' }))).toBe(1);
  });

  it('is looked at again when a look began before a write of which nobody knows', async () => {
    const inner = createMemoryProviderStorage();
    const { list } = createTestDoorList();
    await writeMinutes(list, inner, { card: '4712', minutes: hour });
    let answer = (): void => {};
    const slow: ProviderStorage = {
      ...inner,
      async read(key) {
        const stored = await inner.read(key);
        await new Promise<void>((resolve) => {
          answer = resolve;
        });
        return stored;
      },
    };
    const look = list.decide({ credential: { kind: 'card', value: '4711' }, place: 'south', at }, { storage: slow });
    const lost: ProviderStorage = {
      read: inner.read,
      async compareAndSet(key, change) {
        await inner.compareAndSet(key, change);
        throw new Error('The answer is lost.');
      },
    };
    await writeMinutes(list, lost, { card: '4711', place: 'south', minutes: hour });
    answer();
    await new Promise(setImmediate);
    answer();
    expect((await look).reason).toBe('booked');
  });

  it('of a door that was taken out of the list can be cleared, and takes nothing new', async () => {
    const storage = createWatchedStorage();
    await writeMinutes(createTestDoorList().list, storage, { card: '4711', minutes: hour });
    const { list } = createTestDoorList({ doors: [{ place: 'south' }] });
    const refused = await writeMinutes(list, storage, { card: '4712', minutes: hour });
    expect(refused).toMatchObject({ effect: 'none', error: { vendorCode: 'unknown_place', isRetryable: false } });
    expect(await writeMinutes(list, storage, { card: '4711' })).toMatchObject({ effect: 'applied' });
    expect(await storage.text()).not.toContain('4711');
  });
});
