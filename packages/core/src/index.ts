// Entry `@acx/core`: what a host needs.

export type { Drift } from './diff/find-drift';
export type { DoorDecision, DoorReason } from './doors/door-decision';
export { createDoorList, type DoorList, type DoorMark } from './doors/door-list';
export type { DoorFreshnessOptions, DoorListOptions, DoorOptions } from './doors/door-list-options';
export type { AccessControl } from './engine/access-control';
export type { AccessControlOptions } from './engine/access-control-options';
export type { SettledBooking, SettledPermission } from './engine/await-settled';
export type { BookingFeed } from './engine/booking-feed';
export type { CheckOptions, CheckReport } from './engine/check-drift';
export { createAccessControl } from './engine/create-access-control';
export type { DecideQuestion } from './engine/decide-access';
export type { AccessEventHandler, CheckInHandler } from './engine/deliver-events';
export type { NoticeHandler } from './engine/deliver-notices';
export type { EngineHealth } from './engine/engine-health';
export type { ErasedPerson } from './engine/erase-person';
export type { EventFeedOptions } from './engine/event-feeds';
export type { ExplainedPermission, ExplainQuestion, Explanation } from './engine/explain-access';
export type { HostTransaction } from './engine/join-ledger';
export type { ProviderResolver } from './engine/provider-registry';
export type { RemapOptions, RemappedBookings } from './engine/remap-upcoming';
export type { StoredBooking } from './engine/store-booking';
export type { MissingBooking, SyncedBookings } from './engine/sync-bookings';
export { AcxError, type AcxErrorCode, type AcxErrorJson, type Effect } from './errors/acx-error';
export { AuthenticationError } from './errors/authentication-error';
export { ConfigurationError } from './errors/configuration-error';
export { ConflictError } from './errors/conflict-error';
export { ConnectionError, type ConnectionFailure } from './errors/connection-error';
export type { InputProblem } from './errors/describe-issues';
export { InvalidInputError } from './errors/invalid-input-error';
export { MappingError, type MappingProblem } from './errors/mapping-error';
export { ProviderCallError } from './errors/provider-call-error';
export { ResponseValidationError } from './errors/response-validation-error';
export { SpecificationVersionError } from './errors/specification-version-error';
export { UnsafePlanError } from './errors/unsafe-plan-error';
export { UnsupportedCapabilityError } from './errors/unsupported-capability-error';
export { WebhookVerificationError } from './errors/webhook-verification-error';
export type { AccessControlEvents, BackgroundFailure, EventHandler, PermissionEvent } from './events/event-hub';
export { createMemoryLedger } from './ledger/memory-ledger';
export type { DirectoryDocument } from './mapping/directory-document';
export { createInMemoryDirectory, type InMemoryDirectory } from './mapping/in-memory-directory';
export { type MappedBooking, mapBooking } from './mapping/map-booking';
export type { AccessEvent, AccessEventType } from './model/access-event';
export type { Booking, BookingInput, BookingKind, BookingStatus, Holder, HolderRole } from './model/booking';
export type { CallLimit } from './model/call-limit';
export type { Change, Outcome, RevokeReason } from './model/change';
export type { CheckIn } from './model/check-in';
export type { ComposeContext, Composition, EffectiveWindow, WaitingReason } from './model/composition';
export type { Decision, DecisionRequest } from './model/decision';
export type { DeliveredAccessEvent } from './model/delivered-access-event';
export type { GrantReference, GrantState, VendorGrant } from './model/grant';
export type { Instant } from './model/instant';
export type { IssuedCredential } from './model/issued-credential';
export type { JsonObject, JsonValue } from './model/json';
export type {
  CapacityNotice,
  DoubleBookingNotice,
  DriftNotice,
  MassRevocationNotice,
  Notice,
  NoticeAudience,
  PermissionFailedNotice,
  RevocationFailedNotice,
  VisitNotice,
  VisitorCancelledNotice,
  VisitorChangedNotice,
  VisitorInvitedNotice,
} from './model/notice';
export { type ParsedBooking, parseBooking } from './model/parse-booking';
export type { Adjustment, CredentialKind, Permission, PlaceSettings } from './model/permission';
export { permissionKey } from './model/permission';
export type { PermissionState, PermissionStatus } from './model/permission-status';
export type { Window } from './model/window';
export { formatPlan } from './policy/format-plan';
export type { RevocationLimits } from './policy/guard-revocations';
export type { Plan, PlannedChange, PlannedPermission } from './policy/plan';
export type { AccessEventFeed, AccessEventPage, AccessEventRequest } from './ports/access-event-feed';
export type {
  AccessProvider,
  ExpectedIdentities,
  HealthCheckOptions,
  HealthFinding,
  HealthReport,
  ProviderPlace,
  ProviderSubject,
} from './ports/access-provider';
export type {
  BookingSource,
  SourceHint,
  SourceProblem,
  SourceReading,
} from './ports/booking-source';
export type { CallOptions, TakeTurn } from './ports/call-options';
export type { ProviderCapabilities, Support } from './ports/capabilities';
export { type Clock, systemClock } from './ports/clock';
export type {
  AudienceRule,
  Directory,
  DirectoryAnswer,
  DirectoryQuestion,
  HolderEntry,
  HolderSubject,
  ResourceEntry,
  ResourcePlace,
} from './ports/directory';
export type {
  AccessEventStore,
  BookingStore,
  GrantStore,
  JournalStore,
  LaneStore,
  Ledger,
  LedgerTransaction,
  NoticeStore,
  PermissionStore,
  StorageStore,
  WaitingEvent,
} from './ports/ledger';
export type {
  BookingRecord,
  CheckInRecord,
  GrantFailure,
  GrantRecord,
  JournalEntry,
  LaneClaim,
  LaneReference,
  PermissionRecord,
} from './ports/ledger-records';
export { type LogFields, type Logger, silentLogger } from './ports/logger';
export type { ProviderStorage, StorageChange, StoredValue } from './ports/provider-storage';
export type { Telemetry, TelemetryAttributes } from './ports/telemetry';
export type { TurnRequest } from './ports/turn-request';
export { type BookingFollower, followBookings } from './source/follow-bookings';
export type { FollowOptions } from './source/follow-options';
export type { UnmappedBooking } from './source/followed-resource';
export type { SourceReport } from './source/source-report';
