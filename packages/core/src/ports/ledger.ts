import type { AccessEvent } from '../model/access-event';
import type { Instant } from '../model/instant';
import type { Notice } from '../model/notice';
import type { Window } from '../model/window';
import type {
  BookingRecord,
  GrantRecord,
  JournalEntry,
  LaneClaim,
  LaneReference,
  PermissionRecord,
} from './ledger-records';
import type { StorageChange, StoredValue } from './provider-storage';
import type { TurnRequest } from './turn-request';

/** Bookings, by the host's id. */
export interface BookingStore {
  find(bookingId: string): Promise<BookingRecord | undefined>;
  save(record: BookingRecord): Promise<void>;
  /** Confirmed bookings of a resource that share at least one instant with the window. */
  listOverlapping(resourceId: string, window: Window): Promise<BookingRecord[]>;
  /** Bookings in which the person or apartment takes part, whatever their status. */
  listOfHolder(holderId: string): Promise<BookingRecord[]>;
  /** Confirmed bookings that end after the instant, by id, in pages: those after `afterId`, at most `limit`. */
  listUpcoming(options: { endsAfter: Instant; afterId?: string; limit: number }): Promise<BookingRecord[]>;
  remove(bookingId: string): Promise<void>;
}

/** Permissions, by key. */
export interface PermissionStore {
  listOfBooking(bookingId: string): Promise<PermissionRecord[]>;
  /** Everything of a lane that is not `ended`. */
  listOfLane(lane: LaneReference): Promise<PermissionRecord[]>;
  /** Everything of one subject at one place, `ended` ones included. */
  listOfSubject(options: { providerId: string; place: string; subject: string }): Promise<PermissionRecord[]>;
  /**
   * Rights whose time comes before `startsBefore` and that are not as they should be: `pending`, `retrying` and `withdrawing` ones, and those
   * whose expected instant has passed more than a minute ago. Earliest start first.
   */
  listNotInPlace(options: { now: Instant; startsBefore: Instant; limit: number }): Promise<PermissionRecord[]>;
  /** Places and subjects of everything at this installation that is not `ended`, each once. */
  listIdentitiesOfProvider(providerId: string): Promise<{ places: string[]; subjects: string[] }>;
  save(record: PermissionRecord): Promise<void>;
  remove(permissionKey: string): Promise<void>;
}

/** What we believe the vendors hold. */
export interface GrantStore {
  find(providerId: string, grantKey: string): Promise<GrantRecord | undefined>;
  listOfLane(lane: LaneReference): Promise<GrantRecord[]>;
  listOfProvider(providerId: string): Promise<GrantRecord[]>;
  save(record: GrantRecord): Promise<void>;
  remove(providerId: string, grantKey: string): Promise<void>;
}

/** Lanes: which have work, from when on, and who is at it. */
export interface LaneStore {
  /**
   * The lane has work from `dueAt` on; an earlier instant that is already set stays. Also counts while somebody works on it.
   * @param urgentAt From when on somebody is locked out, or let in, while that work is not done. An earlier one that is already set stays.
   * Absent: nobody is.
   */
  wake(lane: LaneReference, dueAt: Instant, urgentAt?: Instant): Promise<void>;
  /**
   * Hands out lanes whose work is due, or whose worker let its claim expire: the earliest `urgentAt` first, those without one last, among
   * equals the one that has been due for longest. Of each installation at least the thousand lanes that have been due for longest are
   * compared; those behind them may have to wait. `room` says how many per provider; `defaultRoomOf` says it for providers not in it.
   */
  claimDue(options: {
    now: Instant;
    expiresAt: Instant;
    limit: number;
    room: ReadonlyMap<string, number>;
    defaultRoomOf: (providerId: string) => number;
  }): Promise<LaneClaim[]>;
  /** When the next lane falls due, or a claim runs out, leaving out these providers. */
  nextDueAt(options: { except: ReadonlySet<string> }): Promise<Instant | undefined>;
  /** @throws ConflictError when somebody else has claimed the lane since, or the claim has been released. */
  fence(claim: LaneClaim): Promise<void>;
  /**
   * Ends the work: the lane is due again at `dueAt`, or earlier when it was woken meanwhile. What was urgent before is so no more, unless
   * it was woken meanwhile; `urgentAt` is as for `wake`. Fences first.
   */
  release(
    claim: LaneClaim,
    next: { dueAt?: Instant; urgentAt?: Instant; version: number; failures: number },
  ): Promise<void>;
  listOfProvider(providerId: string): Promise<LaneReference[]>;
}

