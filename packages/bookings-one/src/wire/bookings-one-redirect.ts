import { redact } from '@acx/core/provider';

/** A redirect that was not followed. */
export interface BookingsOneRedirect {
  readonly baseUrl: string;
  /** The header as it came; it may hold anything. */
  readonly location: string | null;
  /** What must not be told. */
  readonly secrets: readonly string[];
}

/** Where a redirect points to and what to do about it. Tells at most the origin of its location: path and query may hold secrets. */
export function describeBookingsOneRedirect({ baseUrl, location, secrets }: BookingsOneRedirect): string {
  const base = new URL(baseUrl);
  const target = location !== null && URL.canParse(location, baseUrl) ? new URL(location, baseUrl) : undefined;
  if (target === undefined || !isSafeToTell(target, secrets))
    return 'Put the address at which your server itself answers into baseUrl.';
  if (target.protocol === 'http:' && base.protocol === 'https:')
    return (
      'It points to plain http, where the token could be read. ' +
      'Put an https address at which your server itself answers into baseUrl.'
    );
  if (target.origin === base.origin)
    return (
      'It points to another path of the same server, such as a sign-in page. ' +
      'Put the address into baseUrl under which the External API answers, and compare the paths of the wire profile.'
    );
  return `It points to ${target.origin}. If that is your server, put ${target.origin} into baseUrl.`;
}

/** A host name may hold a secret too, and user and password stand before it. */
function isSafeToTell({ protocol, hostname, username, password }: URL, secrets: readonly string[]): boolean {
  if (!/^https?:$/.test(protocol) || username !== '' || password !== '') return false;
  if (!/^([a-z\d.-]{1,253}|\[[\da-f:]+\])$/.test(hostname)) return false;
  // Host names are in lower case, whatever the secret is written in.
  const hidden = [...secrets, ...secrets.map((secret) => secret.toLowerCase())];
  return redact(hostname, hidden) === hostname;
}
