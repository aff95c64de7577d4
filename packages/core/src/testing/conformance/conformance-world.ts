import type { Instant } from '../../model/instant';
import type { CredentialKind, PlaceSettings } from '../../model/permission';
import type { Window } from '../../model/window';
import type { AccessProvider } from '../../ports/access-provider';
import type { ProviderStorage } from '../../ports/provider-storage';
import type { FixedClock } from '../clock/fixed-clock';

/**
 * How the vendor says no. `refused`: for good, to the next change; other changes of the same call are carried out.
 * `unavailable`: not now, to the next call. `rate_limited`: too many calls, with a time to wait, to the next call. In all three nothing was done.
 */
export type VendorNo = 'refused' | 'unavailable' | 'rate_limited';

/**
 * What a world may be unable to show. `foreignOnSamePair`: a foreign right that says the same as one of ours, for the same subject and place.
 * `pullAgain`: door events a second time from the same cursor, which a vendor that forgets what it has told cannot give.
 * `forgetRevoked`: a record that was taken away is read back no more; where it stays, it reads as another state that opens nothing.
 */
export type WorldLever =
  | 'addForeign'
  | 'foreignOnSamePair'
  | 'dropNextAnswer'
  | 'presentSubject'
  | 'pullAgain'
  | 'forgetRevoked'
  | 'deliverEvent'
  | 'endSubscriptions'
  | 'respell'
  | 'setOutage'
  | 'unusable'
  | VendorNo;

/** How a delivery is. `unauthenticated`: it shows not, or wrongly, who sends it. `malformed`: it does, and cannot be read. */
export type WorldDelivery = 'valid' | 'unauthenticated' | 'malformed';

/** A right that somebody made in the vendor's own console. */
export interface ForeignRight {
  /** True while the vendor holds it exactly as it was made. */
  stillThere(): boolean | Promise<boolean>;
}

/** Looks into the vendor and disturbs it, past the provider. Nothing here goes through the provider's client or counts as a call. */
export interface ConformanceProbe {
  /** The vendor's own answer: would this subject pass this place? Without native validity only asked for now. */
  opens(question: { subject: string; place: string; at: Instant }): boolean | Promise<boolean>;
  /** Vendor calls that were tried so far. */
  callCount(): number;
  /** Those of them that write. */
  writeCount(): number;
  addForeign(right: { subject: string; place: string; window: Window }): ForeignRight | Promise<ForeignRight>;
  /** The next call that gives or takes a right is carried out, and its answer is lost. */
  dropNextAnswer(): void;
  failNext(answer: VendorNo): void;
  /** At a door: this subject tries to pass, now. Needed where the manifest says that door events come back. */
  presentSubject?(at: { subject: string; place: string }): unknown;
  /**
   * The request with which the vendor tells of what was last presented at a door; made anew, with the same content, at every call. Needed
   * where the provider takes deliveries.
   */
  deliverEvent?(how: WorldDelivery): Request | Promise<Request>;
  /** How many subscribers the vendor tells of door events now. */
  subscriptionCount?(): number;
  /** The vendor forgets its subscribers. Needed where the provider keeps the vendor delivering. */
  endSubscriptions?(): unknown;
  /** While on, nothing reaches the vendor. */
  setOutage(isOut: boolean): void;
}

/** One provider with a vendor of its own, fresh for every test. */
export interface ConformanceWorld {
  readonly provider: AccessProvider;
  /** The clock of provider and vendor. Start it a few days away from a change of the clocks. */
  readonly clock: FixedClock;
  /**
   * At least two that the vendor knows, each at least six characters long, so that they can be searched for in errors, and in the one
   * spelling.
   */
  readonly subjects: readonly string[];
  /** Another way to write a subject. Needed where the provider has one spelling of several. */
  respell?(subject: string): string;
  /**
   * At least one that the vendor knows, two where an installation can open more than one. Every subject may be given a right on every place, all
   * at the same time.
   */
  readonly places: readonly string[];
  /** Default: UTC. */
  readonly placeSettings?: PlaceSettings;
  /** Default: the first of the manifest. */
  readonly credential?: CredentialKind;
  /** A subject and a place of which the vendor does not know at least one. */
  readonly unusable?: { readonly subject: string; readonly place: string };
  readonly probe: ConformanceProbe;
  /**
   * The storage that every call is given. Default: an empty one. For a provider that looks around once before its first right: what it has found
   * is in there, so that the calls for it are not counted as those of a right.
   */
  readonly storage?: ProviderStorage;
  /** What cannot be shown in this world, each with the reason. */
  readonly cannot?: Partial<Record<WorldLever, string>>;
  /** Most calls that listing this many records may cost, first sign-in not counted. Needed where the manifest says that it can list. */
  listingCalls?(records: number): number;
  close(): Promise<void>;
}
