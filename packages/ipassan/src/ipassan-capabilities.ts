import type { CallLimit, ProviderCapabilities } from '@acx/core/provider';

/** What an installation's options decide of its manifest. */
export interface IpassanManifestOptions {
  readonly slotMinutes: number;
  readonly maximumMinutes?: number;
  readonly horizonDays: number;
  /** The wire profile names a field for our mark. */
  readonly hasReference: boolean;
  readonly callLimit?: CallLimit;
}

const MINUTES_PER_DAY = 1440;

/** What iPassan can and cannot do, for facilities and for visitors. */
export function ipassanCapabilities(options: IpassanManifestOptions): ProviderCapabilities {
  const { slotMinutes, maximumMinutes, horizonDays, hasReference, callLimit } = options;
  return {
    placeKind: 'asset',
    subjectKind: 'person',
    // An asset booking opens for the card, phone or code that the person already carries; a visitor gets a PIN.
    credentialKinds: ['linked', 'pin'],
    // 15 minutes unless the asset is set up otherwise (known).
    resolutionSeconds: slotMinutes * 60,
    maximumMinutes,
    // An asset booking has one start and one end.
    windowsPerGrant: 1,
    nativeValidity: { supported: true },
    horizonMinutes: horizonDays * MINUTES_PER_DAY,
    // The API has no call for several bookings (assumed).
    changesPerCall: 1,
    // Limits of the API are unknown; this is polite.
    concurrentLanes: 4,
    ...(callLimit !== undefined && { callLimit }),
    readBack: { supported: true },
    // The slot rule would refuse the second one, but an asset may allow several bookings in one slot (known option).
    repeatableCreate: {
      supported: false,
      reason: 'an asset that allows several bookings in one slot takes the same booking twice.',
    },
    listing: { supported: true },
    marker: hasReference
      ? { supported: true }
      : { supported: false, reason: 'the wire profile names no field of an asset booking that would keep our mark.' },
    deciding: { supported: false, reason: "iPassan's own controllers decide at the door; they ask nobody." },
    events: { supported: false, reason: 'no way to read the event log over the Web API is publicly known.' },
  };
}
