import type { Change, Outcome } from '../model/change';
import type { ComposeContext, Composition } from '../model/composition';
import type { Decision, DecisionRequest } from '../model/decision';
import type { GrantReference, VendorGrant } from '../model/grant';
import type { Permission } from '../model/permission';
import type { AccessEventFeed } from './access-event-feed';
import type { CallOptions } from './call-options';
import type { ProviderCapabilities } from './capabilities';

/** Version of this port. A provider of another version is refused at start. */
export const SPECIFICATION_VERSION = 'v1';

/** The changes of one lane, in the order in which they must take effect. */
export interface LaneChanges {
  readonly lane: string;
  readonly changes: readonly Change[];
}

/** A place that the vendor offers, for "choose a place" lists. */
export interface ProviderPlace {
  readonly place: string;
  /** The name people gave it at the vendor. */
  readonly name: string;
  readonly settings: { readonly slotMinutes?: number; readonly maximumMinutes?: number };
}

/** A subject that the vendor offers, for linking screens. Holds personal data: show it, do not log it. */
export interface ProviderSubject {
  readonly subject: string;
  readonly name: string;
}

/** What the vendor is expected to know. */
export interface ExpectedIdentities {
  readonly places: readonly string[];
  /** May be card numbers: findings count them and never name one. */
  readonly subjects: readonly string[];
}

/** What a look at the health of an installation may start from. */
export interface HealthCheckOptions extends CallOptions {
  /** What rights are asked for now. A provider that can list its places or subjects also looks whether these are among them. */
  readonly expected?: ExpectedIdentities;
}

/** One thing that an installer should know. */
export interface HealthFinding {
  /** What was looked at: `connection`, `credentials`, `site`, `places`, `subjects`, `clock`, `licence`, or a provider's own word. */
  readonly area: string;
  readonly status: 'ok' | 'warning' | 'failed';
  /** What was found and what to do, in words for an installer. No secrets. */
  readonly message: string;
}

/** What an installer needs to know on day one. */
export interface HealthReport {
  readonly providerId: string;
  /** The worst of the findings. */
  readonly status: 'ok' | 'warning' | 'failed';
  readonly findings: readonly HealthFinding[];
  /** The vendor's clock minus ours, where the vendor tells the time. */
  readonly clockDifferenceMs?: number;
}

/**
 * One configured installation of an access-control system.
 *
 * A provider translates and carries out; it decides nothing about time, order or repetition, keeps no state that a restart would lose, reads no
 * environment, polls nothing and never retries. The engine does all of that, the same way for every vendor.
 */
export interface AccessProvider {
  readonly specificationVersion: typeof SPECIFICATION_VERSION;
  /** Chosen by the host; unique among its providers; stable, because it is part of every key. */
  readonly id: string;
  readonly capabilities: ProviderCapabilities;

  /**
   * The one way to write a subject that people write in several (a card number with zeros in front). Pure. What it cannot read it returns as it
   * is; `compose` refuses that. Permissions, events and questions all use what it answers. Absent: there is only one way.
   */
  normaliseSubject?(subject: string): string;

  /** The vendor-side unit that must be written by one worker at a time. Pure and stable across versions and restarts. */
  laneOf(permission: Permission): string;

  /** The grant that gives effect to this permission. Permissions with equal keys share a grant. Pure and stable, like `laneOf`. */
  grantKeyOf(permission: Permission): string;

  /**
   * What should the vendor hold for these permissions at `context.now`? All of them share one grant key. Pure: no clock, no I/O.
   * Never opens more than the union of the buffered windows, except for a named adjustment.
   */
  compose(permissions: readonly Permission[], context: ComposeContext): Composition;

  /** How many vendor calls `applyChanges` would make for these changes when nothing goes wrong. Pure; shown by dry runs. */
  estimateCalls(changes: readonly Change[]): number;

  /**
   * Carries out the changes of one lane with as few vendor calls as possible. Idempotent. One outcome per change, in the same order.
   * Never throws for a change: a failure is an outcome with an error, and its `effect` is honest. Revoking what is not there is `applied`.
   * A foreign record is never changed.
   */
  applyChanges(request: LaneChanges, options: CallOptions): Promise<readonly Outcome[]>;

  /**
   * What the vendor really holds for these grants of one lane, whether or not the vendor reference is known (a write with a lost answer leaves
   * none). A grant that is not there is not in the answer. Absent when `capabilities.readBack` says no.
   *
   * `taken` are the vendor references of the lane's other grants, as far as the ledger knows them. A record with one of these is never the
   * answer for a grant that is asked for, however alike it is: two grants with one record would go together when one of them is taken away.
   * Default: none.
   */
  readGrants?(
    request: { lane: string; grants: readonly GrantReference[]; taken?: readonly string[] },
    options: CallOptions,
  ): Promise<readonly VendorGrant[]>;

  /**
   * Everything the vendor holds, ours and foreign, page by page. `lanes` are those known to the ledger; a provider reads at least these and
   * makes no more calls than they need. Absent when `capabilities.listing` says no.
   */
  listGrants?(request: { lanes: readonly string[] }, options: CallOptions): AsyncIterable<VendorGrant>;

  /** Places to choose from. Absent when the vendor cannot list them. */
  listPlaces?(options: CallOptions): AsyncIterable<ProviderPlace>;

  /** Subjects to link holders to. Absent when the vendor cannot list them. */
  listSubjects?(options: CallOptions): AsyncIterable<ProviderSubject>;

  /** May this credential pass? Only when `capabilities.deciding` says yes. Fails closed and within bounded time. */
  decide?(request: DecisionRequest, options: CallOptions): Promise<Decision>;

  /** Door events on their way back. Absent when `capabilities.events` says no. */
  readonly events?: AccessEventFeed;

  /**
   * Forgets what the provider itself remembers of a subject: events that nobody has pulled; the vendor's own records are not ours. The subject
   * may come in any of its spellings. Rights are not meant: they are revoked. Absent: it remembers nothing.
   * @throws AcxError when it could not be forgotten everywhere; calling again is safe.
   */
  forgetSubject?(subject: string, options: CallOptions): Promise<void>;

  /** Reachability, credentials, clock, licence, in words for an installer. Never throws: what is wrong is a finding. */
  checkHealth(options: HealthCheckOptions): Promise<HealthReport>;

  /** Releases sockets and timers. Safe to call twice. */
  close(): Promise<void>;
}
