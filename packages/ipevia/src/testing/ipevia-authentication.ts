import type { IpeviaContext } from './ipevia-context';
import { createIpeviaDigestCheck } from './ipevia-digest-check';
import { notAuthorized } from './ipevia-fault';
import { createIpeviaTokenCheck, isSecurityHeader } from './ipevia-username-token';
import type { IpeviaNode } from './ipevia-xml-node';

/** Who may speak. Only what the switch `auth` says is looked at, and nobody may show two things at once. */
export interface IpeviaAuthentication {
  /** The answer of HTTP to a request that may not pass; nothing for one that may, or that must show a token inside of the message. */
  refuseHttp(request: Request): Response | undefined;
  /** @throws IpeviaFault for a message without the right token, where a token is asked for. */
  checkMessage(request: Request, headers: readonly IpeviaNode[]): void;
  expireNonces(): void;
}

export function createIpeviaAuthentication(context: IpeviaContext): IpeviaAuthentication {
  const { switches, credentials } = context;
  const digest = createIpeviaDigestCheck(context);
  const isTokenRight = createIpeviaTokenCheck(context);
  return {
    expireNonces: digest.expireNonces,
    refuseHttp(request) {
      if (switches.auth === 'digest') return digest.refuse(request);
      if (switches.auth !== 'basic') return undefined;
      const pair = Buffer.from(`${credentials.user}:${credentials.password}`, 'utf8').toString('base64');
      if (request.headers.get('authorization') === `Basic ${pair}`) return undefined;
      return new Response('Unauthorized', { status: 401, headers: { 'www-authenticate': 'Basic realm="iPevia"' } });
    },
    checkMessage(request, headers) {
      if (switches.auth === 'none') return;
      // known: never both
      const isRight =
        switches.auth === 'username-token'
          ? !request.headers.has('authorization') && isTokenRight(headers)
          : !headers.some((header) => isSecurityHeader(context, header));
      if (!isRight) throw notAuthorized(context);
    },
  };
}
