import type { AcxError, Effect } from '../../errors/acx-error';
import { ConnectionError } from '../../errors/connection-error';
import { ProviderCallError } from '../../errors/provider-call-error';
import type { CallOptions } from '../../ports/call-options';
import { FakeWireFailure } from './fake-wire-failure';

/** One call to the fake vendor, as errors tell of it. */
export interface FakeCall extends Pick<CallOptions, 'signal' | 'takeTurn'> {
  readonly providerId: string;
  readonly operation: 'write' | 'read' | 'list' | 'events' | 'subscribe' | 'ping';
}

/** Makes one call to the fake vendor. @throws AcxError with an honest effect. */
export async function callFakeVendor<Answer>(call: FakeCall, send: () => Promise<Answer>): Promise<Answer> {
  const { providerId, operation, signal, takeTurn } = call;
  if (takeTurn !== undefined && !signal?.aborted) await takeTurn({ operation, signal });
  if (signal?.aborted) throw new ConnectionError({ providerId, operation, reason: 'aborted', effect: 'none' });
  try {
    return await untilAborted(send(), signal);
  } catch (failure) {
    if (failure instanceof FakeWireFailure) throw wireFailureToError(failure, call);
    throw failure;
  }
}

/** The final no of the vendor to one change, or to a whole call. */
export function refusalError({ providerId, operation }: FakeCall): ProviderCallError {
  const message = `${providerId} refused a ${operation} for good; nothing was changed by it.`;
  return new ProviderCallError({ providerId, operation, message, status: 422, vendorCode: 'refused' });
}

function wireFailureToError(failure: FakeWireFailure, call: FakeCall): AcxError {
  const { providerId, operation } = call;
  const { kind, retryAfterMs } = failure;
  const ifSent: Effect = operation === 'write' ? 'unknown' : 'none';
  if (kind === 'refused') return refusalError(call);
  if (kind === 'unreachable') return new ConnectionError({ providerId, operation, reason: 'refused', effect: 'none' });
  if (kind === 'lost') return new ConnectionError({ providerId, operation, reason: 'reset', effect: ifSent });
  if (kind === 'aborted') return new ConnectionError({ providerId, operation, reason: 'aborted', effect: ifSent });
  const message = `${providerId} cannot do a ${operation} now (${kind}); nothing was changed. Try again later.`;
  const status = kind === 'rate_limited' ? 429 : 503;
  return new ProviderCallError({
    ...{ providerId, operation, message, status, retryAfterMs },
    vendorCode: kind,
    isRetryable: true,
  });
}

function untilAborted<Answer>(answer: Promise<Answer>, signal: AbortSignal | undefined): Promise<Answer> {
  if (signal === undefined) return answer;
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(new FakeWireFailure('aborted'));
    signal.addEventListener('abort', abort, { once: true });
    answer.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
