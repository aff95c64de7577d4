import type { Effect } from '../errors/acx-error';
import type { ConnectionFailure } from '../errors/connection-error';

const failureByCode: Readonly<Record<string, ConnectionFailure>> = {
  ECONNREFUSED: 'refused',
  EHOSTUNREACH: 'refused',
  ENETUNREACH: 'refused',
  ENOTFOUND: 'dns',
  EAI_AGAIN: 'dns',
  UND_ERR_CONNECT_TIMEOUT: 'timeout',
  ECONNRESET: 'reset',
  EPIPE: 'reset',
  UND_ERR_SOCKET: 'reset',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'tls',
  SELF_SIGNED_CERT_IN_CHAIN: 'tls',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'tls',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'tls',
  CERT_HAS_EXPIRED: 'tls',
  ERR_TLS_CERT_ALTNAME_INVALID: 'tls',
};

/** Failures that happen before a single byte of the request has left. */
const neverSent: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** What a failed `fetch` tells: why, and whether a write may have taken effect all the same. */
export function classifyFetchFailure(
  failure: unknown,
  isWrite: boolean,
): { reason: ConnectionFailure; effect: Effect } {
  const code = codeOf(failure);
  const reason = failureByCode[code] ?? (code.startsWith('ERR_SSL') ? 'tls' : 'network');
  const isHarmless = !isWrite || neverSent.has(code) || reason === 'tls';
  return { reason, effect: isHarmless ? 'none' : 'unknown' };
}

function codeOf(failure: unknown): string {
  let current = failure;
  for (let depth = 0; depth < 4 && typeof current === 'object' && current !== null; depth += 1) {
    if ('code' in current && typeof current.code === 'string') return current.code;
    current = 'cause' in current ? current.cause : undefined;
  }
  return '';
}
