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
  DEPTH_ZERO_SELF_SIGNED_CERT: 'tls',
  SELF_SIGNED_CERT_IN_CHAIN: 'tls',
  HOSTNAME_MISMATCH: 'tls',
  INVALID_CA: 'tls',
};

/** A certificate that is not trusted (`CERT_HAS_EXPIRED`, `UNABLE_TO_VERIFY_LEAF_SIGNATURE`), or a handshake that failed. */
const tlsFailure = /^(CERT_|UNABLE_TO_|ERR_TLS_|ERR_SSL_)/;

/** Breaks a connection that already carries requests. */
const brokenRecord = /BAD_RECORD_MAC|BAD_DECRYPT|DECRYPTION_FAILED/;

/** Failures that happen before a single byte of the request has left. */
const neverSent: ReadonlySet<string> = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT']);

/** What a failed `fetch` tells: why, and whether a write may have taken effect all the same. */
export function classifyFetchFailure(
  failure: unknown,
  isWrite: boolean,
): { reason: ConnectionFailure; effect: Effect } {
  const { code, isConnecting } = originOf(failure);
  const reason = failureByCode[code] ?? (tlsFailure.test(code) ? 'tls' : 'network');
  const isSent = reason === 'tls' ? brokenRecord.test(code) : !isConnecting && !neverSent.has(code);
  return { reason, effect: isWrite && isSent ? 'unknown' : 'none' };
}

/** The code of the failure that began it all. A route can also be lost under a connection that carries requests, so the system call counts too. */
function originOf(failure: unknown): { code: string; isConnecting: boolean } {
  let current = failure;
  for (let depth = 0; depth < 4 && typeof current === 'object' && current !== null; depth += 1) {
    if ('code' in current && typeof current.code === 'string')
      return { code: current.code, isConnecting: 'syscall' in current && current.syscall === 'connect' };
    current = 'cause' in current ? current.cause : undefined;
  }
  return { code: '', isConnecting: false };
}
