import { mergeWireProfile, parseOptions, silentLogger, systemClock } from '@acx/core/provider';
import { createIpeviaCapabilities, type IpeviaCapabilities } from './ipevia-capabilities';
import {
  type IpeviaClientOptions,
  type IpeviaClientSettings,
  ipeviaClientOptionsSchema,
} from './ipevia-client-options';
import { createIpeviaCredentials, type IpeviaCredentials } from './ipevia-credentials';
import { createIpeviaEvents, type IpeviaEvents } from './ipevia-events';
import {
  createIpeviaBlacklist,
  createIpeviaWhitelist,
  type IpeviaBlacklist,
  type IpeviaWhitelist,
} from './ipevia-identifier-lists';
import { type IpeviaProfile, ipeviaProfile } from './ipevia-profile';
import { createIpeviaSession } from './ipevia-session';
import { createIpeviaTransport } from './ipevia-transport';

/**
 * The credential and event services of iPevia with types. Every call is made once and never repeated (but for the round that a login by
 * digest needs), and throws an AcxError whose `effect` tells whether a write took place. Lists are read page by page as they are consumed.
 */
export interface IpeviaClient extends IpeviaCapabilities {
  readonly credentials: IpeviaCredentials;
  readonly whitelist: IpeviaWhitelist;
  readonly blacklist: IpeviaBlacklist;
  readonly events: IpeviaEvents;
  /** No further call is made; one that is under way ends by itself. */
  close(): Promise<void>;
}

/**
 * A client for one installation of iPevia. The first call loads the package `soap`.
 * @throws ConfigurationError that lists every problem of the options.
 */
export function createIpeviaClient(options: IpeviaClientOptions): IpeviaClient {
  return settingsToIpeviaClient(parseOptions('Options of createIpeviaClient', ipeviaClientOptionsSchema, options));
}

/** A client from options that have been read already. */
export function settingsToIpeviaClient(settings: IpeviaClientSettings): IpeviaClient {
  const { id: providerId, baseUrl, pageSize, timeoutMs, clock = systemClock, logger = silentLogger } = settings;
  const profile = mergeWireProfile<IpeviaProfile>(ipeviaProfile, settings.profile);
  const transport = createIpeviaTransport(settings, profile, clock);
  const session = createIpeviaSession({ providerId, baseUrl, profile, transport, clock, logger });
  return {
    ...createIpeviaCapabilities(session),
    credentials: createIpeviaCredentials(session, pageSize),
    whitelist: createIpeviaWhitelist(session, pageSize),
    blacklist: createIpeviaBlacklist(session, pageSize),
    events: createIpeviaEvents(session, { baseUrl, timeoutMs, clock }),
    close: () => transport.close(),
  };
}
