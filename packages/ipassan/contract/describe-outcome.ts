import { AcxError, type Outcome } from '@acx/core/provider';

/** What became of a change, without anything of the change itself. */
export function describeOutcome(outcome: Outcome | undefined): string {
  if (outcome === undefined) return 'no outcome';
  const { effect, error } = outcome;
  return error === undefined ? effect : `${effect}: ${codeText(error)}`;
}

/** What became of a call: `done`, or the code of its error. */
export async function codeOf(work: () => Promise<unknown>): Promise<string> {
  try {
    await work();
    return 'done';
  } catch (failure) {
    return AcxError.isInstance(failure) ? codeText(failure) : 'an unknown error';
  }
}

function codeText(error: AcxError): string {
  const { code, vendorCode, what } = error.toJSON();
  return [code, vendorCode ?? what].filter((part) => part !== undefined).join(' ');
}
