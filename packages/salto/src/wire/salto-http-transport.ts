import { type Clock, ConnectionError, createHttpClient, createTlsFetch, parseRetryAfter } from '@acx/core/provider';
import { saltoStatusToError } from '../salto-errors';
import type { SaltoProfile } from './salto-profile';
import type { SaltoTransport } from './salto-transport';
import type { SaltoAuthentication, SaltoHttpOptions } from './salto-transport-options';

/** What the transport is made of. */
export interface SaltoHttpTransportOptions extends Omit<SaltoHttpOptions, 'kind'> {
  readonly providerId: string;
  readonly profile: SaltoProfile['http'];
  readonly timeoutMs: number;
  readonly maximumAnswerBytes: number;
  readonly clock: Clock;
}

/** SHIP over HTTP(S): one POST per call. After `close` no further call is made; one that is under way ends by itself. */
export function createSaltoHttpTransport(options: SaltoHttpTransportOptions): SaltoTransport {
  const { providerId, baseUrl, profile, timeoutMs, maximumAnswerBytes, allowPlainHttp, clock } = options;
  const tlsFetch = options.tls === undefined ? undefined : createTlsFetch(options.tls);
  const fetch = tlsFetch?.fetch ?? options.fetch;
  const http = createHttpClient({ providerId, baseUrl, fetch, timeoutMs, maximumAnswerBytes, allowPlainHttp });
  const headers = {
    accept: profile.contentType,
    'content-type': profile.contentType,
    ...authenticationToHeader(options.authentication, profile.keyHeader),
  };
  let isClosed = false;

  return {
    async exchange({ operation, body, isWrite, signal, takeTurn, read }) {
      if (isClosed) throw new ConnectionError({ providerId, operation, reason: 'aborted', effect: 'none' });
      const { path } = profile;
      const answer = await http.request({ operation, method: 'POST', path, headers, body, isWrite, signal, takeTurn });
      if (answer.status === 200) return read(answer.text);
      const retryAfterMs = parseRetryAfter(answer.headers.get('retry-after'), clock.nowMs());
      throw saltoStatusToError({ providerId, operation, isWrite, status: answer.status, retryAfterMs });
    },
    async close() {
      isClosed = true;
      await tlsFetch?.close();
    },
  };
}

function authenticationToHeader(
  authentication: SaltoAuthentication = { kind: 'none' },
  keyHeader: string,
): Readonly<Record<string, string>> {
  if (authentication.kind === 'none') return {};
  if (authentication.kind === 'key') return { [keyHeader.toLowerCase()]: authentication.key };
  const { user, password } = authentication;
  return { authorization: `Basic ${Buffer.from(`${user}:${password}`, 'utf8').toString('base64')}` };
}
