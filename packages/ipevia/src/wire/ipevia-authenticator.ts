import type { HttpAnswer } from '@acx/core/provider';

/** A request that is about to be sent. */
export interface AuthenticatedRequest {
  /** Named in errors. */
  readonly operation: string;
  /** Path and query exactly as they are sent. */
  readonly uri: string;
  readonly signal?: AbortSignal;
}

/** Logs requests in. */
export interface IpeviaAuthenticator {
  /** Elements for the header of the next message, as XML. */
  headerXml(): string;
  /**
   * Sends a request with what the login needs, and once more where the server asks for it.
   * @param send Sends the same message with these headers added.
   * @throws AuthenticationError when the login is refused.
   */
  exchange(
    request: AuthenticatedRequest,
    send: (headers: Readonly<Record<string, string>>) => Promise<HttpAnswer>,
  ): Promise<HttpAnswer>;
}
