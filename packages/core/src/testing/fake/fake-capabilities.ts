import type { ProviderCapabilities, Support } from '../../ports/capabilities';
import type { FakeManifest } from './fake-provider-options';

/** The manifest of a fake provider. */
export function fakeCapabilities(manifest: FakeManifest): ProviderCapabilities {
  const { resolutionSeconds, maximumMinutes, windowsPerGrant, horizonMinutes, changesPerCall, concurrentLanes } =
    manifest;
  return {
    placeKind: 'door',
    subjectKind: 'badge',
    credentialKinds: ['linked'],
    resolutionSeconds,
    ...(maximumMinutes === undefined ? {} : { maximumMinutes }),
    windowsPerGrant,
    nativeValidity: support(manifest.nativeValidity, 'its records hold no dates'),
    horizonMinutes,
    changesPerCall,
    concurrentLanes,
    ...(manifest.callLimit !== undefined && { callLimit: manifest.callLimit }),
    readBack: support(manifest.readBack, 'it answers no questions about single records'),
    repeatableCreate: support(true, 'a put of the same record is the same put'),
    listing: support(manifest.listing, 'it has no call that lists its records'),
    marker: support(manifest.marker, 'its records have no free field; ours are known by reference or by content'),
    deciding: support(false, 'its readers decide by themselves'),
    events: support(manifest.events, 'it keeps no record of passages'),
  };
}

function support(supported: boolean, reason: string): Support {
  return supported ? { supported } : { supported, reason: `The fake vendor was set up so: ${reason}.` };
}
