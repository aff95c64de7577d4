// Entry `@acx/salto`: the provider and the typed client.
export { type SaltoProfile, saltoProfile } from './wire/salto-profile';
