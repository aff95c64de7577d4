// Entry `@acx/ipassan/testing`: the iPassan simulator.
export { createIpassanBuilding, type IpassanBuilding } from './testing/ipassan-building';
export type { IpassanCredentials } from './testing/ipassan-context';
export type { AssetBookingEdit, IpassanManualEdits, PersonEdit } from './testing/ipassan-manual-edits';
export type { MonitoringRow } from './testing/ipassan-monitoring';
export type { OpensQuestion } from './testing/ipassan-oracle';
export type { PinEntry, PinOpensQuestion } from './testing/ipassan-pin-oracle';
export type {
  AccessType,
  AccessTypeKey,
  SimulatedAsset,
  SimulatedAssetBooking,
  SimulatedBase,
  SimulatedPerson,
  SimulatedPersonType,
  SimulatedPinReader,
  SimulatedProfile,
  SimulatedSite,
  SimulatedVisitor,
} from './testing/ipassan-records';
export {
  createIpassanSimulator,
  type IpassanSimulator,
  type IpassanSimulatorOptions,
} from './testing/ipassan-simulator';
export type { IpassanState } from './testing/ipassan-state';
export type { IpassanSwitches } from './testing/ipassan-switches';
export type { IpassanVisitorEdits, PinReaderInput, VisitorInput } from './testing/ipassan-visitor-edits';
export type { VisitorRow } from './testing/ipassan-visitor-screen';
