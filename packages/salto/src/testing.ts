// Entry `@acx/salto/testing`: the Salto simulator.
export { createSaltoBuilding, type SaltoBuilding } from './testing/salto-building';
export type { CardPresentation } from './testing/salto-card-presentation';
export type { SaltoCodeLevers } from './testing/salto-code-levers';
export type { SaltoCredentials } from './testing/salto-context';
export type { ArrivedCall } from './testing/salto-gateway';
export type { SaltoManualEdits } from './testing/salto-manual-edits';
export type { ZonePermissionEdit } from './testing/salto-manual-permissions';
export type { UserEdit } from './testing/salto-manual-users';
export type { LevelOpensQuestion, OpensQuestion } from './testing/salto-oracle';
export type {
  SimulatedAccessLevel,
  SimulatedAuditEvent,
  SimulatedDayType,
  SimulatedDoor,
  SimulatedInterval,
  SimulatedPeriod,
  SimulatedRemoteOpening,
  SimulatedSpecialDay,
  SimulatedTimetable,
  SimulatedUser,
  SimulatedZone,
  SimulatedZonePermission,
} from './testing/salto-records';
export { createSaltoSimulator, type SaltoSimulator, type SaltoSimulatorOptions } from './testing/salto-simulator';
export type { SaltoState } from './testing/salto-state';
export type { StpServer, StpServerOptions } from './testing/salto-stp-server';
export type { SaltoSwitches } from './testing/salto-switches';
