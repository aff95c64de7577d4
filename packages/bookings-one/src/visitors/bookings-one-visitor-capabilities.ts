import type { ProviderCapabilities, Support } from '@acx/core/provider';

const no = (reason: string): Support => ({ supported: false, reason });

/** What the receptionist module can and cannot do for doors: it answers, and holds nothing of ours. */
export const bookingsOneVisitorCapabilities: ProviderCapabilities = {
  placeKind: 'door',
  subjectKind: 'visitor',
  credentialKinds: ['qr'],
  // No window is ever held here; these are the smallest numbers that the port allows.
  resolutionSeconds: 1,
  windowsPerGrant: 1,
  horizonMinutes: 0,
  changesPerCall: 1,
  concurrentLanes: 1,
  nativeValidity: no('visitors are invited in Bookings ONE, so nothing is written ahead.'),
  readBack: no('no right is ever written, so there is none to read.'),
  // Nothing is created, so a create that is sent twice makes no second right. A "no" would demand a look that there is no way to take.
  repeatableCreate: { supported: true },
  listing: no('no right is ever written, so there is none to list.'),
  marker: no('no right is ever written that could carry a mark.'),
  deciding: { supported: true },
  events: no('Bookings ONE tells nothing of doors; the reader that asks knows who has passed.'),
};
