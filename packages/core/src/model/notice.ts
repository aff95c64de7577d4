import type { AcxErrorJson } from '../errors/acx-error';
import type { Instant } from './instant';
import type { IssuedCredential } from './issued-credential';
import type { Window } from './window';

/** Who should hear of it. */
export type NoticeAudience = 'holder' | 'visitor' | 'manager' | 'administrator';

interface NoticeBase {
  /** Delivered at least once: equal ids are the same notice. */
  readonly id: string;
  readonly at: Instant;
  readonly audience: readonly NoticeAudience[];
  /** What happened, in words for people. No personal data. */
  readonly message: string;
  /** What to do next. */
  readonly action: string;
}

/** A booking, or a part of it, has no right at the vendor and will not get one by itself, or may not get it in time. */
export interface PermissionFailedNotice extends NoticeBase {
  readonly type: 'permission_failed';
  readonly bookingId: string;
  readonly providerId?: string;
  readonly place?: string;
  readonly error: AcxErrorJson;
}

/**
 * The vendor has room for one right where two are booked. `bookingId` is the one that is not written yet.
 * Whether a person has to act is in `isActionNeeded`; `action` says what to do.
 */
export interface DoubleBookingNotice extends NoticeBase {
  readonly type: 'double_booking';
  readonly bookingId: string;
  readonly providerId: string;
  readonly place: string;
  /** The booked window of the one that waits. */
  readonly window: Window;
  /** Bookings whose rights are in the way; empty when it is a right that somebody made at the vendor. */
  readonly blockingBookingIds: readonly string[];
  /** When it is handed over by itself; absent when it is not. */
  readonly expectedAt?: Instant;
  readonly isActionNeeded: boolean;
}

/** A right that should be gone may still open: the vendor does not take it away, or cannot be reached. */
export interface RevocationFailedNotice extends NoticeBase {
  readonly type: 'revocation_failed';
  readonly providerId: string;
  readonly lane: string;
  readonly error: AcxErrorJson;
}

/** The vendor does not hold what it should, or holds what it should not. */
export interface DriftNotice extends NoticeBase {
  readonly type: 'drift';
  readonly providerId: string;
  readonly missing: number;
  readonly altered: number;
  readonly extra: number;
}

/** A run was stopped because it would have taken away too many rights at once. */
export interface MassRevocationNotice extends NoticeBase {
  readonly type: 'mass_revocation_guarded';
  readonly scope: string;
  readonly error: AcxErrorJson;
}

/** Something at the vendor runs out: rights are still written, but soon some will not be. */
export interface CapacityNotice extends NoticeBase {
  readonly type: 'capacity_low';
  readonly providerId: string;
  /** The provider's word for what runs out. */
  readonly resource: string;
}

interface VisitNoticeBase extends NoticeBase {
  readonly bookingId: string;
  readonly providerId: string;
  readonly place: string;
  /** The booked window of the visit. */
  readonly window: Window;
}

/** A visitor can come in: with this credential, which is told nowhere else but in `settled`. Send it and forget it. */
export interface VisitorInvitedNotice extends VisitNoticeBase {
  readonly type: 'visitor_invited';
  readonly credential: IssuedCredential;
}

/** The visit has other times, or the credential had to be made anew: the one in here counts. */
export interface VisitorChangedNotice extends VisitNoticeBase {
  readonly type: 'visitor_changed';
  readonly credential: IssuedCredential;
}

/** The visit is off, and its credential opens nothing any more. */
export interface VisitorCancelledNotice extends VisitNoticeBase {
  readonly type: 'visitor_cancelled';
}

/** A notice about a visit. */
export type VisitNotice = VisitorInvitedNotice | VisitorChangedNotice | VisitorCancelledNotice;

/** A message for a person. The host sends it the way it likes: mail, push, ticket. */
export type Notice =
  | PermissionFailedNotice
  | DoubleBookingNotice
  | RevocationFailedNotice
  | DriftNotice
  | CapacityNotice
  | MassRevocationNotice
  | VisitNotice;
