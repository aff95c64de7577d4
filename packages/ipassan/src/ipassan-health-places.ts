import { AcxError, type HealthFinding } from '@acx/core/provider';
import type { IpassanAsset } from './wire/ipassan-asset';
import type { IpassanClient } from './wire/ipassan-client';
import type { IpassanCallOptions } from './wire/ipassan-session';

/** What assets are looked at with. */
export interface IpassanPlacesCheck {
  readonly client: Pick<IpassanClient, 'assets' | 'assetBookings'>;
  /** Longest booking by our options. */
  readonly maximumMinutes?: number;
  /** The places that rights are asked for now; none: any asset may be meant. */
  readonly expectedPlaces: readonly string[];
}

/**
 * Can the bookings of every asset be read? One call per asset; each asset that cannot is named. Assets that rights are asked for are also
 * named when their longest booking is another one than ours.
 */
export async function checkIpassanPlaces(
  check: IpassanPlacesCheck,
  options: IpassanCallOptions,
): Promise<HealthFinding[]> {
  const { client, expectedPlaces } = check;
  const failed: HealthFinding[] = [];
  const warnings: HealthFinding[] = [];
  let assetCount = 0;
  try {
    for await (const asset of client.assets.list(options)) {
      assetCount += 1;
      const problem = await problemOf(client, asset, options);
      if (problem !== undefined) failed.push({ area: 'places', status: 'failed', message: problem });
      const isExpected = expectedPlaces.length === 0 || expectedPlaces.includes(asset.uuid);
      const difference = isExpected ? differenceOf(asset, check) : undefined;
      if (difference !== undefined) warnings.push({ area: 'places', status: 'warning', message: difference });
    }
  } catch (failure) {
    if (!AcxError.isInstance(failure)) throw failure;
    return [...failed, ...warnings, { area: 'places', status: 'failed', message: failure.message }];
  }
  if (assetCount === 0)
    return [
      {
        area: 'places',
        status: 'warning',
        message: 'The site has no asset. In iPassan Manager, create one of the type "Asset Booking" for each facility.',
      },
    ];
  if (failed.length > 0) return [...failed, ...warnings];
  return [
    { area: 'places', status: 'ok', message: `The bookings of all ${assetCount} assets can be read.` },
    ...warnings,
  ];
}

/** What comes of it when asset and options allow different lengths. No limit of an asset is written as 0 or not at all (assumed). */
function differenceOf(
  { maximumMinutes: theirs = 0, ...asset }: IpassanAsset,
  { maximumMinutes: ours }: IpassanPlacesCheck,
): string | undefined {
  if (theirs === 0 || theirs === ours) return undefined;
  const difference = `Asset ${labelOf(asset)} takes at most ${theirs} minutes, but maximumMinutes of the provider is ${ours ?? 'not set'}`;
  // One option for all assets: where they differ, nobody can follow the advice for each of them.
  return ours !== undefined && ours < theirs
    ? `${difference}: bookings longer than ours fail before iPassan is asked. Set it to ${theirs}, unless another asset takes less.`
    : `${difference}: longer bookings are refused by iPassan. Set it to ${theirs}; it counts for all assets, so take the smallest of their limits.`;
}

function labelOf({ uuid, name }: Pick<IpassanAsset, 'uuid' | 'name'>): string {
  return name === undefined ? uuid : `"${name}" (${uuid})`;
}

async function problemOf(
  client: Pick<IpassanClient, 'assetBookings'>,
  asset: IpassanAsset,
  options: IpassanCallOptions,
): Promise<string | undefined> {
  try {
    for await (const _booking of client.assetBookings.list(asset.uuid, { ...options, pageSize: 1 })) break;
    return undefined;
  } catch (failure) {
    if (!AcxError.isInstance(failure)) throw failure;
    const label = labelOf(asset);
    if ('vendorCode' in failure && failure.vendorCode === 'not_manager')
      return `The API user is not a manager of asset ${label}. In iPassan Manager, add a user of the operator group "Web API" to its managers.`;
    return `The bookings of asset ${label} cannot be read: ${failure.message}`;
  }
}
