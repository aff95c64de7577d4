import { createMemoryProviderStorage } from '../../ledger/memory-storage';
import { isSameJson } from '../../model/json';
import type { ProviderStorage } from '../../ports/provider-storage';

/** A storage that counts its calls and goes wrong when it is told to. */
export interface WatchedStorage extends ProviderStorage {
  readonly reads: number;
  /** Without those of door events, which give nobody a right. */
  readonly writes: number;
  /** Those of them that have left something else than was there. */
  readonly changes: number;
  /** While on, every call fails and nothing is stored. */
  setOutage(isOut: boolean): void;
  /** The next call fails and nothing is stored. */
  failNext(): void;
  /** The next write of rows is stored, and its answer is lost. */
  dropNextAnswer(): void;
  /** While on, calls are answered only when it is off again. */
  setHanging(isHanging: boolean): void;
  /** Called before each write, for example to get ahead of it. */
  beforeWrite(callback: (() => Promise<void>) | undefined): void;
  /** Everything that is stored, as text. */
  text(): Promise<string>;
}

/** In memory, and well at first. @param inner Shared by several processes. */
export function createWatchedStorage(inner: ProviderStorage = createMemoryProviderStorage()): WatchedStorage {
  const keys = new Set<string>();
  let [reads, writes, changes] = [0, 0, 0];
  let isOut = false;
  let isFailing = false;
  let isDropping = false;
  let before: (() => Promise<void>) | undefined;
  let gate: { readonly opened: Promise<void>; open(): void } | undefined;

  const arrive = async (key: string): Promise<void> => {
    keys.add(key);
    await gate?.opened;
    if (!isOut && !isFailing) return;
    isFailing = false;
    throw new Error('The database is away.');
  };
  return {
    get reads() {
      return reads;
    },
    get writes() {
      return writes;
    },
    get changes() {
      return changes;
    },
    async read(key) {
      reads += 1;
      await arrive(key);
      return inner.read(key);
    },
    async compareAndSet(key, change) {
      if (key !== 'door-events') writes += 1;
      await arrive(key);
      const callback = before;
      before = undefined;
      await callback?.();
      const former = await inner.read(key);
      const isStored = await inner.compareAndSet(key, change);
      if (isStored && key !== 'door-events' && !isSameJson(former?.value, change.value)) changes += 1;
      if (!isDropping || !key.startsWith('door/')) return isStored;
      isDropping = false;
      throw new Error('The answer of the database is lost.');
    },
    setOutage(next) {
      isOut = next;
    },
    failNext() {
      isFailing = true;
    },
    dropNextAnswer() {
      isDropping = true;
    },
    setHanging(isHanging) {
      if (isHanging) {
        let open = (): void => {};
        const opened = new Promise<void>((resolve) => {
          open = resolve;
        });
        gate = { opened, open: () => open() };
      } else {
        gate?.open();
        gate = undefined;
      }
    },
    beforeWrite(callback) {
      before = callback;
    },
    async text() {
      const values = await Promise.all([...keys].map((key) => inner.read(key)));
      return JSON.stringify([...keys].map((key, index) => [key, values[index]?.value ?? null]));
    },
  };
}
