// Entry `@acx/ipevia`: the provider and the typed client.
export type { IpeviaCardRules } from './card/ipevia-card-number';
export { type IpeviaCardNumber, readIpeviaCardNumber } from './card/ipevia-card-number';
export type { IpeviaCardLayout, IpeviaCardRendering } from './card/ipevia-wiegand37';
export { connectIpevia } from './connect-ipevia';
export type {
  IpeviaEventOptions,
  IpeviaEventTransport,
  IpeviaSenderOptions,
  IpeviaSubscribeOptions,
} from './events/ipevia-event-options';
export { type IpeviaFaultName, isIpeviaFault } from './ipevia-errors';
export type { IpeviaOptions } from './ipevia-options';
export { createIpevia } from './ipevia-provider';
export { chooseIpeviaStrategy, type IpeviaStrategy } from './ipevia-strategy';
export type {
  IpeviaCapabilities,
  IpeviaFormatType,
  IpeviaServiceCapabilities,
} from './wire/ipevia-capabilities';
export { createIpeviaClient, type IpeviaClient } from './wire/ipevia-client';
export type { IpeviaAuthentication, IpeviaClientOptions } from './wire/ipevia-client-options';
export { IpeviaConflictError } from './wire/ipevia-conflict-error';
export type {
  IpeviaAccessProfile,
  IpeviaAttribute,
  IpeviaCredential,
  IpeviaCredentialInfo,
  IpeviaCredentialInput,
  IpeviaCredentialState,
} from './wire/ipevia-credential';
export type { IpeviaCredentials, IpeviaKnownCredential } from './wire/ipevia-credentials';
export type { IpeviaEvents, IpeviaPulled } from './wire/ipevia-events';
export type { IpeviaIdentifier, IpeviaIdentifierItem } from './wire/ipevia-identifier';
export type { IpeviaBlacklist, IpeviaIdentifierListOptions, IpeviaWhitelist } from './wire/ipevia-identifier-lists';
export type { IpeviaNotification } from './wire/ipevia-notification';
export { readIpeviaNotify } from './wire/ipevia-notify';
export { type IpeviaProfile, ipeviaProfile } from './wire/ipevia-profile';
export type { IpeviaProfileOverrides } from './wire/ipevia-profile-overrides';
export type { IpeviaCallOptions } from './wire/ipevia-session';
export type { IpeviaSubscription, IpeviaTerm } from './wire/ipevia-subscription';
