import { AcxError, type HealthFinding } from '@acx/core/provider';
import type { IpassanAsset } from './wire/ipassan-asset';
import type { IpassanClient } from './wire/ipassan-client';
import type { IpassanCallOptions } from './wire/ipassan-session';

/** Can the bookings of every asset be read? One call per asset; each asset that cannot is named. */
export async function checkIpassanPlaces(
  client: Pick<IpassanClient, 'assets' | 'assetBookings'>,
  options: IpassanCallOptions,
): Promise<HealthFinding[]> {
  const findings: HealthFinding[] = [];
  let assetCount = 0;
  try {
    for await (const asset of client.assets.list(options)) {
      assetCount += 1;
      const problem = await problemOf(client, asset, options);
      if (problem !== undefined) findings.push({ area: 'places', status: 'failed', message: problem });
    }
  } catch (failure) {
    if (!AcxError.isInstance(failure)) throw failure;
    return [...findings, { area: 'places', status: 'failed', message: failure.message }];
  }
  if (assetCount === 0)
    return [
      {
        area: 'places',
        status: 'warning',
        message: 'The site has no asset. In iPassan Manager, create one of the type "Asset Booking" for each facility.',
      },
    ];
  if (findings.length > 0) return findings;
  return [{ area: 'places', status: 'ok', message: `The bookings of all ${assetCount} assets can be read.` }];
}

async function problemOf(
  client: Pick<IpassanClient, 'assetBookings'>,
  { uuid, name }: IpassanAsset,
  options: IpassanCallOptions,
): Promise<string | undefined> {
  try {
    for await (const _booking of client.assetBookings.list(uuid, { ...options, pageSize: 1 })) break;
    return undefined;
  } catch (failure) {
    if (!AcxError.isInstance(failure)) throw failure;
    const label = name === undefined ? uuid : `"${name}" (${uuid})`;
    if ('vendorCode' in failure && failure.vendorCode === 'not_manager')
      return `The API user is not a manager of asset ${label}. In iPassan Manager, add a user of the operator group "Web API" to its managers.`;
    return `The bookings of asset ${label} cannot be read: ${failure.message}`;
  }
}
