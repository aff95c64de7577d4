import { AcxError, type Effect } from '../errors/acx-error';
import { ConnectionError } from '../errors/connection-error';

/** One call to the storage, as errors tell of it. */
export interface DoorStorageCall {
  readonly providerId: string;
  readonly operation: 'read the door list' | 'write the door list' | 'read door events' | 'write door events';
  /** What a failure leaves: a look changes nothing, of a write nobody knows. */
  readonly effect: Effect;
  readonly signal?: AbortSignal;
}

/**
 * Makes one call to the storage. An error of ours is passed on when its effect can be true; of any other nothing is told, because its text
 * could hold anything.
 * @throws AcxError with an honest effect.
 */
export async function callDoorStorage<Answer>(call: DoorStorageCall, send: () => Promise<Answer>): Promise<Answer> {
  const { providerId, operation, effect, signal } = call;
  if (signal?.aborted) throw new ConnectionError({ providerId, operation, reason: 'aborted', effect: 'none' });
  try {
    return await send();
  } catch (failure) {
    if (AcxError.isInstance(failure) && (failure.effect === effect || failure.effect === 'none')) throw failure;
    const advice = 'Look after the database that keeps the ledger.';
    throw new ConnectionError({ providerId, operation, reason: 'network', effect, advice });
  }
}
