import type { AccessEvent } from '../../../model/access-event';
import type { Instant } from '../../../model/instant';
import type { Notice } from '../../../model/notice';
import type {
  BookingRecord,
  GrantRecord,
  JournalEntry,
  LaneReference,
  PermissionRecord,
} from '../../../ports/ledger-records';
import type { StoredValue } from '../../../ports/provider-storage';

/** A lane in the model. */
export interface ModelLane extends LaneReference {
  dueAt?: Instant;
  urgentAt?: Instant;
  claimedUntil?: Instant;
  token: number;
  version: number;
  failures: number;
}

/** An event in the model; without content once it is delivered. */
export interface ModelEvent {
  readonly providerId: string;
  readonly id: string;
  readonly position: number;
  event?: AccessEvent;
  deliveredAt?: Instant;
}

/** Everything that the model knows: lists, in the order in which things were added. */
export interface ModelRows {
  bookings: BookingRecord[];
  permissions: PermissionRecord[];
  grants: GrantRecord[];
  lanes: ModelLane[];
  journal: JournalEntry[];
  notices: { notice: Notice; isDelivered: boolean }[];
  events: ModelEvent[];
  storage: { providerId: string; key: string; stored: StoredValue }[];
  /** Counts tokens, positions and versions. */
  count: number;
}

/** A model that knows nothing. */
export function noModelRows(): ModelRows {
  return {
    ...{ bookings: [], permissions: [], grants: [], lanes: [], journal: [], notices: [], events: [], storage: [] },
    count: 0,
  };
}
