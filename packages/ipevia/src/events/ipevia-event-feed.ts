import type { AccessEventFeed, Clock } from '@acx/core/provider';
import type { IpeviaClient } from '../wire/ipevia-client';
import type { IpeviaProfile } from '../wire/ipevia-profile';
import { createIpeviaAccessEvents, type IpeviaAccessEventOptions } from './ipevia-access-events';
import type { IpeviaEventSettings } from './ipevia-event-options';
import { createIpeviaKeepDelivering } from './ipevia-keep-delivering';
import { createIpeviaPull } from './ipevia-pull-events';
import { createIpeviaReceive } from './ipevia-receive-events';

/** What the door events of one site are told with. */
export interface IpeviaEventFeedOptions extends IpeviaAccessEventOptions {
  readonly client: Pick<IpeviaClient, 'events'>;
  readonly profile: IpeviaProfile;
  readonly clock: Clock;
  readonly options: IpeviaEventSettings;
}

/**
 * Door events of a site, by the way that the options choose: `receive`, with `keepDelivering` where it subscribes by itself; or `pull`; or
 * nothing. An event that comes again by the same way has the same id. Where both the decision and the passage are sent, they are two
 * events.
 */
export function createIpeviaEventFeed(settings: IpeviaEventFeedOptions): AccessEventFeed {
  const { providerId, client, profile, clock, options } = settings;
  const { events: transport } = options;
  const source = client.events;
  const accessEvents = createIpeviaAccessEvents(settings);
  if (transport.kind === 'none') return {};
  if (transport.kind === 'pull') {
    return { pull: createIpeviaPull({ source, profile, accessEvents, clock, minutes: transport.minutes }) };
  }
  const receive = createIpeviaReceive({ push: transport, profile, source, accessEvents });
  if (transport.subscribe === undefined) return { receive };
  const { consumerUrl, minutes } = transport.subscribe;
  return { receive, keepDelivering: createIpeviaKeepDelivering({ providerId, source, clock, consumerUrl, minutes }) };
}
