import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ledgerStorage } from '../engine/ledger-storage';
import type { ProviderStorage } from '../ports/provider-storage';
import { seeded } from '../testing/laws/seeded';
import { createMemoryLedger } from './memory-ledger';
import { createMemoryProviderStorage } from './memory-storage';

describe('the storage of a provider, in memory alone', () => {
  it('holds what was stored from the version that was read, and nothing else', async () => {
    const storage = createMemoryProviderStorage();
    expect(await storage.compareAndSet('pool', { expectedVersion: undefined, value: { slots: [1] } })).toBe(true);
    const { version } = (await storage.read('pool')) ?? {};
    expect(await storage.compareAndSet('pool', { expectedVersion: undefined, value: 'late' })).toBe(false);
    expect((await storage.read('pool'))?.value).toEqual({ slots: [1] });
    expect(await storage.compareAndSet('pool', { expectedVersion: version, value: undefined })).toBe(true);
    expect(await storage.read('pool')).toBeUndefined();
  });

  const runs = seeded(100);
  it(`loses no update, however those who write come between each other (seed ${runs.seed})`, async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), fc.array(fc.nat(2), { minLength: 2, maxLength: 6 }), async (scheduler, keys) => {
        const storage = createMemoryProviderStorage();
        const read = scheduler.scheduleFunction((key: string) => storage.read(key));
        const compareAndSet = scheduler.scheduleFunction((...change: Parameters<ProviderStorage['compareAndSet']>) =>
          storage.compareAndSet(...change),
        );
        const add = async (key: string, token: number): Promise<void> => {
          for (;;) {
            const former = await read(key);
            const value = [...(Array.isArray(former?.value) ? former.value : []), token];
            if (await compareAndSet(key, { expectedVersion: former?.version, value })) return;
          }
        };
        const tokensOf = (key: number): number[] => keys.flatMap((used, token) => (used === key ? [token] : []));
        await scheduler.waitFor(Promise.all(keys.map((key, token) => add(String(key), token))));
        for (const key of new Set(keys)) {
          const stored = (await storage.read(String(key)))?.value;
          expect(Array.isArray(stored) ? [...stored].sort() : stored).toEqual(tokensOf(key));
        }
      }),
      runs,
    );
  });
});

describe('the storage in the ledger', () => {
  it('is one for each provider, and the same for every process', async () => {
    const ledger = createMemoryLedger();
    await ledgerStorage(ledger, 'a').compareAndSet('pool', { expectedVersion: undefined, value: 1 });
    expect(await ledgerStorage(ledger, 'b').read('pool')).toBeUndefined();
    expect((await ledgerStorage(ledger, 'a').read('pool'))?.value).toBe(1);
  });

  it('is taken back with the transaction that failed, and its versions do not come again', async () => {
    const ledger = createMemoryLedger();
    let lost: number | undefined;
    const failing = ledger.transaction(async ({ storage }) => {
      await storage.compareAndSet('a', 'pool', { expectedVersion: undefined, value: 1 });
      lost = (await storage.read('a', 'pool'))?.version;
      throw new Error('undone');
    });
    await expect(failing).rejects.toThrow('undone');
    await ledger.transaction(async ({ storage }) => {
      expect(await storage.read('a', 'pool')).toBeUndefined();
      await storage.compareAndSet('a', 'pool', { expectedVersion: undefined, value: 2 });
      expect((await storage.read('a', 'pool'))?.version).not.toBe(lost);
    });
  });
});
