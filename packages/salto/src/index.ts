// Entry `@acx/salto`: the provider and the typed client.
export type { SaltoCalendar } from './convert/salto-day-type';
export { isSaltoCode } from './salto-errors';
export type { SaltoFixedZone, SaltoOptions } from './salto-options';
export { createSalto } from './salto-provider';
export type {
  SaltoAccessLevel,
  SaltoAccessLevelInput,
  SaltoAccessLevelUpdate,
  SaltoZonePermission,
} from './wire/salto-access-level';
export type { SaltoAccessLevels } from './wire/salto-access-levels';
export type { SaltoAuditEvent } from './wire/salto-audit-event';
export type { SaltoAuditPage, SaltoAuditRequest, SaltoAuditTrail } from './wire/salto-audit-trail';
export { createSaltoClient, type SaltoClient } from './wire/salto-client';
export type { SaltoClientOptions } from './wire/salto-client-options';
export { SaltoConflictError } from './wire/salto-conflict-error';
export type { SaltoDay } from './wire/salto-day';
export type { SaltoDoor, SaltoDoorResult, SaltoDoorStatus } from './wire/salto-door';
export type { SaltoDoors } from './wire/salto-doors';
export type { SaltoInfo } from './wire/salto-info';
export type { SaltoListOptions } from './wire/salto-pages';
export { type SaltoProfile, saltoProfile } from './wire/salto-profile';
export type { SaltoProfileOverrides } from './wire/salto-profile-overrides';
export type { SaltoCallOptions } from './wire/salto-session';
export type { SaltoInterval, SaltoTimetable } from './wire/salto-timetable';
export type { SaltoTimetables } from './wire/salto-timetables';
export type {
  SaltoAuthentication,
  SaltoHttpOptions,
  SaltoStpOptions,
  SaltoTransportOptions,
} from './wire/salto-transport-options';
export type { SaltoUser, SaltoUsers } from './wire/salto-users';
export type { XmlElement } from './wire/salto-xml-element';
export type { SaltoZone, SaltoZones } from './wire/salto-zones';
