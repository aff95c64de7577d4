import type { IpeviaOptions } from '../ipevia-options';
import type { IpeviaSwitches } from '../testing';

/** One way to hold rights, and a vendor that offers it. */
export interface IpeviaVariant {
  readonly what: string;
  readonly switches: Partial<IpeviaSwitches>;
  readonly options: Partial<IpeviaOptions>;
}

/** Every strategy, each on a vendor that can do just that. */
export const ipeviaVariants: readonly IpeviaVariant[] = [
  {
    what: 'credentials with our tokens',
    switches: { takesClientTokens: true, maximumWhitelisted: 0 },
    options: { strategy: 'credentials' },
  },
  {
    what: 'credentials with the vendor’s tokens',
    switches: { takesClientTokens: false, maximumWhitelisted: 0 },
    options: { strategy: 'credentials' },
  },
  {
    what: 'credentials without time',
    switches: { takesClientTokens: true, hasValidity: true, validityHasTime: false, hasProfileValidity: false },
    options: { strategy: 'credentials', validity: 'none' },
  },
  {
    what: 'credentials without time and with the vendor’s tokens',
    switches: { takesClientTokens: false, hasValidity: false, hasProfileValidity: false },
    options: { strategy: 'credentials', validity: 'none' },
  },
  {
    what: 'a whitelist that others use too',
    switches: { maximumCredentials: 0, maximumWhitelisted: 1000, maximumBlacklisted: 100 },
    options: { strategy: 'whitelist' },
  },
  {
    what: 'a whitelist of our own',
    switches: { maximumCredentials: 0, maximumWhitelisted: 1000, maximumBlacklisted: 0 },
    options: { strategy: 'whitelist', whitelist: 'ours' },
  },
];
