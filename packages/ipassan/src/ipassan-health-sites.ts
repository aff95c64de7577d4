import { AcxError } from '@acx/core/provider';
import type { IpassanClient } from './wire/ipassan-client';
import type { IpassanCallOptions } from './wire/ipassan-session';
import type { IpassanSite } from './wire/ipassan-site';

/** Longer lists help nobody. */
const MOST_SITES_NAMED = 10;

/** Helps an installer to the right site: which ones the API user may see. Empty when iPassan does not tell. */
export async function describeIpassanSites(
  client: Pick<IpassanClient, 'bases' | 'sites'>,
  siteUuid: string,
  options: IpassanCallOptions,
): Promise<string> {
  const sites: IpassanSite[] = [];
  try {
    for await (const base of client.bases.list(options))
      for await (const site of client.sites.list(base.uuid, options)) sites.push(site);
  } catch (failure) {
    if (!AcxError.isInstance(failure)) throw failure;
    return '';
  }
  if (sites.some(({ uuid }) => uuid === siteUuid))
    return 'The configured site is one of those that the API user may see, so its rights on persons are missing.';
  if (sites.length === 0) return 'The API user may see no site at all.';
  const named = sites.slice(0, MOST_SITES_NAMED).map(({ name, uuid }) => `${name ?? 'without a name'} (${uuid})`);
  const more = sites.length > MOST_SITES_NAMED ? ` and ${sites.length - MOST_SITES_NAMED} more` : '';
  return `The API user may see: ${named.join(', ')}${more}.`;
}
