import type { LaneReference } from '../../../ports/ledger-records';

/** The few names that random histories are made of: so they meet again and again. */
export const universe = {
  /** In the order in which every ledger lists them. */
  bookings: ['B', 'a', 'é', '\uff5e', '😀'],
  resources: ['gym', 'pool'],
  holders: ['ada', 'ben'],
  providers: ['site-1', 'site-2'],
  places: ['gym-door', 'pool-door'],
  subjects: ['card-1', 'card-2'],
  lanes: ['lane-1', 'lane-2'],
  grants: ['grant-card-1', 'grant-card-2'],
  notices: ['n1', 'n2', 'n3'],
  events: ['e1', 'e2'],
  keys: ['slots', 'pool'],
} as const;

/** Every lane of every installation. */
export const laneReferences: readonly LaneReference[] = universe.providers.flatMap((providerId) =>
  universe.lanes.map((lane) => ({ providerId, lane })),
);
