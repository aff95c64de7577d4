import type { IpeviaOptions } from './ipevia-options';
import type { IpeviaServiceCapabilities } from './wire/ipevia-capabilities';

/** How rights are held at one installation. */
export type IpeviaStrategy = Required<Pick<IpeviaOptions, 'strategy' | 'validity'>>;

/**
 * The best way to hold rights that the service offers: credentials that open and close by themselves, else credentials that are made and deleted in
 * time, else the whitelist. Nothing when it offers none of them. Pure.
 */
export function chooseIpeviaStrategy(capabilities: IpeviaServiceCapabilities): IpeviaStrategy | undefined {
  const { maximumCredentials, maximumWhitelisted, hasValidity, validityHasTime } = capabilities;
  if (maximumCredentials > 0)
    return { strategy: 'credentials', validity: hasValidity && validityHasTime ? 'instants' : 'none' };
  return maximumWhitelisted > 0 ? { strategy: 'whitelist', validity: 'none' } : undefined;
}
