// Entry `@acx/core/testing`: conformance suites, simulators' kit, fixed clock.
export { createFixedClock, type FixedClock } from './testing/clock/fixed-clock';
export type {
  ConformanceProbe,
  ConformanceWorld,
  ForeignRight,
  VendorNo,
  WorldDelivery,
  WorldLever,
} from './testing/conformance/conformance-world';
export { createPermission, type PermissionInput } from './testing/conformance/create-permission';
export { type ConformanceOptions, describeAccessProvider } from './testing/conformance/describe-access-provider';
export type { DescribeTests, RunTest } from './testing/conformance/test-runner';
export {
  describeEngineOnLedger,
  type EngineOnLedgerOptions,
} from './testing/engine-on-ledger/describe-engine-on-ledger';
export type { EngineLedgerStore } from './testing/engine-on-ledger/engine-suite';
export type { FakeDoorEvent, FakeDoorPage } from './testing/fake/fake-door-log';
export type { FakeFailure, FakeFailureTarget, FakeLevers, FakeOperation } from './testing/fake/fake-levers';
export { createFakeProvider } from './testing/fake/fake-provider';
export type { FakeProviderOptions } from './testing/fake/fake-provider-options';
export type { FakeContent, FakeRecord, FakeWindows } from './testing/fake/fake-record';
export type { FakeSubscription } from './testing/fake/fake-subscriptions';
export { createFakeVendor, type FakeVendor, type FakeVendorOptions } from './testing/fake/fake-vendor';
export type { FakeLocator, FakePage, FakeWire, FakeWrite, FakeWriteResult } from './testing/fake/fake-wire';
export { type FaultManifest, faultManifests } from './testing/faults/fault-manifests';
export { type FaultReport, type FaultViolation, formatFaultReport } from './testing/faults/fault-report';
export { memoryLedgerStore } from './testing/faults/memory-ledger-store';
export { type FaultHistoriesReport, playFaultHistories } from './testing/faults/play-fault-histories';
export { type FaultHistoryOptions, type FaultLedgerStore, playFaultHistory } from './testing/faults/play-fault-history';
export { createSeededDraws, type Draws } from './testing/faults/seeded-draws';
export { seeded } from './testing/laws/seeded';
export { describeLedger, type LedgerConformanceOptions } from './testing/ledger/describe-ledger';
export type { HostTransactionOnTrial, LedgerOffer, LedgerWorld } from './testing/ledger/ledger-world';
export { type ArrangedFailure, type Levers, type RequestFilter, withLevers } from './testing/simulator/levers';
export { type LoopbackServer, serveOnLoopback } from './testing/simulator/serve-on-loopback';
export { DroppedConnection, type SimulatorHandler } from './testing/simulator/simulator-handler';
export { type MswHttp, toMswHandlers } from './testing/simulator/to-msw-handlers';
export { describeBookingSource, type SourceConformanceOptions } from './testing/source/describe-booking-source';
export type { FakeBooking, FakePerson } from './testing/source/fake-booking';
export { createFakeBookingSource, type FakeBookingSource } from './testing/source/fake-booking-source';
export type { FakeBookingSourceOptions } from './testing/source/fake-booking-source-options';
export type { FakeBookingLevers } from './testing/source/fake-booking-wire';
export type { FakeAnnounce } from './testing/source/fake-hint-queue';
export type { SourceBooking, SourceLever, SourceVendor, SourceWorld } from './testing/source/source-world';
