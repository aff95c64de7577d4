import { createHttpClient, mergeWireProfile, parseOptions, silentLogger, systemClock } from '@acx/core/provider';
import { type IpassanAsset, ipassanAssetSchema } from './ipassan-asset';
import { createIpassanAssetBookings, type IpassanAssetBookings } from './ipassan-asset-bookings';
import {
  type IpassanClientOptions,
  type IpassanClientSettings,
  ipassanClientOptionsSchema,
} from './ipassan-client-options';
import { type IpassanListOptions, readIpassanList } from './ipassan-pages';
import { fillIpassanPath } from './ipassan-path';
import { createIpassanPersons, type IpassanPersons } from './ipassan-persons';
import { type IpassanProfile, ipassanProfile } from './ipassan-profile';
import { createIpassanSession } from './ipassan-session';
import { type IpassanBase, type IpassanSite, ipassanBaseSchema, ipassanSiteSchema } from './ipassan-site';
import { createIpassanTokenSource } from './ipassan-token-source';
import { createIpassanVisitors, type IpassanVisitors } from './ipassan-visitors';

/**
 * iPassan's REST API v1 with types. Every call gets its token by itself, is sent once and never repeated (apart from one renewed token),
 * and throws an AcxError whose `effect` tells whether a write took place.
 */
export interface IpassanClient {
  /** Containers of sites that the API user may see. */
  readonly bases: { list(options?: IpassanListOptions): AsyncIterable<IpassanBase> };
  readonly sites: {
    /** The sites of a base, named by its uuid (inferred: it could be its name). */
    list(base: string, options?: IpassanListOptions): AsyncIterable<IpassanSite>;
  };
  readonly persons: IpassanPersons;
  /** What can be booked on the site. */
  readonly assets: { list(options?: IpassanListOptions): AsyncIterable<IpassanAsset> };
  readonly assetBookings: IpassanAssetBookings;
  readonly visitors: IpassanVisitors;
}

/**
 * A client for one site.
 * @throws ConfigurationError that lists every problem of the options.
 */
export function createIpassanClient(options: IpassanClientOptions): IpassanClient {
  return settingsToIpassanClient(parseOptions('Options of createIpassanClient', ipassanClientOptionsSchema, options));
}

/**
 * A client from options that have been read already.
 * @throws ConfigurationError for a base address that would send secrets in the clear.
 */
export function settingsToIpassanClient(settings: IpassanClientSettings): IpassanClient {
  const { id: providerId, clientId, clientSecret, siteUuid: site, pageSize } = settings;
  const { baseUrl, fetch, timeoutMs, allowPlainHttp, clock = systemClock, logger = silentLogger } = settings;
  const profile = mergeWireProfile<IpassanProfile>(ipassanProfile, settings.profile);
  const { paths } = profile;
  const http = createHttpClient({ providerId, baseUrl, fetch, timeoutMs, allowPlainHttp });
  const tokens = createIpassanTokenSource({ providerId, http, path: paths.token, clientId, clientSecret, clock });
  const session = createIpassanSession({ providerId, profile, http, tokens, clock, logger });
  const assetSchema = ipassanAssetSchema(profile.asset);

  return {
    bases: {
      list: (listOptions = {}) =>
        readIpassanList(
          { session, operation: 'listBases', path: paths.bases, item: ipassanBaseSchema, pageSize },
          listOptions,
        ),
    },
    sites: {
      list(base, listOptions = {}) {
        const path = fillIpassanPath(paths.sites, { base });
        return readIpassanList(
          { session, operation: 'listSites', path, item: ipassanSiteSchema, pageSize },
          listOptions,
        );
      },
    },
    persons: createIpassanPersons(session, site, pageSize),
    assets: {
      list(listOptions = {}) {
        const path = fillIpassanPath(paths.assets, { site });
        return readIpassanList({ session, operation: 'listAssets', path, item: assetSchema, pageSize }, listOptions);
      },
    },
    assetBookings: createIpassanAssetBookings(session, site, pageSize),
    visitors: createIpassanVisitors(session, site, pageSize),
  };
}
