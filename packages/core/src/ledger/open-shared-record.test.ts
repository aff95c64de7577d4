import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { ConfigurationError } from '../errors/configuration-error';
import { ConflictError } from '../errors/conflict-error';
import type { ProviderStorage } from '../ports/provider-storage';
import { createMemoryProviderStorage } from './memory-storage';
import { openSharedRecord } from './open-shared-record';

type Counter = { readonly count: number };

const open = (storage: ProviderStorage | undefined) =>
  openSharedRecord<Counter>(
    {
      providerId: 'house',
      key: 'counter',
      name: 'counter',
      schema: z.strictObject({ count: z.number() }),
      initial: { count: 0 },
    },
    { storage },
  );
const plusOne = ({ count }: Counter): Counter => ({ count: count + 1 });

describe('openSharedRecord', () => {
  it('begins with what it is told to, and says that nothing is stored', async () => {
    const record = open(createMemoryProviderStorage());
    expect([await record.read(), await record.isStored()]).toEqual([{ count: 0 }, false]);
  });

  it('keeps what was changed, for whoever opens it next', async () => {
    const storage = createMemoryProviderStorage();
    expect(await open(storage).change(plusOne)).toEqual({ count: 1 });
    expect([await open(storage).read(), await open(storage).isStored()]).toEqual([{ count: 1 }, true]);
  });

  it('loses no change when many change it at once', async () => {
    const storage = createMemoryProviderStorage();
    await Promise.all(Array.from({ length: 20 }, () => open(storage).change(plusOne)));
    expect(await open(storage).read()).toEqual({ count: 20 });
  });

  it('writes nothing when nothing changes', async () => {
    const storage = createMemoryProviderStorage();
    await open(storage).change(plusOne);
    const before = await storage.read('counter');
    await open(storage).change((content) => content);
    expect(await storage.read('counter')).toEqual(before);
  });

  it('gives up when somebody else is always faster, and says that it may be tried again', async () => {
    const storage = createMemoryProviderStorage();
    const record = open({ read: storage.read, compareAndSet: async () => false });
    const failure = await record.change(plusOne).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ConflictError);
    expect(failure).toMatchObject({ isRetryable: true, effect: 'none' });
  });

  it('refuses a content that it cannot understand, and changes nothing of it', async () => {
    const storage = createMemoryProviderStorage();
    await storage.compareAndSet('counter', { expectedVersion: undefined, value: { number: 3 } });
    await expect(open(storage).change(plusOne)).rejects.toThrow(ConfigurationError);
    expect((await storage.read('counter'))?.value).toEqual({ number: 3 });
  });

  it('cannot do without a storage', () => {
    expect(() => open(undefined)).toThrow(ConfigurationError);
  });
});
