import type { CallLimit, ProviderCapabilities, Support } from '@acx/core/provider';

/** What an installation's options decide of its manifest. */
export interface IpeviaManifestOptions {
  readonly strategy: 'credentials' | 'whitelist';
  readonly validity: 'instants' | 'none';
  readonly horizonDays: number;
  readonly hasEvents: boolean;
  readonly callLimit?: CallLimit;
}

const MINUTES_PER_DAY = 1440;

/** What iPevia can and cannot do for booked sites. */
export function ipeviaCapabilities(options: IpeviaManifestOptions): ProviderCapabilities {
  const { strategy, validity, horizonDays, hasEvents, callLimit } = options;
  const isWhitelist = strategy === 'whitelist';
  const nativeValidity: Support = isWhitelist
    ? {
        supported: false,
        reason: 'the whitelist holds numbers without dates: they are added at the start and taken off at the end.',
      }
    : validity === 'none'
      ? {
          supported: false,
          reason:
            'this installation cannot hold the time of a credential: it is made at the start and deleted at the end.',
        }
      : { supported: true };
  return {
    placeKind: 'site',
    subjectKind: 'card number',
    // The holder's own card opens; none is made.
    credentialKinds: ['linked'],
    resolutionSeconds: 1,
    // One validity for each card, or none.
    windowsPerGrant: 1,
    nativeValidity,
    horizonMinutes: nativeValidity.supported ? horizonDays * MINUTES_PER_DAY : 0,
    // Numbers on the whitelist share calls, as many as the service says; credentials are written one by one.
    changesPerCall: isWhitelist ? 100 : 1,
    // One API user, one site, one lane.
    concurrentLanes: 1,
    ...(callLimit !== undefined && { callLimit }),
    readBack: { supported: true },
    // A card is a credential or a number only once: the second try finds the first.
    repeatableCreate: { supported: true },
    listing: { supported: true },
    marker: isWhitelist
      ? {
          supported: false,
          reason: 'a number on the whitelist says nothing but itself; which ones are ours is remembered by us.',
        }
      : { supported: true },
    deciding: { supported: false, reason: 'the barrier decides by itself; it asks nobody.' },
    events: hasEvents
      ? { supported: true }
      : { supported: false, reason: 'this installation has no events configured.' },
  };
}
