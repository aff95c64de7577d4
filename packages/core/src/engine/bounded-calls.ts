import { ConnectionError } from '../errors/connection-error';
import type { AccessProvider } from '../ports/access-provider';

type ApplyChanges = AccessProvider['applyChanges'];
type ReadGrants = NonNullable<AccessProvider['readGrants']>;

/** The calls of a provider that reach its vendor, each given up in time even when the provider does not listen to its signal. */
export interface BoundedCalls {
  applyChanges(request: Parameters<ApplyChanges>[0]): ReturnType<ApplyChanges>;
  /** Absent when the vendor cannot be read. */
  readGrants?(request: Parameters<ReadGrants>[0]): ReturnType<ReadGrants>;
}

/** A provider that never answers costs its own lane a lease, and nothing else. */
export function boundCalls(provider: AccessProvider, signal: AbortSignal): BoundedCalls {
  const { id } = provider;
  const calls: BoundedCalls = {
    applyChanges: (request) => untilAborted(id, 'applyChanges', signal, provider.applyChanges(request, { signal })),
  };
  if (provider.readGrants !== undefined) {
    const readGrants = provider.readGrants.bind(provider);
    calls.readGrants = (request) => untilAborted(id, 'readGrants', signal, readGrants(request, { signal }));
  }
  return calls;
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
