import {
  type AccessProvider,
  mergeWireProfile,
  type ProviderPlace,
  type ProviderSubject,
  parseOptions,
  SPECIFICATION_VERSION,
  systemClock,
} from '@acx/core/provider';
import { composeSalto } from './compose/salto-compose';
import { createIsOrdinaryDay } from './convert/salto-day-type';
import { parseSaltoGrantState, saltoGrantKey, saltoLane } from './convert/salto-grant-state';
import { contentOf } from './convert/salto-timetable-content';
import { createSaltoAuditFeed } from './events/salto-audit-feed';
import { applySaltoChanges } from './grants/salto-apply-changes';
import { listSaltoGrants, readSaltoGrants, type SaltoReader } from './grants/salto-read-grants';
import { saltoCapabilities } from './salto-capabilities';
import { checkSaltoHealth } from './salto-health';
import { type SaltoOptions, saltoOptionsSchema } from './salto-options';
import { settingsToSaltoClient } from './wire/salto-client';
import { type SaltoProfile, saltoProfile } from './wire/salto-profile';

/**
 * An installation of ProAccess Space as an access provider. A place is a zone, a subject an access level, a grant the one record that an access level
 * has for a zone, a lane one access level.
 * @throws ConfigurationError that lists every problem of the options.
 */
export function createSalto(options: SaltoOptions): AccessProvider {
  const settings = parseOptions('Options of createSalto', saltoOptionsSchema, options);
  const { id, timeZone, readsAccessLevels, clock = systemClock } = settings;
  const client = settingsToSaltoClient(settings);
  const profile = mergeWireProfile<SaltoProfile>(saltoProfile, settings.profile);
  const hasExactPeriods = settings.periodBounds === 'instants';
  const rules = {
    providerId: id,
    timeZone,
    resolutionSeconds: settings.resolutionSeconds,
    maximumIntervals: settings.maximumIntervals,
    horizonDays: settings.horizonDays,
    readyMinutes: settings.readyMinutes,
    clearingMinutes: settings.clearingMinutes,
    isStrict: settings.exactness === 'strict',
    hasExactPeriods,
    isOrdinary: createIsOrdinaryDay(settings.calendar),
  };
  const reader: SaltoReader = {
    providerId: id,
    client,
    clock,
    timeZone,
    range: settings.timetableSlots,
    endOfDay: profile.time.endOfDay,
    zoneLists: settings.zoneLists,
    readsAccessLevels,
    fixedZones: settings.fixedZones,
    periodRules: { lastDate: settings.lastDate, hasExactPeriods },
    clearingMinutes: settings.clearingMinutes,
  };

  return {
    specificationVersion: SPECIFICATION_VERSION,
    id,
    capabilities: saltoCapabilities(settings),
    laneOf: saltoLane,
    grantKeyOf: saltoGrantKey,
    compose: (permissions, context) => composeSalto(permissions, context, rules),
    estimateCalls(changes) {
      if (changes.length === 0) return 0;
      const contents = changes.flatMap((change) =>
        change.kind === 'revoke' ? [] : [contentOf(parseSaltoGrantState(change.after).intervals)],
      );
      // One list for all of them, and a timetable for each new time of day; timetables that are there already cost nothing.
      return (readsAccessLevels ? 1 : 0) + new Set(contents).size + 1;
    },
    applyChanges: (request, callOptions) => applySaltoChanges(reader, request, callOptions),
    ...(readsAccessLevels
      ? {
          readGrants: (request, callOptions) => readSaltoGrants(reader, request, callOptions),
          listGrants: (_request, callOptions) => listSaltoGrants(reader, callOptions),
        }
      : {}),
    async *listPlaces(callOptions): AsyncGenerator<ProviderPlace, void, void> {
      for await (const zone of client.zones.list(callOptions)) yield { place: zone.id, name: zone.name, settings: {} };
    },
    ...(readsAccessLevels
      ? {
          async *listSubjects(callOptions): AsyncGenerator<ProviderSubject, void, void> {
            for await (const { id: subject, name } of client.accessLevels.list(callOptions)) yield { subject, name };
          },
        }
      : {}),
    events: createSaltoAuditFeed({ providerId: id, client, timeZone, operations: profile.operations, clock }),
    checkHealth: (callOptions) => checkSaltoHealth(reader, callOptions),
    close: () => client.close(),
  } satisfies AccessProvider;
}
