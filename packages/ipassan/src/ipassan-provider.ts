import {
  type AccessProvider,
  type Change,
  mergeWireProfile,
  type ProviderPlace,
  type ProviderSubject,
  parseOptions,
  SPECIFICATION_VERSION,
  systemClock,
  type VendorGrant,
} from '@acx/core/provider';
import { composeIpassan } from './compose/ipassan-compose';
import { createIpassanMark } from './convert/ipassan-grant-key';
import { assetToPlace, personToSubject } from './convert/ipassan-listing';
import { applyInOrder, applyIpassanChanges } from './grants/ipassan-apply-changes';
import { listIpassanGrants } from './grants/ipassan-list-grants';
import { readIpassanGrants } from './grants/ipassan-read-grants';
import { ipassanCapabilities } from './ipassan-capabilities';
import { checkIpassanHealth } from './ipassan-health';
import { type IpassanOptions, ipassanOptionsSchema } from './ipassan-options';
import { composeIpassanVisit } from './visits/ipassan-compose-visit';
import { listIpassanVisits, readIpassanVisits } from './visits/ipassan-read-visits';
import { isVisitState } from './visits/ipassan-visit-state';
import { writeIpassanVisit } from './visits/ipassan-write-visit';
import { settingsToIpassanClient } from './wire/ipassan-client';
import { type IpassanProfile, ipassanProfile } from './wire/ipassan-profile';

/**
 * An iPassan site as an access provider for facilities and visits. A place is an asset, or the one place of all visits; a subject a person,
 * a grant one asset booking or one visitor, a lane one place.
 * @throws ConfigurationError that lists every problem of the options.
 */
export function createIpassan(options: IpassanOptions): AccessProvider {
  const settings = parseOptions('Options of createIpassan', ipassanOptionsSchema, options);
  const {
    id,
    siteUuid,
    timeZone,
    slotMinutes,
    slotAlignment,
    maximumMinutes,
    visitPlace,
    tellsPinAgain,
    horizonDays,
    callLimit,
    clock = systemClock,
  } = settings;
  const client = settingsToIpassanClient(settings);
  const hasReference =
    mergeWireProfile<IpassanProfile>(ipassanProfile, settings.profile).assetBooking.reference !== null;
  const rules = { providerId: id, visitPlace, slotMinutes, slotAlignment, maximumMinutes, horizonDays };
  const mark = createIpassanMark(settings.mark ?? id);
  const writer = { providerId: id, client, timeZone, mark, tellsPinAgain, clock };

  return {
    specificationVersion: SPECIFICATION_VERSION,
    id,
    capabilities: ipassanCapabilities({ slotMinutes, maximumMinutes, horizonDays, hasReference, callLimit }),
    laneOf: (permission) => permission.place,
    grantKeyOf: mark.grantKeyOf,
    compose(permissions, context) {
      const [first] = permissions;
      if (first?.credential === 'pin') return composeIpassanVisit(first, context, rules);
      return composeIpassan(permissions, context, rules);
    },
    estimateCalls: (changes) => changes.length,
    applyChanges: (request, callOptions) =>
      request.changes.some(isVisitChange)
        ? applyInOrder(id, request.changes, (change) => writeIpassanVisit(writer, change, callOptions))
        : applyIpassanChanges(writer, request, callOptions),
    readGrants: (request, callOptions) =>
      request.grants.some(({ state }) => isVisitState(state)) || request.lane === visitPlace
        ? readIpassanVisits(writer, request, callOptions)
        : readIpassanGrants(writer, request, callOptions),
    async *listGrants({ lanes }, callOptions): AsyncGenerator<VendorGrant, void, void> {
      yield* listIpassanGrants(writer, { lanes: lanes.filter((lane) => lane !== visitPlace) }, callOptions);
      if (lanes.includes(visitPlace)) yield* listIpassanVisits(writer, visitPlace, callOptions);
    },
    async *listPlaces(callOptions): AsyncGenerator<ProviderPlace, void, void> {
      for await (const asset of client.assets.list(callOptions)) yield assetToPlace(asset);
    },
    async *listSubjects(callOptions): AsyncGenerator<ProviderSubject, void, void> {
      for await (const person of client.persons.list(callOptions)) yield personToSubject(person);
    },
    checkHealth: (healthOptions) =>
      checkIpassanHealth({ providerId: id, siteUuid, client, clock, visitPlace, maximumMinutes }, healthOptions),
    // Nothing is held open between calls: sockets belong to the platform's fetch, and there are no timers.
    close: () => Promise.resolve(),
  };
}

function isVisitChange(change: Change): boolean {
  return isVisitState(change.kind === 'create' ? change.after : change.before);
}
