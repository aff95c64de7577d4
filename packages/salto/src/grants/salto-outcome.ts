import { AcxError, type Outcome, type ProviderWarning } from '@acx/core/provider';

/** It is as it was asked for. */
export function applied({
  grantKey,
  warning,
}: {
  readonly grantKey: string;
  readonly warning?: ProviderWarning;
}): Outcome {
  return { grantKey, effect: 'applied', ...(warning === undefined ? {} : { warning }) };
}

/** It failed, with what the error says of its effect. @throws what is no AcxError: a mistake of ours. */
export function failed(grantKey: string, failure: unknown): Outcome {
  if (!AcxError.isInstance(failure)) throw failure;
  return { grantKey, effect: failure.effect, error: failure };
}
