import { describe, expect, it } from 'vitest';
import type { Effect } from '../errors/acx-error';
import type { ConnectionFailure } from '../errors/connection-error';
import { classifyFetchFailure } from './connection-failure';

/** As `fetch` throws it: the code is on the cause. */
const failed = (code: string, more: object = {}): Error =>
  new TypeError('fetch failed', { cause: Object.assign(new Error('x'), { code, ...more }) });

describe('classifyFetchFailure', () => {
  it.each<[code: string, more: object, reason: ConnectionFailure, effectOfWrite: Effect]>([
    ['ECONNREFUSED', {}, 'refused', 'none'],
    ['EHOSTUNREACH', { syscall: 'connect' }, 'refused', 'none'],
    ['ENETUNREACH', { syscall: 'connect' }, 'refused', 'none'],
    ['EHOSTUNREACH', { syscall: 'read' }, 'refused', 'unknown'],
    ['ENETUNREACH', { syscall: 'write' }, 'refused', 'unknown'],
    ['ENOTFOUND', { syscall: 'getaddrinfo' }, 'dns', 'none'],
    ['EAI_AGAIN', {}, 'dns', 'none'],
    ['UND_ERR_CONNECT_TIMEOUT', {}, 'timeout', 'none'],
    ['ETIMEDOUT', { syscall: 'connect' }, 'timeout', 'none'],
    ['ETIMEDOUT', { syscall: 'read' }, 'timeout', 'unknown'],
    ['UND_ERR_HEADERS_TIMEOUT', {}, 'timeout', 'unknown'],
    ['UND_ERR_BODY_TIMEOUT', {}, 'timeout', 'unknown'],
    ['ECONNRESET', { syscall: 'read' }, 'reset', 'unknown'],
    ['EPIPE', {}, 'reset', 'unknown'],
    ['UND_ERR_SOCKET', {}, 'reset', 'unknown'],
    ['UND_ERR_CLOSED', {}, 'aborted', 'none'],
    ['UND_ERR_DESTROYED', {}, 'aborted', 'unknown'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', {}, 'tls', 'none'],
    ['SELF_SIGNED_CERT_IN_CHAIN', {}, 'tls', 'none'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', {}, 'tls', 'none'],
    ['UNABLE_TO_GET_ISSUER_CERT', {}, 'tls', 'none'],
    ['CERT_HAS_EXPIRED', {}, 'tls', 'none'],
    ['CERT_NOT_YET_VALID', {}, 'tls', 'none'],
    ['CERT_REVOKED', {}, 'tls', 'none'],
    ['INVALID_CA', {}, 'tls', 'none'],
    ['INVALID_PURPOSE', {}, 'tls', 'none'],
    ['PATH_LENGTH_EXCEEDED', {}, 'tls', 'none'],
    ['ERROR_IN_CERT_NOT_AFTER_FIELD', {}, 'tls', 'none'],
    ['UNSPECIFIED', {}, 'tls', 'none'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', {}, 'tls', 'none'],
    ['ERR_SSL_WRONG_VERSION_NUMBER', {}, 'tls', 'none'],
    ['ERR_SSL_SSLV3_ALERT_BAD_RECORD_MAC', {}, 'tls', 'unknown'],
    ['ERR_SSL_DECRYPTION_FAILED_OR_BAD_RECORD_MAC', {}, 'tls', 'unknown'],
    ['ESOMETHING', {}, 'network', 'unknown'],
  ])('%s %j is %s, and a write then has effect %s', (code, more, reason, effectOfWrite) => {
    expect(classifyFetchFailure(failed(code, more), true)).toEqual({ reason, effect: effectOfWrite });
    expect(classifyFetchFailure(failed(code, more), false)).toEqual({ reason, effect: 'none' });
  });

  it.each([undefined, null, 'x', new Error('x'), { code: 7 }, new TypeError('x', { cause: { cause: {} } })])(
    'knows nothing of %o and says so',
    (failure) => {
      expect(classifyFetchFailure(failure, true)).toEqual({ reason: 'network', effect: 'unknown' });
    },
  );

  it('looks a few causes deep, and not for ever', () => {
    const circular: { cause?: unknown } = {};
    circular.cause = circular;
    expect(classifyFetchFailure(circular, true).reason).toBe('network');
    expect(classifyFetchFailure({ cause: { cause: { code: 'ECONNRESET' } } }, true).reason).toBe('reset');
  });

  it('passes on what to do about a certificate that is not the pinned one', () => {
    const failure = Object.assign(new Error('compare the fingerprints'), { code: 'CERT_FINGERPRINT_MISMATCH' });
    const told = { reason: 'tls', effect: 'none', advice: 'compare the fingerprints' };
    expect(classifyFetchFailure(new TypeError('fetch failed', { cause: failure }), true)).toEqual(told);
  });
});
