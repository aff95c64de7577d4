import { describe, expect, it } from 'vitest';
import { createMemoryProviderStorage } from '../ledger/memory-storage';
import type { ProviderStorage } from '../ports/provider-storage';
import { atMinute, createTestDoorList, presentCard, writeMinutes } from './__fixtures__/door-test-list';
import { doorGrantKey } from './door-grant-state';

const card = '4711';
const at = atMinute(30);
const hour = [0, 60] as const;
const grants = [{ grantKey: doorGrantKey({ place: 'north', card }) }];

/** A storage whose next write stands still until it is let go. */
function createStandingStorage(inner: ProviderStorage) {
  let arrive = (): void => {};
  let letGo = (): void => {};
  const arrived = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  const gate = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  const storage: ProviderStorage = {
    read: inner.read,
    async compareAndSet(key, change) {
      arrive();
      await gate;
      return inner.compareAndSet(key, change);
    },
  };
  return { storage, arrived, letGo: () => letGo() };
}

/** A write of a worker whose lease runs out while the storage stands still; everything else happens in between. */
async function letStandStill(
  inner: ProviderStorage,
  minutes: readonly [number, number] | undefined,
  meanwhile: () => Promise<unknown>,
) {
  const { list: late } = createTestDoorList();
  const { storage, arrived, letGo } = createStandingStorage(inner);
  const controller = new AbortController();
  const outcome = writeMinutes(late, storage, { card, minutes, signal: controller.signal });
  await arrived;
  controller.abort();
  await meanwhile();
  letGo();
  return outcome;
}

async function isOpen(inner: ProviderStorage): Promise<boolean> {
  const { list } = createTestDoorList();
  await list.load(inner);
  return presentCard(list, { card, at }) === 'booked';
}

describe('a write that stood still longer than its lease', () => {
  it('brings no card back that was given and taken away since, at a door that had none', async () => {
    const inner = createMemoryProviderStorage();
    const { list } = createTestDoorList();
    const outcome = await letStandStill(inner, hour, async () => {
      await writeMinutes(list, inner, { card, minutes: hour });
      await writeMinutes(list, inner, { card });
    });
    expect(outcome).toMatchObject({ effect: 'none' });
    expect(await isOpen(inner)).toBe(false);
  });

  it.each([false, true])(
    'brings no card in once it was looked for, whether the door has another one: %s',
    async (hasOther) => {
      const inner = createMemoryProviderStorage();
      const { list } = createTestDoorList();
      if (hasOther) await writeMinutes(list, inner, { card: '4712', minutes: hour });
      const outcome = await letStandStill(inner, hour, async () => {
        expect(await list.readGrants?.({ lane: 'north', grants }, { storage: inner })).toEqual([]);
      });
      expect(outcome).toMatchObject({ effect: 'none' });
      expect(await isOpen(inner)).toBe(false);
    },
  );

  it('brings no card in that was revoked before it was there', async () => {
    const inner = createMemoryProviderStorage();
    const { list } = createTestDoorList();
    await letStandStill(inner, hour, () => writeMinutes(list, inner, { card }));
    expect(await isOpen(inner)).toBe(false);
  });

  it('lengthens no window once its grant was read', async () => {
    const inner = createMemoryProviderStorage();
    const { list } = createTestDoorList();
    await writeMinutes(list, inner, { card, minutes: [0, 10] });
    await letStandStill(inner, hour, async () => {
      expect(await list.readGrants?.({ lane: 'north', grants }, { storage: inner })).toHaveLength(1);
    });
    expect(await isOpen(inner)).toBe(false);
  });

  it('may not be stopped for certain: then reading fails, and says that it has changed nothing', async () => {
    const inner = createMemoryProviderStorage();
    const { list } = createTestDoorList();
    const broken: ProviderStorage = { ...inner, compareAndSet: () => Promise.reject(new Error('away')) };
    const reading = list.readGrants?.({ lane: 'north', grants }, { storage: broken });
    await expect(reading).rejects.toMatchObject({ effect: 'none', isRetryable: true });
  });

  it('takes nothing away that was given again since, nor what was read as held', async () => {
    const inner = createMemoryProviderStorage();
    const { list } = createTestDoorList();
    await writeMinutes(list, inner, { card, minutes: hour });
    await letStandStill(inner, undefined, () => writeMinutes(list, inner, { card, minutes: hour }));
    expect(await isOpen(inner)).toBe(true);
    await letStandStill(inner, undefined, async () => list.readGrants?.({ lane: 'north', grants }, { storage: inner }));
    expect(await isOpen(inner)).toBe(true);
  });
});
