import type { JsonValue } from '@acx/core/provider';
import type { IpassanContext } from './ipassan-context';
import { IpassanFailure } from './ipassan-failure';

/** Access tokens of the simulated vendor. */
export interface IpassanTokens {
  /** The answer of the token endpoint. */
  issue(form: URLSearchParams): JsonValue;
  /** @throws when the request has no valid bearer token */
  check(request: Request): void;
  expireAll(): void;
}

export function createIpassanTokens(options: { context: IpassanContext; newToken: () => string }): IpassanTokens {
  const { context, newToken } = options;
  const expiries = new Map<string, number>();
  return {
    issue(form) {
      // known: these four fields, form-encoded. That each is required is assumed.
      if (form.get('grant_type') !== 'client_credentials')
        throw new IpassanFailure('bad_token_request', 'The grant type is not supported.');
      if (form.get('scope') !== 'all') throw new IpassanFailure('bad_token_request', 'The scope is not supported.');
      const { clientId, clientSecret } = context.credentials;
      if (form.get('client_id') !== clientId || form.get('client_secret') !== clientSecret)
        throw new IpassanFailure('unauthorized', `The client ${form.get('client_id')} or its secret is wrong.`);

      const { tokenLifetimeSeconds, sendsExpiresIn } = context.switches;
      const token = newToken();
      expiries.set(token, context.clock.nowMs() + tokenLifetimeSeconds * 1000);
      const answer = { access_token: token };
      return sendsExpiresIn ? { ...answer, expires_in: tokenLifetimeSeconds } : answer;
    },
    check(request) {
      const token = /^Bearer (\S+)$/.exec(request.headers.get('authorization') ?? '')?.[1];
      const expiresAtMs = token === undefined ? undefined : expiries.get(token);
      if (expiresAtMs === undefined || context.clock.nowMs() >= expiresAtMs)
        throw new IpassanFailure('unauthorized', 'The access token is missing, wrong or expired.');
    },
    expireAll: () => expiries.clear(),
  };
}
