import type { Clock } from '@acx/core/provider';
import type { IpeviaAuthenticator } from './ipevia-authenticator';
import type { IpeviaAuthentication } from './ipevia-client-options';
import type { IpeviaProfile } from './ipevia-profile';
import { usernameTokenXml } from './ipevia-username-token';

/** Sends a new WS-UsernameToken in each message. */
export function createUsernameTokenAuthenticator(
  { user, password }: IpeviaAuthentication,
  names: IpeviaProfile['security'],
  clock: Clock,
): IpeviaAuthenticator {
  return {
    headerXml: () => usernameTokenXml({ names, user, password, clock }),
    exchange: (_request, send) => send({}),
  };
}

/** Sends user and password with each request. */
export function createBasicAuthenticator({ user, password }: IpeviaAuthentication): IpeviaAuthenticator {
  const headers = { authorization: `Basic ${Buffer.from(`${user}:${password}`, 'utf8').toString('base64')}` };
  return { headerXml: () => '', exchange: (_request, send) => send(headers) };
}
