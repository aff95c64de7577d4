import { AcxError, type Effect } from '../errors/acx-error';
import { ConnectionError } from '../errors/connection-error';
import type { ProviderStorage } from '../ports/provider-storage';

/** What the storage is called for, as errors tell of it. */
export interface DoorStorageCall {
  readonly providerId: string;
  readonly what: 'the door list' | 'door events';
  /** What a write that failed leaves. Default `unknown`; `none` for one that stores what was there. */
  readonly writeEffect?: Effect;
  readonly signal?: AbortSignal;
}

/**
 * The storage with errors that can be told: each is an `AcxError` with an honest effect. One of ours is passed on when its effect can be
 * true; of any other nothing is told, because its text could hold anything. After an abort nothing is sent.
 */
export function guardDoorStorage(storage: ProviderStorage, call: DoorStorageCall): ProviderStorage {
  const { providerId, what, writeEffect = 'unknown', signal } = call;
  const send = async <Answer>(operation: string, effect: Effect, ask: () => Promise<Answer>): Promise<Answer> => {
    if (signal?.aborted) throw new ConnectionError({ providerId, operation, reason: 'aborted', effect: 'none' });
    try {
      return await ask();
    } catch (failure) {
      if (AcxError.isInstance(failure) && (failure.effect === effect || failure.effect === 'none')) throw failure;
      const advice = 'Look after the database that keeps the ledger.';
      throw new ConnectionError({ providerId, operation, reason: 'network', effect, advice });
    }
  };
  return {
    read: (key) => send(`read ${what}`, 'none', () => storage.read(key)),
    compareAndSet: (key, change) => send(`write ${what}`, writeEffect, () => storage.compareAndSet(key, change)),
  };
}
