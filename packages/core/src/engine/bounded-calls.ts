import { ConnectionError } from '../errors/connection-error';
import type { AccessProvider } from '../ports/access-provider';
import type { CallOptions } from '../ports/call-options';
import type { EngineContext } from './engine-context';
import { ledgerStorage } from './ledger-storage';

type ApplyChanges = AccessProvider['applyChanges'];
type ReadGrants = NonNullable<AccessProvider['readGrants']>;

/** The calls of a provider that reach its vendor, each given up in time even when the provider does not listen to its signal. */
export interface BoundedCalls {
  applyChanges(request: Parameters<ApplyChanges>[0]): ReturnType<ApplyChanges>;
  /** Absent when the vendor cannot be read. */
  readGrants?(request: Parameters<ReadGrants>[0]): ReturnType<ReadGrants>;
}

/**
 * A provider that never answers costs its own lane a lease, and nothing else. A call takes its last turn when half of the time that is left for it
 * is over: so it ends by itself where the limit of calls leaves little room, and tells what it has done.
 * @param bounds.giveUpAtMs When the signal comes.
 */
export function boundCalls(
  provider: AccessProvider,
  { clock, ledger, turns }: Pick<EngineContext, 'clock' | 'ledger' | 'turns'>,
  { signal, giveUpAtMs }: { signal: AbortSignal; giveUpAtMs: number },
): BoundedCalls {
  const { id } = provider;
  const storage = ledgerStorage(ledger, id);
  const optionsNow = (): CallOptions => {
    const untilMs = (clock.nowMs() + giveUpAtMs) / 2;
    return { signal, storage, takeTurn: turns.forCalls({ providerId: id, signal, untilMs }) };
  };
  const calls: BoundedCalls = {
    applyChanges: (request) => untilAborted(id, 'applyChanges', signal, provider.applyChanges(request, optionsNow())),
  };
  if (provider.readGrants !== undefined) {
    const readGrants = provider.readGrants.bind(provider);
    calls.readGrants = (request) => untilAborted(id, 'readGrants', signal, readGrants(request, optionsNow()));
  }
  return calls;
}

/** Makes one call outside of the lanes, given up after `timeoutMs` or when a stop has waited long enough. */
export async function callWithin<T>(
  context: Pick<EngineContext, 'clock' | 'ledger' | 'stopping' | 'turns'>,
  { providerId, operation, timeoutMs }: { providerId: string; operation: string; timeoutMs: number },
  call: (options: CallOptions) => Promise<T>,
): Promise<T> {
  const { clock, ledger, stopping, turns } = context;
  const controller = new AbortController();
  const giveUp = (): void => controller.abort();
  const cancelTimer = clock.schedule(timeoutMs, giveUp);
  if (stopping.aborted) giveUp();
  stopping.addEventListener('abort', giveUp, { once: true });
  const { signal } = controller;
  try {
    const takeTurn = turns.forCalls({ providerId, signal });
    const work = call({ signal, storage: ledgerStorage(ledger, providerId), takeTurn });
    return await untilAborted(providerId, operation, signal, work);
  } finally {
    cancelTimer();
    stopping.removeEventListener('abort', giveUp);
  }
}

/** Resolves as the work does, or rejects when the signal comes first; then nobody knows whether the work took effect. */
export function untilAborted<T>(
  providerId: string,
  operation: string,
  signal: AbortSignal,
  work: Promise<T>,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const giveUp = (): void =>
      reject(new ConnectionError({ providerId, operation, reason: 'timeout', effect: 'unknown' }));
    if (signal.aborted) giveUp();
    signal.addEventListener('abort', giveUp, { once: true });
    void work.then(resolve, reject).finally(() => signal.removeEventListener('abort', giveUp));
  });
}
