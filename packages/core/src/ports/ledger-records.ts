import type { AcxErrorJson } from '../errors/acx-error';
import type { Booking } from '../model/booking';
import type { GrantState } from '../model/grant';
import type { Instant } from '../model/instant';
import type { IssuedCredential } from '../model/issued-credential';
import type { Permission } from '../model/permission';
import type { PermissionStatus } from '../model/permission-status';
import type { Window } from '../model/window';
import type { DirectoryAnswer } from './directory';

/** Names one lane: what must be written by one worker at a time. */
export interface LaneReference {
  readonly providerId: string;
  readonly lane: string;
}

/** The first entry of a booking's holders while the doors were open for it. */
export interface CheckInRecord {
  readonly at: Instant;
  readonly eventId: string;
  readonly providerId: string;
  readonly place: string;
  /** The holders of the booking that the subject stands for: without them it is no check-in of this booking any more. */
  readonly holderIds: readonly string[];
  /** It stands in place of a later entry that was recorded before it. */
  readonly isCorrection: boolean;
}

/** A booking as we know it. Cancelled ones stay for a while, so that a late update cannot bring them back. */
export interface BookingRecord {
  readonly booking: Booking;
  /** What the directory said when the booking was stored, so that it can be mapped again without asking. */
  readonly directoryAnswer: DirectoryAnswer;
  /** `feed`: nobody cancelled it, a complete feed did not list it; so a feed may list it again. */
  readonly cancelledBy?: 'feed';
  /** Parts of the booking that could not be mapped. */
  readonly problems: readonly AcxErrorJson[];
  /** Absent: nobody has come in yet, or the doors check nobody in. */
  readonly checkIn?: CheckInRecord;
}

/** A permission, where it is written, and what it has come to. */
export interface PermissionRecord extends LaneReference {
  readonly permission: Permission;
  readonly grantKey: string;
  readonly status: PermissionStatus;
}

/** A change that the vendor refused or that could not reach it. */
export interface GrantFailure {
  /** Canonical text of the wanted state, `null` for "nothing": another wish is tried at once. */
  readonly wanted: string;
  readonly error: AcxErrorJson;
  /** Version of the lane when it failed: a conflict is tried again once the lane has changed. */
  readonly laneVersion: number;
}

/** What we believe the vendor holds for one grant. */
export interface GrantRecord extends LaneReference {
  readonly grantKey: string;
  /** Absent: we believe that it holds nothing. */
  readonly state?: GrantState;
  /** `unknown`: a write may or may not have taken effect, or somebody else changed it. Read before writing. */
  readonly certainty: 'known' | 'unknown';
  /** The state that a write with an unknown effect was meant to bring about; `null`: nothing. Only while `unknown`. */
  readonly intended?: GrantState | null;
  readonly vendorReference?: string;
  /** The credential that the vendor made for it. A durable ledger seals it; it is gone as soon as the grant is. */
  readonly issuedCredential?: IssuedCredential;
  /** What the people of a visit were last told of; absent: nothing yet. Not what is held: a notice can be due for what has long been known. */
  readonly told?: {
    readonly state?: GrantState;
    readonly vendorReference?: string;
    /** The booked window. */
    readonly window?: Window;
    /** A fingerprint of who was invited. */
    readonly visitor?: string;
  };
  /** From then on the vendor gives it no effect by itself. */
  readonly lapsesAt?: Instant;
  /** When the lapsed record is taken away; absent where the vendor does that itself. */
  readonly sweepAt?: Instant;
  readonly failure?: GrantFailure;
}

/** The right to work on a lane until `expiresAt`. */
export interface LaneClaim extends LaneReference {
  /** Grows with every claim of the lane; a write with an older token is refused. */
  readonly token: number;
  readonly expiresAt: Instant;
  /** From when on somebody is locked out, or let in, while the work is not done; absent: nobody is. */
  readonly urgentAt?: Instant;
  /** Number of applied changes so far. */
  readonly version: number;
  /** How often in a row work on this lane has failed. */
  readonly failures: number;
}

/** What happened, for `explain` and for people. No personal data. */
export interface JournalEntry {
  readonly at: Instant;
  readonly kind:
    | 'booking_stored'
    | 'booking_cancelled'
    | 'intent'
    | 'applied'
    | 'not_applied'
    | 'effect_unknown'
    | 'forgotten'
    | 'observed';
  readonly bookingIds: readonly string[];
  readonly providerId?: string;
  readonly lane?: string;
  readonly grantKey?: string;
  readonly text: string;
}
