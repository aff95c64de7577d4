import type { SaltoContext } from './salto-context';

/** The transport's own no, before SHIP sees the call; nothing when it may pass. All statuses are assumed, as is that a charset is refused. */
export function refuseHttp(request: Request, context: SaltoContext): Response | undefined {
  const { http } = context.profile;
  const { pathname, search } = new URL(request.url);
  if (pathname !== http.path || search !== '') return new Response('Not found', { status: 404 });
  if (request.method !== 'POST') return new Response('Method not allowed', { status: 405, headers: { allow: 'POST' } });
  if (request.headers.get('content-type') !== http.contentType)
    return new Response('Unsupported media type', { status: 415 });
  if (isAuthenticated(request, context)) return undefined;
  const headers = context.switches.auth === 'basic' ? { 'www-authenticate': 'Basic realm="SHIP"' } : undefined;
  return new Response('Unauthorized', { status: 401, headers });
}

// known: none, Basic, or the shared key in a header
function isAuthenticated({ headers }: Request, { switches, credentials, profile }: SaltoContext): boolean {
  if (switches.auth === 'none') return true;
  if (switches.auth === 'custom') return headers.get(profile.http.keyHeader) === credentials.key;
  const pair = Buffer.from(`${credentials.user}:${credentials.password}`, 'utf8').toString('base64');
  return headers.get('authorization') === `Basic ${pair}`;
}
