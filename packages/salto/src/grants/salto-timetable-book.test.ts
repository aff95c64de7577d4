import { type Change, createMemoryProviderStorage, type ProviderStorage } from '@acx/core/provider';
import { createFixedClock } from '@acx/core/testing';
import { describe, expect, it } from 'vitest';
import { simulatedFetch } from '../__fixtures__/salto-host';
import { saltoGrantKey, saltoLane } from '../convert/salto-grant-state';
import { createSalto } from '../salto-provider';
import { createSaltoBuilding, createSaltoSimulator } from '../testing';
import { createSaltoClient } from '../wire/salto-client';
import { openTimetableBook } from './salto-timetable-book';
import type { PoolSlot } from './salto-timetable-pool';

const KEY = 'timetables';
const timeZone = 'Europe/Dublin';

function createHouse() {
  const clock = createFixedClock('2026-06-01T08:00:00.000Z');
  const simulator = createSaltoSimulator({ clock, timeZone });
  createSaltoBuilding(simulator);
  const transport = { kind: 'http', baseUrl: 'http://127.0.0.1:8100', fetch: simulatedFetch(simulator) } as const;
  return { clock, transport };
}

const used = (slot: number): PoolSlot => ({ content: `C${slot}`, users: { [`g${slot}`]: 'l' }, isWritten: true });
const poolOf = (slots: readonly number[]) => ({
  slots: Object.fromEntries(slots.map((slot) => [slot, used(slot)])),
});

async function storageWith(slots: readonly number[]): Promise<ProviderStorage> {
  const storage = createMemoryProviderStorage();
  await storage.compareAndSet(KEY, { expectedVersion: undefined, value: poolOf(slots) });
  return storage;
}

describe('the book of timetables', () => {
  const open = (storage: ProviderStorage) => {
    const { transport } = createHouse();
    const client = createSaltoClient({ id: 'house', transport });
    const settings = { providerId: 'house', client, range: { from: 900, to: 909 }, endOfDay: '23:59:59' };
    return openTimetableBook(settings, { storage });
  };
  const add = (slot: number) => (pool: { slots: { readonly [slot: string]: PoolSlot } }) => ({
    slots: { ...pool.slots, [slot]: used(slot) },
  });

  it('keeps what a faster worker has stored, and adds its own', async () => {
    const storage = await storageWith([900]);
    const faster = await open(storage);
    let isAhead = false;
    const slower = await open({
      read: (key) => storage.read(key),
      async compareAndSet(key, change) {
        if (!isAhead) {
          isAhead = true;
          await faster.change(add(901));
        }
        return storage.compareAndSet(key, change);
      },
    });
    expect(await slower.change(add(902))).toEqual(poolOf([900, 901, 902]));
    expect(await faster.read()).toEqual(poolOf([900, 901, 902]));
  });

  it('gives up with an error that may pass when others are faster a hundred times', async () => {
    const storage = await storageWith([900]);
    const book = await open({ read: (key) => storage.read(key), compareAndSet: async () => false });
    await expect(book.change(add(901))).rejects.toMatchObject({ code: 'conflict', isRetryable: true, effect: 'none' });
    expect((await storage.read(KEY))?.value).toEqual(poolOf([900]));
  });
});

describe('a change that takes a slot', () => {
  it.each([
    { before: 16, left: 3, isWarned: false },
    { before: 17, left: 2, isWarned: true },
  ])('and leaves $left of 20 is a reason to warn: $isWarned', async ({ before, left, isWarned }) => {
    const { clock, transport } = createHouse();
    const slots = { from: 900, to: 919 };
    const provider = createSalto({ id: 'house', transport, timeZone, clock, timetableSlots: slots });
    const storage = await storageWith(Array.from({ length: before }, (_, index) => 900 + index));
    const after = {
      accessLevel: 'APT-501',
      zone: 'GYM',
      period: { from: '2026-06-01', to: '2026-06-01' },
      intervals: [{ from: '18:00:00', to: '20:00:00', days: ['monday'] }],
    };
    const grantKey = saltoGrantKey({ subject: 'APT-501', place: 'GYM' });
    const change: Change = { kind: 'create', grantKey, after, reason: 'a booking needs it' };
    const lane = saltoLane({ subject: 'APT-501' });
    const [outcome] = await provider.applyChanges({ lane, changes: [change] }, { storage });
    expect(outcome?.effect).toBe('applied');
    if (isWarned) expect(outcome?.warning?.message).toContain(`${left} of 20 timetable slots`);
    else expect(outcome?.warning).toBeUndefined();
  });
});
