import { AuthenticationError, type HttpAnswer } from '@acx/core/provider';
import type { IpeviaAuthenticator } from './ipevia-authenticator';
import type { IpeviaAuthentication } from './ipevia-client-options';
import { chooseDigestChallenge, readNextNonce } from './ipevia-digest-challenge';
import { createDigestLogin, type DigestLogin } from './ipevia-digest-login';

/**
 * Logs in by HTTP Digest. The first request goes without a login and is refused with a challenge; its nonce then serves all calls, also
 * at once, until the server wants another. A call is sent three times at most: without a nonce or with an old one, with the nonce it was
 * given, and once more where that one had become too old in between.
 */
export function createDigestAuthenticator(
  { user, password }: IpeviaAuthentication,
  providerId: string,
): IpeviaAuthenticator {
  let current: DigestLogin | undefined;
  /** The server lets calls in without a login. */
  let isOpen = false;
  /** The first call of all, which fetches the nonce for those that wait here. */
  let first: Promise<void> | undefined;

  /** Learns from an answer. Returns the login to try again with, or why there is none. */
  function adopt(header: string | null, used: DigestLogin | undefined): DigestLogin | string {
    const challenge = chooseDigestChallenge(header);
    if ('problem' in challenge) return `${challenge.problem}. Compare authentication in the options with the server`;
    const isSameNonce = used?.nonce === challenge.nonce;
    if (isSameNonce && !challenge.isStale) return 'the login is not accepted. Check user and password';
    // Another call may have been given the same nonce: its count goes on.
    if (current === undefined || current === used || current.nonce !== challenge.nonce)
      current = createDigestLogin({ challenge, user, password });
    return current;
  }

  return {
    headerXml: () => '',
    async exchange({ operation, uri, signal }, send) {
      const refused = (answer: HttpAnswer, reason: string): AuthenticationError => {
        current = undefined;
        const message = `${providerId}: iPevia refused ${operation}: ${reason}; nothing was changed.`;
        return new AuthenticationError({ providerId, operation, status: answer.status, message });
      };
      const sendWith = async (login: DigestLogin | undefined): Promise<HttpAnswer> => {
        const answer = await send(login === undefined ? {} : { authorization: login.authorize('POST', uri) });
        const next = answer.status === 401 ? undefined : readNextNonce(answer.headers.get('authentication-info'));
        if (login !== undefined && login === current && next !== undefined && next !== login.nonce)
          current = login.withNonce(next);
        return answer;
      };
      /** Tells whether to try again, and with what. */
      const afterRefusal = (answer: HttpAnswer, used: DigestLogin | undefined): DigestLogin => {
        const outcome = adopt(answer.headers.get('www-authenticate'), used);
        if (typeof outcome === 'string') throw refused(answer, outcome);
        return outcome;
      };

      if (current === undefined && first !== undefined) await settled(first, signal);
      let used = current;
      let answer: HttpAnswer;
      if (used === undefined && !isOpen && first === undefined) {
        let tell = (): void => {};
        first = new Promise((resolve) => {
          tell = resolve;
        });
        try {
          answer = await sendWith(undefined);
          isOpen = answer.status < 300;
          if (answer.status !== 401) return answer;
          used = afterRefusal(answer, undefined);
        } finally {
          first = undefined;
          tell();
        }
      } else {
        answer = await sendWith(used);
        if (answer.status !== 401) return answer;
        isOpen = false;
        used = afterRefusal(answer, used);
      }
      answer = await sendWith(used);
      if (answer.status !== 401) return answer;
      const challenge = chooseDigestChallenge(answer.headers.get('www-authenticate'));
      if ('problem' in challenge || !challenge.isStale)
        throw refused(answer, 'the login is not accepted. Check user and password');
      answer = await sendWith(afterRefusal(answer, used));
      if (answer.status === 401) throw refused(answer, 'every nonce that it gives is too old at once');
      return answer;
    },
  };
}

/** Waits for something that never fails, no longer than the caller does. */
function settled(work: Promise<void>, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      signal?.removeEventListener('abort', done);
      resolve();
    };
    signal?.addEventListener('abort', done, { once: true });
    if (signal?.aborted) done();
    void work.then(done);
  });
}
