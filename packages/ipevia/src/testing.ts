// Entry `@acx/ipevia/testing`: the iPevia simulator.
export type { CardAtBarrier, CardPresentation } from './testing/ipevia-card-presentation';
export type { IpeviaLogin } from './testing/ipevia-context';
export type { IpeviaEventLevers } from './testing/ipevia-event-levers';
export type { IpeviaDeliver } from './testing/ipevia-event-outlets';
export type { ArrivedIpeviaCall } from './testing/ipevia-gateway';
export type { CredentialEdit, IpeviaManualEdits } from './testing/ipevia-manual-edits';
export type { OperatorLogEntry } from './testing/ipevia-operator-log';
export type { OpensQuestion } from './testing/ipevia-oracle';
export type {
  IpeviaDenyReason,
  SimulatedAccessPoint,
  SimulatedAccessProfile,
  SimulatedAttribute,
  SimulatedCredential,
  SimulatedEvent,
  SimulatedEventType,
  SimulatedIdentifier,
  SimulatedIdentifierItem,
  SimulatedProfileLink,
  SimulatedSubscription,
  SimulatedValidity,
  SimulatedWebhook,
} from './testing/ipevia-records';
export { createIpeviaSimulator, type IpeviaSimulator, type IpeviaSimulatorOptions } from './testing/ipevia-simulator';
export type { IpeviaState } from './testing/ipevia-state';
export type { IpeviaSwitches } from './testing/ipevia-switches';
