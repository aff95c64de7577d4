import { AcxError } from '@acx/core/provider';

/** `done`, or what was refused with: never the vendor's own words. */
export async function outcomeOf(work: () => Promise<unknown>): Promise<string> {
  try {
    await work();
    return 'done';
  } catch (failure) {
    return describeFailure(failure);
  }
}

/** Effect and code of a failure, without a word of the vendor. */
export function describeFailure(failure: unknown): string {
  if (!AcxError.isInstance(failure)) return 'an unknown error';
  const { effect, code, vendorCode, what } = failure.toJSON();
  return [`${effect}:`, code, what, vendorCode].filter((part) => part !== undefined).join(' ');
}
