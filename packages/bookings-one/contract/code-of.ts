import { AcxError } from '@acx/core/provider';

/** What became of a call: `done`, or the code of its error, without anything of what was answered. */
export async function codeOf(work: () => Promise<unknown>): Promise<string> {
  try {
    await work();
    return 'done';
  } catch (failure) {
    if (!AcxError.isInstance(failure)) return 'an unknown error';
    const { code, vendorCode } = failure.toJSON();
    return vendorCode === undefined ? code : `${code} ${vendorCode}`;
  }
}
