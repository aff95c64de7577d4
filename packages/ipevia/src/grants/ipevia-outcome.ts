import { AcxError, ConnectionError, type Outcome, ProviderCallError, type ProviderWarning } from '@acx/core/provider';

/** It is as it was asked for. */
export function applied(
  grantKey: string,
  { vendorReference, warning }: { readonly vendorReference?: string; readonly warning?: ProviderWarning } = {},
): Outcome {
  return {
    grantKey,
    effect: 'applied',
    ...(vendorReference === undefined ? {} : { vendorReference }),
    ...(warning === undefined ? {} : { warning }),
  };
}

/** It failed, with what the error says of its effect. @throws what is no AcxError: a mistake of ours. */
export function failed(grantKey: string, failure: unknown): Outcome {
  if (!AcxError.isInstance(failure)) throw failure;
  return { grantKey, effect: failure.effect, error: failure };
}

/** Does the failure say that the next call will fail too? Then none is made. */
export function isOutage(failure: unknown): failure is AcxError {
  if (!AcxError.isInstance(failure)) return false;
  if (failure.code === 'authentication' || failure.code === 'connection') return true;
  return ProviderCallError.isInstance(failure) && failure.code === 'provider_call' && failure.isRetryable;
}

/** The change was not sent, because the one before it found the vendor out of order. */
export function notSent(grantKey: string, failure: AcxError, providerId: string): Outcome {
  // What is in doubt is in doubt for the change that was sent, and for no other.
  if (failure.effect === 'none') return { grantKey, effect: 'none', error: failure };
  const advice = 'A call before it failed, so this one was not made.';
  const error = new ConnectionError({
    providerId,
    operation: 'applyChanges',
    reason: 'network',
    effect: 'none',
    advice,
  });
  return { grantKey, effect: 'none', error };
}
