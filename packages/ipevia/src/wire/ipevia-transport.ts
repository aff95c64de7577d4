import {
  type Clock,
  ConnectionError,
  createHttpClient,
  createTlsFetch,
  type HttpAnswer,
  type TakeTurn,
} from '@acx/core/provider';
import type { IpeviaAuthenticator } from './ipevia-authenticator';
import type { IpeviaClientSettings } from './ipevia-client-options';
import { createDigestAuthenticator } from './ipevia-digest-authenticator';
import { createBasicAuthenticator, createUsernameTokenAuthenticator } from './ipevia-plain-authenticator';
import type { IpeviaProfile } from './ipevia-profile';
import type { WrittenMessage } from './ipevia-soap-writer';

/** One message there, one back. */
export interface IpeviaExchange {
  /** Named in errors. */
  readonly operation: string;
  /** Path and query on the server of the base address. */
  readonly uri: string;
  readonly message: WrittenMessage;
  readonly isWrite: boolean;
  readonly signal?: AbortSignal;
  /** Awaited before each request, those for the login included. */
  readonly takeTurn?: TakeTurn;
}

/** Carries messages to the one server of the base address, logged in. Never repeats one but for the login. */
export interface IpeviaTransport {
  /** Elements for the header of the next message, as XML. */
  headerXml(): string;
  /** The answer of any status. @throws AcxError whose `effect` is honest. */
  exchange(exchange: IpeviaExchange): Promise<HttpAnswer>;
  close(): Promise<void>;
}

/** A transport; after `close` it sends nothing more. */
export function createIpeviaTransport(
  settings: IpeviaClientSettings,
  profile: IpeviaProfile,
  clock: Clock,
): IpeviaTransport {
  const { id: providerId, timeoutMs, maximumAnswerBytes, allowPlainHttp } = settings;
  const tlsFetch = settings.tls === undefined ? undefined : createTlsFetch(settings.tls);
  const fetch = tlsFetch?.fetch ?? settings.fetch;
  const { origin } = new URL(settings.baseUrl);
  const http = createHttpClient({ providerId, baseUrl: origin, fetch, timeoutMs, maximumAnswerBytes, allowPlainHttp });
  const authenticator = authenticatorOf(settings, profile, clock);
  let isClosed = false;

  return {
    headerXml: () => authenticator.headerXml(),
    async exchange({ operation, uri, message, isWrite, signal, takeTurn }) {
      return authenticator.exchange({ operation, uri, signal }, async (login) => {
        if (isClosed) throw new ConnectionError({ providerId, operation, reason: 'aborted', effect: 'none' });
        return http.request({
          operation,
          method: 'POST',
          // A path that begins with two slashes is not taken for what follows a base address; the dot vanishes.
          path: uri.startsWith('//') ? `/.${uri}` : uri,
          headers: { accept: 'application/soap+xml', 'content-type': message.contentType, ...login },
          body: message.body,
          isWrite,
          signal,
          takeTurn,
        });
      });
    },
    async close() {
      isClosed = true;
      await tlsFetch?.close();
    },
  };
}

function authenticatorOf(settings: IpeviaClientSettings, profile: IpeviaProfile, clock: Clock): IpeviaAuthenticator {
  const { authentication, id } = settings;
  if (authentication.kind === 'basic') return createBasicAuthenticator(authentication);
  if (authentication.kind === 'username-token')
    return createUsernameTokenAuthenticator(authentication, profile.security, clock);
  return createDigestAuthenticator(authentication, id);
}
