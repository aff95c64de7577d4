import * as z from 'zod/mini';

const loopbackHosts: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

/** True for an address of this machine, where plain HTTP cannot be overheard. */
function isLoopback(url: URL): boolean {
  return loopbackHosts.has(url.hostname) || /^127(\.\d{1,3}){3}$/.test(url.hostname);
}

/** True when a token may be sent there: HTTPS, the own machine, or plain HTTP that the operator has named as wanted. */
export function isAllowedBaseUrl(baseUrl: string, allowPlainHttp: boolean): boolean {
  if (!URL.canParse(baseUrl)) return false;
  const url = new URL(baseUrl);
  return url.protocol === 'https:' || (url.protocol === 'http:' && (allowPlainHttp || isLoopback(url)));
}

/** Address of a vendor's server. Whether plain HTTP is fine is checked with {@link isAllowedBaseUrl}. */
export const baseUrlSchema = z.url({ protocol: /^https?$/, error: 'must be an http(s) address' });
