import { AcxError } from '@acx/core/provider';

/** What came of a call: `done`, or the effect and the codes of its failure. Nothing that iPevia has written. */
export async function outcomeOf(work: () => Promise<unknown>): Promise<string> {
  try {
    await work();
    return 'done';
  } catch (failure) {
    return describeFailure(failure);
  }
}

/** A failure in codes alone: `none: conflict card duplicatedIdentifier`. */
export function describeFailure(failure: unknown): string {
  if (!AcxError.isInstance(failure)) return 'an unknown error';
  const { effect, code, what, vendorCode } = failure.toJSON();
  return `${effect}: ${[code, what, vendorCode].filter((part) => part !== undefined).join(' ')}`;
}

/** As it stands in the observations. */
export function yesOrNo(isSo: boolean): 'yes' | 'no' {
  return isSo ? 'yes' : 'no';
}
