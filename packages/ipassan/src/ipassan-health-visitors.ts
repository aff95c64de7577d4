import { AcxError, type HealthFinding } from '@acx/core/provider';
import type { IpassanClient } from './wire/ipassan-client';
import type { IpassanCallOptions } from './wire/ipassan-session';

/** Can visitors be read? One call. Only a warning when they cannot: facilities work all the same. */
export async function checkIpassanVisitors(
  client: Pick<IpassanClient, 'visitors'>,
  options: IpassanCallOptions,
): Promise<HealthFinding> {
  try {
    for await (const _visitor of client.visitors.list({ ...options, pageSize: 1 })) break;
    return { area: 'visitors', status: 'ok', message: 'Visitors can be read.' };
  } catch (failure) {
    if (!AcxError.isInstance(failure)) throw failure;
    return {
      area: 'visitors',
      status: 'warning',
      message:
        `Visitors cannot be read, so visits will fail: ${failure.message} If the API user may not do this, give its operator group the rights ` +
        "on visitors in iPassan Manager; if it may, compare the path and fields of visitors in the wire profile with the vendor's documents.",
    };
  }
}
