import type { IpeviaProfile } from '../wire/ipevia-profile';
import type { IpeviaOperation } from './ipevia-operation';
import { subscriptionPath } from './ipevia-subscriptions';

/** Which of the addresses a path is. */
export interface IpeviaPlace {
  readonly place: IpeviaOperation['place'];
  /** Empty unless it is an address of a subscription. */
  readonly subscription: string;
}

/** Nothing when there is no such address. */
export function placeOf({ paths }: IpeviaProfile, { pathname, search }: URL): IpeviaPlace | undefined {
  if (search !== '') return undefined;
  if (pathname === paths.credential) return { place: 'credential', subscription: '' };
  if (pathname === paths.events) return { place: 'events', subscription: '' };
  const below = subscriptionPath(paths.events);
  if (!pathname.startsWith(below) || pathname.length === below.length) return undefined;
  return { place: 'subscription', subscription: pathname.slice(below.length) };
}

/** The transport's own no, without SOAP; nothing when the request may go on. A charset other than UTF-8 is refused (assumed). */
export function refuseHttp(request: Request, place: IpeviaPlace | undefined): Response | undefined {
  if (place === undefined) return new Response('Not found', { status: 404 });
  if (request.method !== 'POST') return new Response('Method not allowed', { status: 405, headers: { allow: 'POST' } });
  const [type, ...parameters] = (request.headers.get('content-type') ?? '').split(';').map((part) => part.trim());
  const charset = parameters.find((parameter) => /^charset=/i.test(parameter));
  const isUtf8 = charset === undefined || /^charset="?utf-8"?$/i.test(charset);
  if (type?.toLowerCase() === 'application/soap+xml' && isUtf8) return undefined;
  return new Response('Unsupported media type', { status: 415 });
}

/** The action in the content type; nothing when there is none. */
export function actionOf(request: Request): string | undefined {
  const [, quoted, plain] = /;\s*action=(?:"([^"]*)"|([^\s;]+))/i.exec(request.headers.get('content-type') ?? '') ?? [];
  return quoted ?? plain;
}
