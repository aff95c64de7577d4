import {
  type AccessProvider,
  mergeWireProfile,
  parseOptions,
  SPECIFICATION_VERSION,
  systemClock,
} from '@acx/core/provider';
import { ipeviaHexToCard, readIpeviaCardNumber } from './card/ipevia-card-number';
import { composeIpevia } from './compose/ipevia-compose';
import { ipeviaGrantKey, ipeviaLane } from './convert/ipevia-grant-state';
import { createIpeviaEventFeed } from './events/ipevia-event-feed';
import { applyIpeviaChanges } from './grants/ipevia-apply-changes';
import { createCardsOfTokens } from './grants/ipevia-cards-of-tokens';
import { estimateIpeviaCalls } from './grants/ipevia-estimate-calls';
import { listIpeviaGrants } from './grants/ipevia-list-grants';
import { readIpeviaGrants } from './grants/ipevia-read-grants';
import { rememberCapabilities } from './grants/ipevia-remember-capabilities';
import type { IpeviaWriter } from './grants/ipevia-writer';
import { ipeviaCapabilities } from './ipevia-capabilities';
import { checkIpeviaHealth } from './ipevia-health';
import { type IpeviaOptions, ipeviaOptionsSchema } from './ipevia-options';
import { settingsToIpeviaClient } from './wire/ipevia-client';
import { type IpeviaProfile, ipeviaProfile } from './wire/ipevia-profile';

/**
 * One iPevia site as an access provider. A place is the site, a subject a card number, a grant the one right that a card has at the site, a lane the
 * site.
 * @throws ConfigurationError that lists every problem of the options.
 */
export function createIpevia(options: IpeviaOptions): AccessProvider {
  const settings = parseOptions('Options of createIpevia', ipeviaOptionsSchema, options);
  const { id, site, strategy, validity, cards, horizonDays, callLimit, clock = systemClock } = settings;
  const client = settingsToIpeviaClient(settings);
  const profile = mergeWireProfile<IpeviaProfile>(ipeviaProfile, settings.profile);
  const { typeName, formatType, facilityFormatType } = profile.identifier;
  const capabilities = rememberCapabilities(client);
  const writer: IpeviaWriter = {
    providerId: id,
    site,
    client,
    clock,
    identifier: { typeName, formatType: cards.layout === 'H10304' ? facilityFormatType : formatType },
    card: cards,
    mark: settings.mark,
    accessProfile: settings.accessProfile,
    ownsWhitelist: settings.whitelist === 'ours',
    readCapabilities: capabilities.read,
  };
  const form = strategy === 'whitelist' ? 'whitelist' : 'credential';
  const hasValidity = form === 'credential' && validity === 'instants';
  const rules = { providerId: id, site, card: cards, form, hasValidity, horizonDays } as const;
  const normaliseSubject = (subject: string): string => {
    const read = readIpeviaCardNumber(subject, cards);
    return 'canonical' in read ? read.canonical : subject;
  };
  const hasEvents = settings.events.kind !== 'none';

  return {
    specificationVersion: SPECIFICATION_VERSION,
    id,
    capabilities: ipeviaCapabilities({ strategy, validity, horizonDays, hasEvents, callLimit }),
    normaliseSubject,
    laneOf: ipeviaLane,
    grantKeyOf: ({ place, subject }) => ipeviaGrantKey({ place, card: normaliseSubject(subject) }),
    compose: (permissions, context) => composeIpevia(permissions, context, rules),
    estimateCalls: (changes) => estimateIpeviaCalls(changes, capabilities.known()),
    applyChanges: (request, callOptions) => applyIpeviaChanges(writer, request, callOptions),
    readGrants: (request, callOptions) => readIpeviaGrants(writer, form, request, callOptions),
    listGrants: (_request, callOptions) => listIpeviaGrants(writer, form, callOptions),
    async *listPlaces() {
      yield { place: site, name: site, settings: {} };
    },
    ...(hasEvents
      ? {
          events: createIpeviaEventFeed({
            providerId: id,
            site,
            client,
            profile,
            clock,
            options: settings,
            cardOf: (hex) => ipeviaHexToCard(hex, cards),
            cardsOfTokens: createCardsOfTokens(writer),
          }),
        }
      : {}),
    checkHealth: (callOptions) =>
      checkIpeviaHealth(
        { ...writer, strategy, validity, events: settings.events, refreshCapabilities: capabilities.refresh },
        callOptions,
      ),
    close: () => client.close(),
  } satisfies AccessProvider;
}
