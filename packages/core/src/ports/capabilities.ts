import type { CallLimit } from '../model/call-limit';
import type { CredentialKind } from '../model/permission';

/** A yes, or a no with its reason in words for people. */
export type Support = { readonly supported: true } | { readonly supported: false; readonly reason: string };

/** What one configured installation can and cannot do. Literal, documented, and read by the engine instead of asking "which vendor is this?". */
export interface ProviderCapabilities {
  /** The vendor's word for a place, for set-up screens: `asset`, `zone`, `site`, `door`. */
  readonly placeKind: string;
  /** The vendor's word for a subject: `person`, `access level`, `card number`. */
  readonly subjectKind: string;
  readonly credentialKinds: readonly CredentialKind[];
  /** Windows begin and end on multiples of this many seconds, counted from local midnight. */
  readonly resolutionSeconds: number;
  /** Longest window of one grant in minutes; absent when there is no limit. */
  readonly maximumMinutes?: number;
  /** How many separate windows one grant can hold. */
  readonly windowsPerGrant: number;
  /** The vendor opens and closes by itself at the window's ends, so rights can be written ahead. */
  readonly nativeValidity: Support;
  /** How long before its window a right is written, in minutes. Only with native validity. */
  readonly horizonMinutes: number;
  /** Most changes that one vendor call can carry. */
  readonly changesPerCall: number;
  /** Most lanes to be worked on at once. */
  readonly concurrentLanes: number;
  /**
   * Most requests that the vendor takes. All work of all processes on a ledger keeps within it together. It counts for one installation: several
   * that share a server each have a part of what it takes. Absent: no limit is known.
   */
  readonly callLimit?: CallLimit;
  /** `readGrants`: what the vendor holds for given grants. */
  readonly readBack: Support;
  /**
   * A create that is sent twice, without a look at the vendor in between, makes one right all the same. Where it does not, `readBack` must be
   * supported: the engine looks before it repeats.
   */
  readonly repeatableCreate: Support;
  /** `listGrants`: everything the vendor holds, ours and foreign. */
  readonly listing: Support;
  /** The vendor stores a mark by which our records are known again. */
  readonly marker: Support;
  /** `decide`: readers ask us. */
  readonly deciding: Support;
  /** `events`: door events come back. */
  readonly events: Support;
}
