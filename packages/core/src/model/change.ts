import type { AcxError, Effect } from '../errors/acx-error';
import type { GrantState } from './grant';
import type { Instant } from './instant';
import type { IssuedCredential } from './issued-credential';

/**
 * Why a grant is taken away or cut.
 * `ended`: no window of it is left. `cancelled`: the host took the booking or permission back. `moved`: the booking now needs another grant.
 * `extra`: the vendor holds it and nobody asked for it.
 */
export type RevokeReason = 'ended' | 'cancelled' | 'moved' | 'extra';

interface ChangeBase {
  readonly grantKey: string;
  readonly vendorReference?: string;
  /** In words for people, for plans and the journal. No personal data. */
  readonly reason: string;
}

/** The vendor should hold a grant that it does not hold. */
export interface CreateChange extends ChangeBase {
  readonly kind: 'create';
  readonly after: GrantState;
  readonly lapsesAt?: Instant;
  readonly sweepAt?: Instant;
}

/** The vendor should hold a grant in another state. */
export interface UpdateChange extends ChangeBase {
  readonly kind: 'update';
  readonly before: GrantState;
  readonly after: GrantState;
  readonly lapsesAt?: Instant;
  readonly sweepAt?: Instant;
}

/** The vendor should no longer hold a grant. */
export interface RevokeChange extends ChangeBase {
  readonly kind: 'revoke';
  readonly before: GrantState;
  readonly revokeReason: RevokeReason;
}

/** One step from what the vendor holds to what it should hold. */
export type Change = CreateChange | UpdateChange | RevokeChange;

/** Something that works now and will not for long: a person should act before it does not. */
export interface ProviderWarning {
  /** What runs out, in a word that software can branch on: `timetable_slots`. */
  readonly resource: string;
  /** What was found, in words for people. No personal data. */
  readonly message: string;
  /** What to do. */
  readonly action: string;
}

/** What became of one change. */
export interface Outcome {
  readonly grantKey: string;
  readonly effect: Effect;
  /** The vendor's own identity of the record, after a create. */
  readonly vendorReference?: string;
  readonly issuedCredential?: IssuedCredential;
  /** Present unless the effect is `applied`. */
  readonly error?: AcxError;
  /** The administrator hears of it, at most once a day. */
  readonly warning?: ProviderWarning;
}
