import type { CallLimit, ProviderCapabilities, Support } from '@acx/core/provider';

/** What an installation's options decide of its manifest. */
export interface SaltoManifestOptions {
  readonly resolutionSeconds: number;
  readonly maximumIntervals: number;
  readonly horizonDays: number;
  readonly readsAccessLevels: boolean;
  readonly callLimit?: CallLimit;
}

const MINUTES_PER_DAY = 1440;

/** What Space can and cannot do for booked zones. */
export function saltoCapabilities(options: SaltoManifestOptions): ProviderCapabilities {
  const { resolutionSeconds, maximumIntervals, horizonDays, readsAccessLevels, callLimit } = options;
  const reading: Support = readsAccessLevels
    ? { supported: true }
    : { supported: false, reason: 'this installation does not tell which zones an access level has (request 502).' };
  return {
    placeKind: 'zone',
    subjectKind: 'access level',
    // A zone opens for the key cards of the access level's users.
    credentialKinds: ['linked'],
    resolutionSeconds,
    // One period and one timetable for each access level and zone (known), with so many lines (known: 8). Several days can share a line.
    windowsPerGrant: maximumIntervals,
    nativeValidity: { supported: true },
    horizonMinutes: horizonDays * MINUTES_PER_DAY,
    // One update carries the whole zone list of an access level; it is short for every building that we know of.
    changesPerCall: 1000,
    // Limits of the service are unknown; this is polite, and as many as there are kept STP connections.
    concurrentLanes: 2,
    ...(callLimit !== undefined && { callLimit }),
    readBack: reading,
    // The list is written as a whole, so the same record twice is one record.
    repeatableCreate: { supported: true },
    listing: reading,
    // A timetable of our own range of slots.
    marker: { supported: true },
    deciding: { supported: false, reason: 'the locks decide by themselves; they ask nobody.' },
    events: { supported: true },
  };
}
