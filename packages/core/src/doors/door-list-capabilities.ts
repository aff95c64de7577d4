import type { ProviderCapabilities } from '../ports/capabilities';

/** So many windows of one card at one door are held; more are handed over. A bound on a row, which no sane number of bookings reaches. */
export const DOOR_WINDOWS = 1_000;

/** As long as the longest booking, so what is booked is held, whatever becomes of us until then. */
export const DOOR_HORIZON_MINUTES = 366 * 1_440;

/** What a door list can and cannot do. */
export const doorListCapabilities: ProviderCapabilities = {
  placeKind: 'door',
  subjectKind: 'card',
  // The holder's own card opens; none is made.
  credentialKinds: ['linked'],
  // Windows are held as they are, to the millisecond.
  resolutionSeconds: 1,
  windowsPerGrant: DOOR_WINDOWS,
  nativeValidity: { supported: true },
  horizonMinutes: DOOR_HORIZON_MINUTES,
  // A door is one record, so whatever changes there changes at once.
  changesPerCall: 10_000,
  concurrentLanes: 8,
  readBack: { supported: true },
  repeatableCreate: { supported: true },
  listing: { supported: true },
  marker: { supported: true },
  deciding: { supported: true },
  events: { supported: true },
};
