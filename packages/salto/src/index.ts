// Entry `@acx/salto`: the provider and the typed client.
export type { SaltoCalendar } from './convert/salto-day-type';
export { isSaltoCode } from './salto-errors';
export type { SaltoFixedZone, SaltoOptions } from './salto-options';
export { createSalto } from './salto-provider';
export { createSaltoClient, type SaltoClient } from './wire/salto-client';
export { type SaltoProfile, saltoProfile } from './wire/salto-profile';
