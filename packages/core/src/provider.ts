// Entry `@acx/core/provider`: what a vendor package needs.
export { AcxError, type AcxErrorCode, type AcxErrorJson, type Effect } from './errors/acx-error';
export { AuthenticationError } from './errors/authentication-error';
export { ConfigurationError } from './errors/configuration-error';
export { ConflictError } from './errors/conflict-error';
export { ConnectionError, type ConnectionFailure } from './errors/connection-error';
export { describeIssues, formatProblems, type InputProblem } from './errors/describe-issues';
export { InvalidInputError } from './errors/invalid-input-error';
export { MappingError, type MappingProblem } from './errors/mapping-error';
export { parseWithMessages } from './errors/parse-with-messages';
export { ProviderCallError, type ProviderCallErrorOptions } from './errors/provider-call-error';
export { ResponseValidationError } from './errors/response-validation-error';
export { SpecificationVersionError } from './errors/specification-version-error';
export { UnsupportedCapabilityError } from './errors/unsupported-capability-error';
export { WebhookVerificationError } from './errors/webhook-verification-error';
export { createMemoryProviderStorage } from './ledger/memory-storage';
export { openSharedRecord, type SharedRecord } from './ledger/open-shared-record';
export { requireStorage } from './ledger/require-storage';
export type { AccessEvent, AccessEventType } from './model/access-event';
export type { BookingInput } from './model/booking';
export type { CallLimit } from './model/call-limit';
export type {
  Change,
  CreateChange,
  Outcome,
  ProviderWarning,
  RevokeChange,
  RevokeReason,
  UpdateChange,
} from './model/change';
export type {
  ComposeContext,
  Composition,
  CoveredPermission,
  EffectiveWindow,
  RejectedPermission,
  WaitingPermission,
  WaitingReason,
} from './model/composition';
export type { Decision, DecisionRequest } from './model/decision';
export { fingerprint } from './model/fingerprint';
export type { GrantReference, GrantState, VendorGrant } from './model/grant';
export { earliest, type Instant, instantFromMs, instantToMs } from './model/instant';
export type { IssuedCredential } from './model/issued-credential';
export { canonicalJson, isSameJson, type JsonObject, type JsonValue } from './model/json';
export { type ParsedBooking, parseBooking } from './model/parse-booking';
export type { Adjustment, CredentialKind, Permission, PlaceSettings } from './model/permission';
export { isTimeZone, utcOffsetMs } from './model/utc-offset';
export { isInWindow, isOverlapping, mergeWindows, type Window } from './model/window';
export { callLimitSchema } from './options/call-limit-schema';
export { type AnswerContext, parseAnswer } from './options/parse-answer';
export { parseOptions } from './options/parse-options';
export { mergeWireProfile, type WireProfileOverrides, wireProfileOverridesSchema } from './options/wire-profile';
export { toHealthReport } from './policy/to-health-report';
export type {
  AccessEventDelivery,
  AccessEventFeed,
  AccessEventPage,
  AccessEventRequest,
  DeliverySubscription,
} from './ports/access-event-feed';
export type {
  AccessProvider,
  ExpectedIdentities,
  HealthCheckOptions,
  HealthFinding,
  HealthReport,
  LaneChanges,
  ProviderPlace,
  ProviderSubject,
} from './ports/access-provider';
export { SPECIFICATION_VERSION } from './ports/access-provider';
export {
  type BookingSource,
  SOURCE_SPECIFICATION_VERSION,
  type SourceHint,
  type SourceProblem,
  type SourceReading,
} from './ports/booking-source';
export type { CallOptions, TakeTurn } from './ports/call-options';
export type { ProviderCapabilities, Support } from './ports/capabilities';
export { type Clock, systemClock } from './ports/clock';
export { type LogFields, type Logger, silentLogger } from './ports/logger';
export type { ProviderStorage, StorageChange, StoredValue } from './ports/provider-storage';
export { redact } from './redaction/redact';
export { baseUrlSchema, isAllowedBaseUrl } from './wire/base-url';
export {
  createHttpClient,
  type HttpAnswer,
  type HttpClient,
  type HttpClientOptions,
  type HttpRequest,
} from './wire/http-client';
export { parseRetryAfter } from './wire/retry-after';
export { createTlsFetch, type TlsOptions, tlsOptionsSchema } from './wire/tls-fetch';
export { type GuardedXml, guardXml } from './wire/xml-guard';
export { decodeXmlText, encodeXmlText, isXmlText, trimXmlText } from './wire/xml-text';
