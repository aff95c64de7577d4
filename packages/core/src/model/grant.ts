import type { Instant } from './instant';
import type { IssuedCredential } from './issued-credential';
import type { JsonObject } from './json';

/** What a grant says, in the provider's own words: plain JSON, equal when its canonical text is equal. */
export type GrantState = JsonObject;

/** Names one grant, for reading it back. */
export interface GrantReference {
  /** See `AccessProvider.grantKeyOf`. */
  readonly grantKey: string;
  /** The vendor's own identity of the record, where we know it. */
  readonly vendorReference?: string;
  /** What we believe it holds, or wanted it to hold. */
  readonly state?: GrantState;
}

/** One record that the vendor really holds. */
export interface VendorGrant {
  /** `ours`: it carries our marker. `foreign`: somebody else made it; it is never changed and never removed. */
  readonly origin: 'ours' | 'foreign';
  /** Key of the grant; absent for a foreign record. */
  readonly grantKey?: string;
  /** Lane to write it in. */
  readonly lane: string;
  readonly vendorReference?: string;
  readonly state: GrantState;
  /** The credential that the vendor made for it, where the vendor tells it again. */
  readonly issuedCredential?: IssuedCredential;
  /** As in a composition: from then on it has no effect by itself, so it is not drift. */
  readonly lapsesAt?: Instant;
  /** As in a composition: when the lapsed record is to be taken away. */
  readonly sweepAt?: Instant;
}
