import type { Effect } from '../errors/acx-error';
import type { ConnectionFailure } from '../errors/connection-error';

const failureByCode: Readonly<Record<string, ConnectionFailure>> = {
  ECONNREFUSED: 'refused',
  EHOSTUNREACH: 'refused',
  ENETUNREACH: 'refused',
  ENOTFOUND: 'dns',
  EAI_AGAIN: 'dns',
  ETIMEDOUT: 'timeout',
  UND_ERR_CONNECT_TIMEOUT: 'timeout',
  UND_ERR_HEADERS_TIMEOUT: 'timeout',
  UND_ERR_BODY_TIMEOUT: 'timeout',
  ECONNRESET: 'reset',
  EPIPE: 'reset',
  UND_ERR_SOCKET: 'reset',
  UND_ERR_CLOSED: 'aborted',
  UND_ERR_DESTROYED: 'aborted',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'tls',
  SELF_SIGNED_CERT_IN_CHAIN: 'tls',
  HOSTNAME_MISMATCH: 'tls',
  INVALID_CA: 'tls',
  INVALID_PURPOSE: 'tls',
  PATH_LENGTH_EXCEEDED: 'tls',
  ERROR_IN_CERT_NOT_BEFORE_FIELD: 'tls',
  ERROR_IN_CERT_NOT_AFTER_FIELD: 'tls',
  // Node's word for a reason of OpenSSL that it has no name for, such as a key that is too short.
  UNSPECIFIED: 'tls',
};

/** A certificate that is not trusted (`CERT_HAS_EXPIRED`, `UNABLE_TO_VERIFY_LEAF_SIGNATURE`), or a handshake that failed. */
const tlsFailure = /^(CERT_|UNABLE_TO_|ERR_TLS_|ERR_SSL_)/;

/** Breaks a connection that already carries requests. */
const brokenRecord = /BAD_RECORD_MAC|BAD_DECRYPT|DECRYPTION_FAILED/;

/** Said by our own look at a pinned certificate, in words for people. */
export const FINGERPRINT_MISMATCH = 'CERT_FINGERPRINT_MISMATCH';

/** Failures that happen before a single byte of the request has left. */
const neverSent: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_CLOSED',
]);

/** What a failed `fetch` tells: why, and whether a write may have taken effect all the same. */
export function classifyFetchFailure(
  failure: unknown,
  isWrite: boolean,
): { reason: ConnectionFailure; effect: Effect; advice?: string } {
  const { code, isConnecting, message } = originOf(failure);
  const reason = failureByCode[code] ?? (tlsFailure.test(code) ? 'tls' : 'network');
  const isSent = reason === 'tls' ? brokenRecord.test(code) : !isConnecting && !neverSent.has(code);
  const effect = isWrite && isSent ? 'unknown' : 'none';
  return code === FINGERPRINT_MISMATCH ? { reason, effect, advice: message } : { reason, effect };
}

/** The code of the failure that began it all. A route can also be lost under a connection that carries requests, so the system call counts too. */
function originOf(failure: unknown): { code: string; isConnecting: boolean; message?: string } {
  let current = failure;
  for (let depth = 0; depth < 4 && typeof current === 'object' && current !== null; depth += 1) {
    if ('code' in current && typeof current.code === 'string')
      return {
        code: current.code,
        isConnecting: 'syscall' in current && current.syscall === 'connect',
        message: current instanceof Error ? current.message : undefined,
      };
    current = 'cause' in current ? current.cause : undefined;
  }
  return { code: '', isConnecting: false };
}