/** What happened. */
export interface JournalStore {
  append(entries: readonly JournalEntry[]): Promise<void>;
  /** Newest first. */
  listOfBooking(bookingId: string, limit: number): Promise<JournalEntry[]>;
}

/** Notices on their way to the host. */
export interface NoticeStore {
  /** Adds a notice unless one with this id was added before. */
  add(notice: Notice): Promise<void>;
  listUndelivered(limit: number): Promise<Notice[]>;
  /** Its id stays known; a credential in it is forgotten. */
  markDelivered(noticeId: string): Promise<void>;
}

/** A door event that the host has not taken yet. */
export interface WaitingEvent {
  /** Grows with every event that is added. */
  readonly position: number;
  readonly event: AccessEvent;
}

/** Door events on their way to the host. Their content stays only until the host has taken it; what they are known by stays longer. */
export interface AccessEventStore {
  /** Adds an event, unless one with this id of this provider is known. */
  add(event: AccessEvent): Promise<void>;
  /** By position, in pages: those after `afterPosition`, at most `limit`. */
  listUndelivered(options: { afterPosition?: number; limit: number }): Promise<WaitingEvent[]>;
  /** Forgets the content. Provider and id stay known until `at` is pruned, so that the event is not taken for a new one. */
  markDelivered(event: Pick<AccessEvent, 'providerId' | 'id'>, at: Instant): Promise<void>;
  /** As `markDelivered`, for everything of one subject that waits: it is delivered to nobody. */
  dropOfSubject(options: { providerId: string; subject: string; at: Instant }): Promise<void>;
}

/** What providers remember: see `ProviderStorage`, which every provider gets for its own id. */
export interface StorageStore {
  read(providerId: string, key: string): Promise<StoredValue | undefined>;
  /** Two transactions that change the same key never both succeed from the same version. */
  compareAndSet(providerId: string, key: string, change: StorageChange): Promise<boolean>;
}

/** Everything of the ledger, inside one transaction. */
export interface LedgerTransaction {
  readonly bookings: BookingStore;
  readonly permissions: PermissionStore;
  readonly grants: GrantStore;
  readonly lanes: LaneStore;
  readonly journal: JournalStore;
  readonly notices: NoticeStore;
  readonly events: AccessEventStore;
  readonly storage: StorageStore;
  /**
   * Removes the booking, its permissions and its journal entries for good. Grants stay until the vendor has let go of them. Notices that carry a
   * credential and wait for the host are delivered to nobody; their ids stay known.
   */
  eraseBooking(bookingId: string): Promise<void>;
  /**
   * Removes what ended before the instant: ended permissions, their bookings, delivered notices, journal entries, and what events are known
   * by that were delivered before it.
   */
  prune(before: Instant): Promise<void>;
}

/**
 * Our durable memory. Everything in one transaction is stored, or nothing is. Transactions on the same booking, resource or lane never see each
 * other half done.
 */
export interface Ledger {
  /**
   * Runs the work in one transaction; when it throws, nothing of it stays. Resolves when the result is durable. The work may run more than
   * once, when it got in the way of another transaction: then nothing of the earlier run stays.
   */
  transaction<T>(work: (transaction: LedgerTransaction) => Promise<T>): Promise<T>;
  /**
   * The same ledger inside a transaction that the host has open on the same database: what is stored counts when the host commits, together with
   * the host's own rows, and is gone when the host rolls back. What throws leaves nothing behind, and the host may go on. Absent where the ledger
   * has no database in common with a host.
   * @param transaction In the words of the host's database library: what that is, the ledger's package says.
   * @throws ConfigurationError for anything else.
   */
  join?(transaction: unknown): Pick<Ledger, 'transaction'>;
  /**
   * Calls the listener soon after a lane may have become due through somebody else: another process, or a joined transaction that was committed.
   * It may call too often, and it may fail to call: the engine looks at least once a minute. The returned function ends it. Absent where
   * nobody else writes.
   */
  onWake?(listener: () => void): () => void;
  /**
   * Gives out turns for calls to an installation, so that everybody on the ledger together keeps within its limit. Resolves with how long to wait
   * for each, in milliseconds from now, the shortest first: at least one. Turns are never taken back. In no transaction of anybody's. Absent where
   * one access control at a time has the ledger open: then it counts by itself.
   */
  takeTurns?(request: TurnRequest): Promise<readonly number[]>;
  close(): Promise<void>;
}
